// How far the estimated time of a run is from the time it then takes: what `--dry-run --probe` says against what the run says, on
// the embedded model. Both are told by the command line, each in a process of its own.

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { withTempFolder } from "./inference-run.ts";
import { atMost, type BenchRow, failed, measured, median, type RowPlan, skipped } from "./row.ts";
import { commandLimit } from "./row-limit.ts";

const main = fileURLToPath(new URL("../../dist/src/cli/main.js", import.meta.url));
const benchmarkData = fileURLToPath(new URL("../../../shared/data", import.meta.url));
const cevalFolder = join(benchmarkData, "ceval");

interface EstimateTrial {
  plan: RowPlan;
  args: string[];
  needs?: string;
  /** Of estimate and run, one after the other; the median counts. */
  repetitions: number;
}

const trials: EstimateTrial[] = [
  { plan: atMost("estimated time of the demo: off by", "%", 30), args: ["eval_tiny"], repetitions: 3 },
  {
    plan: atMost("estimated time of C-Eval (ppl, all rows): off by", "%", 30),
    args: ["--models", "oc_tiny_base", "--datasets", "ceval_ppl", "--data-dir", benchmarkData],
    needs: cevalFolder,
    repetitions: 1,
  },
  {
    plan: atMost("estimated time of C-Eval (gen, 2 rows of each subject): off by", "%", 30),
    args: ["--models", "oc_tiny", "--datasets", "ceval_gen", "--data-dir", benchmarkData, "--limit", "2"],
    needs: cevalFolder,
    repetitions: 1,
  },
];

export async function* estimateRows(
  isWanted: (name: string) => boolean,
  note: (text: string) => void,
): AsyncGenerator<BenchRow> {
  for (const { plan, args, needs, repetitions } of trials) {
    if (!isWanted(plan.name)) continue;
    if (needs !== undefined && !existsSync(needs)) {
      yield skipped(plan, "the benchmark's data is not beside this project (../shared/data/ceval)");
      continue;
    }
    try {
      const errors: number[] = [];
      while (errors.length < repetitions) errors.push(await errorOf(args, (text) => note(`${plan.name}: ${text}`)));
      yield measured(plan, median(errors));
    } catch (error) {
      yield failed(plan, (error as Error).message);
    }
  }
}

/** In percent of the time taken. */
async function errorOf(args: string[], note: (text: string) => void): Promise<number> {
  const estimate = await told(["eval", ...args, "--dry-run", "--probe"], /^in total about (.+?) \(/m);
  const run = await told(["eval", ...args, "--mode", "infer"], / rows in (.+)$/m);
  // What other programs took from the run and not from the estimate, or the other way round, is no error of the estimate.
  const taken = (run.seconds * run.processorShare) / estimate.processorShare;
  const shares = [estimate, run].map(({ processorShare }) => `${Math.round(100 * processorShare)} %`);
  note(
    `estimated ${estimate.seconds.toFixed(1)} s, taken ${run.seconds.toFixed(1)} s with ${shares[1]} of a processor,` +
      ` ${taken.toFixed(1)} s with the estimate's ${shares[0]}`,
  );
  return 100 * Math.abs(estimate.seconds / taken - 1);
}

interface Told {
  seconds: number;
  /** Processor time over time, of the process and its children. */
  processorShare: number;
}

/** What a command says of time, and how much of the processor it had. */
function told(args: string[], pattern: RegExp): Promise<Told> {
  return withTempFolder(async (cwd) => {
    // The shell tells what its children took, and theirs.
    const script = '"$@"; code=$?; times >&2; exit $code';
    const start = performance.now();
    const done = spawnSync("sh", ["-c", script, "sh", process.execPath, main, ...args], {
      ...commandLimit,
      cwd,
      encoding: "utf8",
    });
    const wall = (performance.now() - start) / 1000;
    const said = pattern.exec(done.stdout)?.[1] ?? pattern.exec(done.stderr)?.[1];
    if (done.status !== 0 || said === undefined)
      throw new Error(`oc-local ${args.join(" ")} ended with ${done.status}: ${done.stderr}`);
    const processor = clockTimes(done.stderr.trim().split("\n").at(-1) ?? "");
    return { seconds: secondsOf(said), processorShare: processor / wall };
  });
}

/** Sum of the times that a shell writes as "1m2.34s". */
function clockTimes(line: string): number {
  const times = [...line.matchAll(/(\d+)m([\d.]+)s/g)];
  if (times.length === 0) throw new Error(`no times in "${line}"`);
  return times.reduce((sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds), 0);
}

const unitSeconds: Record<string, number> = { s: 1, min: 60, h: 3600 };

/** The seconds of a text such as "3 min 20 s". */
function secondsOf(text: string): number {
  const parts = [...text.matchAll(/([\d.]+) (s|min|h)/g)];
  return parts.reduce((sum, [, value, unit]) => sum + Number(value) * (unitSeconds[unit as string] as number), 0);
}
