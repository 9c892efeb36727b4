// A reference asked again as a user would: a config file, `oc-local eval`, and the rows that it stored.

import { spawn } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findDatasets } from "../../../src/config/catalog.ts";
import type { DatasetConfig } from "../../../src/config/dataset-schema.ts";
import { isScored, kindOf, type Reference, type ReferenceRow } from "./reference-file.ts";

const program = fileURLToPath(new URL("../../../dist/src/cli/main.js", import.meta.url));

export interface Place {
  /** Root of the real benchmark files. */
  dataDir: string;
  /** An empty folder for the config and the run. */
  workDir: string;
}

export interface Replay {
  configPath: string;
  rows: ReplayedRow[];
}

export interface ReplayedRow {
  variant: string;
  /** Which entry of the config asked it, and its number there. */
  entry: string;
  at: number;
  expected: ReferenceRow;
  /** As the run stored it; undefined where it has none. */
  stored: Record<string, unknown> | undefined;
}

/** Neighbouring rows of a dataset that are asked alike: an entry of the config. */
interface Slice {
  variant: string;
  entry: DatasetConfig;
  rows: ReferenceRow[];
}

/** @throws Error when the run fails. Its progress goes to standard error. */
export async function replay(reference: Reference, modelPath: string, { dataDir, workDir }: Place): Promise<Replay> {
  const slices = await slicesOf(reference);
  const configPath = join(workDir, "config.json");
  const models = [{ abbr: reference.model, path: modelPath, kind: kindOf(reference) }];
  writeFileSync(configPath, JSON.stringify({ models, datasets: slices.map(({ entry }) => entry) }, null, 2));
  await runProgram(["eval", configPath, "--data-dir", dataDir, "--work-dir", workDir], "progress");
  const run = readdirSync(workDir).find((name) => /^\d{8}_\d{6}$/.test(name));
  const rows = slices.flatMap(({ variant, entry, rows }) => {
    const path = join(workDir, String(run), "predictions", reference.model, `${entry.abbr}.json`);
    const stored = JSON.parse(readFileSync(path, "utf8")) as Record<string, Record<string, unknown>>;
    return rows.map((expected, at) => ({ variant, entry: entry.abbr, at, expected, stored: stored[at] }));
  });
  return { configPath, rows };
}

/** Token ids of the prompt of a row of the config, as the engine is given them. */
export async function promptTokens(
  { configPath }: Replay,
  { entry, at }: ReplayedRow,
  dataDir: string,
): Promise<number[]> {
  const flags = ["--entries", entry, "--row", String(at), "--data-dir", dataDir, "--json"];
  const line = await runProgram(["prompt", configPath, ...flags], "quiet");
  const view = JSON.parse(line) as { prompts: [{ tokens: { pieces: { ids: number[] }[] } }] };
  return view.prompts[0].tokens.pieces.flatMap(({ ids }) => ids);
}

async function slicesOf({ datasets }: Reference): Promise<Slice[]> {
  const slices: Slice[] = [];
  for (const [abbr, { variant, rows }] of Object.entries(datasets)) {
    const { entries } = await findDatasets(variant, new Set(["base"]));
    const entry = entries.find((one) => one.abbr === abbr);
    if (entry === undefined) throw new Error(`${variant} has no dataset ${abbr}`);
    const runs = neighbours(rows);
    for (const [i, run] of runs.entries()) {
      const name = runs.length === 1 ? abbr : `${abbr}_${i}`;
      slices.push({ variant, entry: { ...slice(entry, run), abbr: name }, rows: run });
    }
  }
  return slices;
}

/** Rows in turn, cut where a number is left out or the answer's length changes. */
function neighbours(rows: readonly ReferenceRow[]): ReferenceRow[][] {
  const runs: ReferenceRow[][] = [];
  for (const row of [...rows].sort((a, b) => a.row - b.row)) {
    const last = runs.at(-1)?.at(-1);
    if (last !== undefined && last.row + 1 === row.row && outputOf(last) === outputOf(row)) runs.at(-1)?.push(row);
    else runs.push([row]);
  }
  return runs;
}

function outputOf(row: ReferenceRow): number | null {
  return isScored(row) ? null : row.max_new_tokens;
}

function slice(entry: DatasetConfig, rows: readonly ReferenceRow[]): DatasetConfig {
  const { testRange = "" } = entry.reader;
  if (typeof testRange === "number") throw new Error(`${entry.abbr}: a range of shuffled rows cannot be cut`);
  const [first, last] = [rows[0] as ReferenceRow, rows.at(-1) as ReferenceRow];
  const reader = { ...entry.reader, testRange: `${testRange}[${first.row}:${last.row + 1}]` };
  const maxOutLen = outputOf(first);
  const inferencer = { ...entry.infer.inferencer, ...(maxOutLen !== null && { maxOutLen }) };
  return { ...entry, reader, infer: { ...entry.infer, inferencer } };
}

/** What it printed on standard output. @throws Error with it when it fails. */
async function runProgram(args: readonly string[], screen: "progress" | "quiet"): Promise<string> {
  const stderr = screen === "progress" ? "inherit" : "ignore";
  const child = spawn(process.execPath, [program, ...args], { stdio: ["ignore", "pipe", stderr] });
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    stdout += chunk;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code === 0) return stdout;
  throw new Error(`oc-local ${args[0]} ended with ${code}: ${stdout.trim() || "see above"}`);
}
