// One dry run and one run of many models, told apart: what each of them shows and stores.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Cli } from "../cli.ts";
import { generated, scored, withAside, withoutConfig } from "./inputs.ts";

export interface Told {
  plan: string;
  answers: string;
  run: string;
}

/** What is told of every model of a run, by its short name. */
export async function askModels(cli: Cli, models: readonly { abbr: string }[]): Promise<Map<string, Told>> {
  const datasets = [generated, withAside, scored].map((entry) => entry(cli.cwd));
  writeFileSync(join(cli.cwd, "models.json"), JSON.stringify({ models, datasets }));
  const args = ["eval", "models.json", "--limit", "2"];
  const planned = await cli.run([...args, "--dry-run"]);
  if (planned.code !== 0) throw new Error(planned.stderr);
  const done = await cli.run([...args, "--debug", "-w", "models"]);
  if (done.code !== 0) throw new Error(done.stderr);
  const plans = sectionsOf(planned.stdout);
  const run = join(cli.cwd, "models", readdirSync(join(cli.cwd, "models"))[0] as string);
  const manifest = JSON.parse(readFileSync(join(run, "manifest.json"), "utf8")) as { models: { abbr: string }[] };
  return new Map(
    models.map(({ abbr }) => {
      const entry = JSON.stringify(manifest.models.find((model) => model.abbr === abbr));
      const told = {
        plan: [linesOf(planned.stdout, abbr), plans.get(abbr)].join("\n"),
        answers: answersOf(join(run, "predictions", abbr)),
        run: [linesOf(done.stderr, abbr), entry].join("\n"),
      };
      return [abbr, told];
    }),
  );
}

function sectionsOf(stdout: string): Map<string, string> {
  const sections = withoutConfig(stdout).split(/^== Tasks of /m);
  return new Map(sections.slice(1).map((text) => [text.slice(0, text.indexOf(" ")), text]));
}

function linesOf(output: string, abbr: string): string {
  const lines = output.split("\n").filter((line) => ` ${line}`.includes(` ${abbr}: `));
  return lines.join("\n");
}

function answersOf(folder: string): string {
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("\n");
}
