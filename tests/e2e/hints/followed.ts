// Which hints of the code were followed: by the place of the error that a command made and showed with its hint.

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "vitest";
import { type ErrorSite, errorSites, sourceTexts } from "../../support/error-sites.ts";
import { projectRoot } from "../cli.ts";
import { hintOf } from "../follow-hint.ts";
import type { TracedRun } from "../warm-cli.ts";
import { type NotFollowed, notFollowed } from "./not-followed.ts";

interface BuiltSite extends ErrorSite {
  /** Of the sources, for example src/data/csv.ts. */
  source: string;
}

const followed = new Set<string>();

/** What the hints of a refused command advise was done, and it works. @param said Where they stand. @default the hint on standard error */
export function noteFollowed({ errors, stderr }: TracedRun, said = hintOf(stderr)): void {
  const text = singleSpaced(said);
  for (const { place, hint } of errors) if (hint && text.includes(singleSpaced(hint))) followed.add(place);
}

function singleSpaced(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

/**
 * Every error of the code that has a hint was made by a case that followed it, or stands in the table of the others.
 * @param except Files whose errors cannot be made on this machine.
 */
export function expectAllFollowed(except: readonly string[]): void {
  const asked = sitesWithHint().filter((site) => !except.includes(site.source));
  const open = asked.filter((site) => !followed.has(placeOf(site)));
  const explained = new Map<BuiltSite, NotFollowed>();
  const idle: NotFollowed[] = [];
  for (const entry of notFollowed) {
    const [file, words] = entry;
    const sites = open.filter((site) => site.source === file && site.text.includes(words));
    for (const site of sites) explained.set(site, entry);
    if (sites.length !== 1) idle.push(entry);
  }
  const unexplained = open.filter((site) => !explained.has(site));
  expect(unexplained.map((site) => `${site.source}: ${singleSpaced(site.text)}`)).toEqual([]);
  expect(idle, "entries of the table that do not stand for one error that no case followed").toEqual([]);
}

/** In the built code, which the commands run: files of many modules, each below a comment that names it. */
function sitesWithHint(): BuiltSite[] {
  const texts = sourceTexts(join(projectRoot, "dist"), ".js");
  const linesOf = new Map(texts.map(({ file, text }) => [file, text.split("\n")]));
  return errorSites(texts)
    .filter(({ text }) => /hint/.test(text))
    .map((site) => ({ ...site, source: moduleAbove(linesOf.get(site.file) ?? [], site.line) }));
}

function moduleAbove(lines: readonly string[], line: number): string {
  const above = lines.slice(0, line).findLast((text) => /^\/\/ build\/compiled\/.*\.js$/.test(text));
  if (above === undefined) throw new Error(`no module is named above line ${line}`);
  return above.replace("// build/compiled/", "").replace(/\.js$/, ".ts");
}

function placeOf({ file, line, column }: ErrorSite): string {
  return `${pathToFileURL(join(projectRoot, "dist", file)).href}:${line}:${column}`;
}
