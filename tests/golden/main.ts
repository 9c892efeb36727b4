// `npm run golden [-- <folder>] [-- --data-dir <folder>]`: every case of every golden file in a folder, which is OC_LOCAL_GOLDEN or
// ../shared/golden (and golden2 beside it) unless another is named, and where these are absent ./cases. Data is looked for in --data-dir, else in
// `data` beside the folder.
// A zoo of tiny models (zoo/zoo-file.ts) is tried behind them: the one beside the folder, and the one that travels with the project.
// Exit code 0 when nothing failed, 1 when a case failed or a file could not be run, 2 for wrong use.

import { existsSync } from "node:fs";
import { basename, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { findAdapter, goldenFolders, listGoldenFiles, readGoldenFile } from "./golden-file.ts";
import { type GoldenReport, runGolden } from "./run.ts";
import { type ZooEntry, zooEntries } from "./zoo/run-zoo.ts";
import { isZoo } from "./zoo/zoo-file.ts";

const beside = process.env.OC_LOCAL_GOLDEN ?? fileURLToPath(new URL("../../../shared/golden", import.meta.url));
const standard = existsSync(beside) ? goldenFolders(beside) : [fileURLToPath(new URL("./cases", import.meta.url))];
const ownZoo = fileURLToPath(new URL("./zoo/models", import.meta.url));
const print = (line: string) => process.stdout.write(`${line}\n`);

process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  let paths: string[];
  let dataDir: string;
  let zoos: string[];
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { "data-dir": { type: "string" } },
    });
    if (positionals.length > 1) throw new Error(`one folder, please: ${positionals.join(" ")}`);
    const folders = positionals.length > 0 ? positionals.map((named) => resolve(named)) : standard;
    const [folder = ""] = folders;
    dataDir = resolve(values["data-dir"] ?? `${folder}/../data`);
    paths = isZoo(folder) ? [] : folders.flatMap(listGoldenFiles);
    zoos = isZoo(folder) ? [folder] : positionals.length > 0 ? [] : [`${resolve(beside)}/../zoo`, ownZoo];
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\nusage: npm run golden [-- <folder>] [-- --data-dir <folder>]\n`);
    return 2;
  }
  return runAll(paths, { dataDir, zoos });
}

async function runAll(paths: string[], { dataDir, zoos }: { dataDir: string; zoos: string[] }): Promise<number> {
  const totals = { passed: 0, failed: 0, notShipped: 0, excused: 0 };
  let broken = 0;
  for await (const report of reports(paths, { dataDir, zoos })) {
    if (report === "broken") {
      broken += 1;
      continue;
    }
    totals.passed += report.passed;
    totals.failed += report.failures.length;
    totals.notShipped += report.notShipped;
    totals.excused += report.excused.length;
  }
  if (broken > 0) print(`${broken} broken ${broken === 1 ? "file" : "files"}`);
  print(`total: ${counts(totals)}`);
  return totals.failed + broken > 0 ? 1 : 0;
}

type Outcome = GoldenReport | "broken";

async function* reports(
  paths: string[],
  { dataDir, zoos }: { dataDir: string; zoos: string[] },
): AsyncGenerator<Outcome> {
  for (const path of paths) yield await runFile(path, dataDir);
  for (const folder of zoos) {
    if (!isZoo(folder)) print(`zoo: skipped, there is none at ${resolve(folder)}`);
    else for (const entry of zooEntries(folder)) yield await runModel(entry);
  }
}

/** Prints what came of one file of a zoo on one engine. */
async function runModel({ name, run }: ZooEntry): Promise<Outcome> {
  const started = performance.now();
  try {
    const report = await run();
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    tell(`${name} (${seconds} s)`, report);
    return report;
  } catch (error) {
    print(`${name}: BROKEN: ${(error as Error).message}`);
    return "broken";
  }
}

function tell(name: string, { passed, notShipped, excused, failures }: GoldenReport): void {
  print(`${name}: ${counts({ passed, failed: failures.length, notShipped, excused: excused.length })}`);
  for (const { name: excusedName, reason } of excused) print(`  excused ${oneLine(excusedName)}: ${reason}`);
  for (const { name: failedName, reason } of failures) print(`  FAILED ${oneLine(failedName)}\n${indent(reason)}`);
}

/** Prints what came of one file. */
async function runFile(path: string, dataDir: string): Promise<Outcome> {
  const name = basename(path, ".json");
  try {
    const adapter = await findAdapter(path);
    const file = readGoldenFile(path);
    if (adapter === null) {
      print(`${name}: ${file.cases.length} not shipped (tests/golden/adapters has no such file)`);
      return { passed: 0, notShipped: file.cases.length, excused: [], failures: [] };
    }
    const report = await runGolden(adapter, file, dataDir);
    tell(name, report);
    return report;
  } catch (error) {
    print(`${name}: BROKEN: ${(error as Error).message}`);
    return "broken";
  }
}

function counts({ passed, failed, notShipped, excused }: Record<string, number>): string {
  return `${passed} passed, ${failed} failed, ${notShipped} not shipped, ${excused} excused`;
}

function indent(text: string): string {
  return text.replace(/^/gm, "    ");
}

/** Names of cases hold the texts that were asked. */
function oneLine(name: string): string {
  const line = JSON.stringify(name).slice(1, -1);
  return line.length > 100 ? `${line.slice(0, 100)}…` : line;
}
