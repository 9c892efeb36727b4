// One dry run and one run of many datasets, with what the fields of the config around them do.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { listRuns } from "../../../src/store/workspace/workspace.ts";
import type { Cli } from "../cli.ts";
import type { DatasetEntry } from "./inputs.ts";
import { withoutConfig } from "./inputs.ts";
import type { Told } from "./model-run.ts";

export interface DatasetRun {
  /** By short name, which is left out of it. */
  told: Map<string, Told>;
  /** What the run shows, and what its hook wrote. */
  shown: string;
  /** What the dry run shows. */
  planned: string;
}

/** @param around Fields of the config beside its datasets; its `workDir` is "configured". */
export async function askDatasets(cli: Cli, entries: readonly DatasetEntry[], around: object): Promise<DatasetRun> {
  const models = [{ abbr: "m", path: "M.gguf", kind: "chat", maxOutLen: 4 }];
  const config = { models, datasets: entries, workDir: "configured", ...around };
  writeFileSync(join(cli.cwd, "datasets.json"), JSON.stringify(config));
  const planned = await cli.run(["eval", "datasets.json", "--dry-run"]);
  if (planned.code !== 0) throw new Error(`${planned.stderr}${withoutConfig(planned.stdout)}`.slice(0, 4000));
  const done = await cli.run(["eval", "datasets.json", "--hook", "--lark"]);
  const [name] = listRuns(join(cli.cwd, "configured"));
  const run = join(cli.cwd, "configured", name as string);
  const fileOf = (folder: string, abbr: string) => {
    const path = join(run, folder, "m", `${abbr}.json`);
    return existsSync(path) ? readFileSync(path, "utf8") : "nothing is stored";
  };
  const told = entries.map(({ abbr }): [string, Told] => [
    abbr,
    {
      plan: linesOf(withoutConfig(planned.stdout), abbr),
      answers: fileOf("predictions", abbr),
      run: [linesOf(done.stderr, abbr), linesOf(done.stdout, abbr), fileOf("results", abbr)].join("\n"),
    },
  ]);
  const hooked = readFileSync(join(cli.cwd, "hooked.txt"), "utf8");
  return {
    told: new Map(told),
    shown: [done.stderr, done.stdout, hooked].join("\n"),
    planned: withoutConfig(planned.stdout),
  };
}

function linesOf(output: string, abbr: string): string {
  const named = new RegExp(`(?<![\\w-])${abbr}(?![\\w-])`, "g");
  const lines = output.split("\n").filter((line) => line.search(named) >= 0);
  return lines.map((line) => line.replaceAll(named, "ENTRY")).join("\n");
}
