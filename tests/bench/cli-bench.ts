// The command line as a user meets it: how soon it answers, how soon the demo's table is there, what it needs.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BenchRow } from "./main.ts";

const main = fileURLToPath(new URL("../../dist/src/cli/main.js", import.meta.url));

export async function* benchCli(): AsyncGenerator<BenchRow> {
  yield atMost("oc-local --help", "s", 0.3, median(seconds(["--help"], 7)));
  yield atMost("oc-local eval --help", "s", 0.3, median(seconds(["eval", "--help"], 7)));
  yield atMost("demo: start to table", "s", 60, median(seconds(["eval"], 3)));
  yield inform("demo: peak memory of the process", "MiB", peakMiB(["eval"]));
}

function seconds(args: string[], repetitions: number): number[] {
  run(args); // files in the cache, as after an installation
  return Array.from({ length: repetitions }, () => {
    const start = process.hrtime.bigint();
    run(args);
    return Number(process.hrtime.bigint() - start) / 1e9;
  });
}

/** Largest resident set (KiB from the kernel), told by the process itself on exit. */
function peakMiB(args: string[]): number {
  const report = `import { writeSync } from "node:fs";
process.on("exit", () => writeSync(3, String(process.resourceUsage().maxRSS)));`;
  const { output } = run(args, ["--import", `data:text/javascript,${encodeURIComponent(report)}`]);
  return Number(output[3]) / 1024;
}

function run(args: string[], nodeArgs: string[] = []) {
  const cwd = mkdtempSync(join(tmpdir(), "oc-local-bench-"));
  try {
    const done = spawnSync(process.execPath, [...nodeArgs, main, ...args], {
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

function atMost(name: string, unit: string, bar: number, value: number): BenchRow {
  return { name, value, unit, bar, holds: value <= bar };
}

function inform(name: string, unit: string, value: number): BenchRow {
  return { name, value, unit, bar: null, holds: null };
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] as number;
}
