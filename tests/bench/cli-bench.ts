// The command line as a user meets it: how soon it answers, how soon the demo's table is there, what it needs.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { atMost, type BenchRow, failed, informs, measured, median, type RowPlan } from "./row.ts";
import { commandLimit } from "./row-limit.ts";

const main = fileURLToPath(new URL("../../dist/src/cli/main.js", import.meta.url));

const trials: { plan: RowPlan; measure: () => number }[] = [
  { plan: atMost("oc-local --help", "s", 0.3), measure: () => median(seconds(["--help"], 7)) },
  { plan: atMost("oc-local eval --help", "s", 0.3), measure: () => median(seconds(["eval", "--help"], 7)) },
  { plan: atMost("oc-local list", "s", 0.5), measure: () => median(seconds(["list"], 7)) },
  { plan: atMost("oc-local list: processor time", "s", 0.5), measure: () => median(processorSeconds(["list"], 7)) },
  { plan: informs("oc-local list --json", "s"), measure: () => median(seconds(["list", "--json"], 3)) },
  { plan: atMost("demo: start to table", "s", 60), measure: () => median(seconds(["eval"], 3)) },
  { plan: informs("demo: peak memory of the process", "MiB"), measure: () => peakMiB(["eval"]) },
];

export function* cliRows(isWanted: (name: string) => boolean): Generator<BenchRow> {
  for (const { plan, measure } of trials) {
    if (!isWanted(plan.name)) continue;
    try {
      yield measured(plan, measure());
    } catch (error) {
      yield failed(plan, (error as Error).message);
    }
  }
}

function seconds(args: string[], repetitions: number): number[] {
  run(args); // files in the cache, as after an installation
  return Array.from({ length: repetitions }, () => {
    const start = process.hrtime.bigint();
    run(args);
    return Number(process.hrtime.bigint() - start) / 1e9;
  });
}

/** Told by the process itself on exit. */
function processorSeconds(args: string[], repetitions: number): number[] {
  const report = "const { user, system } = process.cpuUsage(); writeSync(3, String((user + system) / 1e6));";
  return Array.from({ length: repetitions }, () => Number(run(args, onExit(report)).output[3]));
}

/** Largest resident set (KiB from the kernel), told by the process itself on exit. */
function peakMiB(args: string[]): number {
  return Number(run(args, onExit("writeSync(3, String(process.resourceUsage().maxRSS));")).output[3]) / 1024;
}

/** Flags of Node with which a process runs `code` as it ends. */
function onExit(code: string): string[] {
  const text = `import { writeSync } from "node:fs";\nprocess.on("exit", () => { ${code} });`;
  return ["--import", `data:text/javascript,${encodeURIComponent(text)}`];
}

function run(args: string[], nodeArgs: string[] = []) {
  const cwd = mkdtempSync(join(tmpdir(), "oc-local-bench-"));
  try {
    const done = spawnSync(process.execPath, [...nodeArgs, main, ...args], {
      ...commandLimit,
      cwd,
      stdio: ["ignore", "pipe", "pipe", "pipe"],
      encoding: "utf8",
    });
    if (done.status !== 0) throw new Error(`oc-local ${args.join(" ")} ended with ${done.status}: ${done.stderr}`);
    return done;
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}
