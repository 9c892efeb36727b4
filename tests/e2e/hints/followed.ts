// Which hints of the code were followed: by the place of the error that a command made and showed with its hint.

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "vitest";
import { type ErrorSite, errorSites, sourceTexts } from "../../support/error-sites.ts";
import { projectRoot } from "../cli.ts";
import { hintOf } from "../follow-hint.ts";
import type { TracedRun } from "../warm-cli.ts";
import { type NotFollowed, notFollowed } from "./not-followed.ts";

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
  const asked = sitesWithHint().filter((site) => !except.includes(sourceOf(site)));
  const open = asked.filter((site) => !followed.has(placeOf(site)));
  const explained = new Map<ErrorSite, NotFollowed>();
  const idle: NotFollowed[] = [];
  for (const entry of notFollowed) {
    const [file, words] = entry;
    const sites = open.filter((site) => sourceOf(site) === file && site.text.includes(words));
    for (const site of sites) explained.set(site, entry);
    if (sites.length !== 1) idle.push(entry);
  }
  const unexplained = open.filter((site) => !explained.has(site));
  expect(unexplained.map((site) => `${sourceOf(site)}: ${singleSpaced(site.text)}`)).toEqual([]);
  expect(idle, "entries of the table that do not stand for one error that no case followed").toEqual([]);
}

/** In the compiled code, which the commands run. */
function sitesWithHint(): ErrorSite[] {
  return errorSites(sourceTexts(join(projectRoot, "dist"), ".js")).filter(({ text }) => /hint/.test(text));
}

function placeOf({ file, line, column }: ErrorSite): string {
  return `${pathToFileURL(join(projectRoot, "dist", file)).href}:${line}:${column}`;
}

function sourceOf({ file }: ErrorSite): string {
  return file.replace(/\.js$/, ".ts");
}
