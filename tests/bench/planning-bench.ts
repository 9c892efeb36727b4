// How long planning takes: `--dry-run` on MMLU and C-Eval by PPL, five-shot, each with the process that it starts, the most memory of
// both, and how soon a run asks its first row (first-row-bench.ts). Real vocabularies
// are the GGUF files in the folder that OC_LOCAL_REAL_MODELS names.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { firstRow, firstRowPlans } from "./first-row-bench.ts";
import { withTempFolder } from "./inference-run.ts";
import { watchMemory } from "./peak-memory.ts";
import { atMost, type BenchRow, failed, informs, measured, type RowPlan, skipped } from "./row.ts";
import { commandLimit } from "./row-limit.ts";

const main = fileURLToPath(new URL("../../dist/src/cli/main.js", import.meta.url));
const embedded = fileURLToPath(new URL("../../models/oc-tiny/oc-tiny-f16.gguf", import.meta.url));
const benchmarkData = fileURLToPath(new URL("../../../shared/data", import.meta.url));
const realModels = process.env.OC_LOCAL_REAL_MODELS;

interface PlanningTrial {
  vocabulary: string;
  /** Undefined: not here. */
  path: string | undefined;
  dataset: "mmlu_ppl" | "ceval_ppl";
  bar: number;
}

export async function* planningRows(isWanted: (name: string) => boolean): AsyncGenerator<BenchRow> {
  for (const { vocabulary, path, dataset, bar } of trials()) {
    const plans = {
      time: atMost(`${dataset} planned, vocabulary of ${vocabulary}`, "s", bar),
      memory: atMost(`${dataset} planned, vocabulary of ${vocabulary}: peak memory of both processes`, "MiB", 477),
      rate: informs(`tokens planned per second: ${dataset}, vocabulary of ${vocabulary}`, "token/s"),
    };
    const lacking = whatLacks(path, dataset);
    if (Object.values(plans).some(({ name }) => isWanted(name)))
      yield* lacking === undefined ? await measure(plans, path as string, dataset) : [skipped(plans.time, lacking)];
    const { first, before } = firstRowPlans({ dataset, vocabulary });
    if (![first, before].some(({ name }) => isWanted(name))) continue;
    const trial = { vocabulary, path: path as string, dataset, dataDir: benchmarkData };
    yield* lacking === undefined ? await firstRow(trial) : [skipped(first, lacking)];
  }
}

function trials(): PlanningTrial[] {
  const found = realModels === undefined || !existsSync(realModels) ? [] : readdirSync(realModels);
  const ggufs = found.filter((name) => name.endsWith(".gguf")).map((name) => join(realModels as string, name));
  const vocabularies = [
    { vocabulary: "oc-tiny", path: embedded },
    ...["gemma", "qwen"].map((family) => ({ vocabulary: family, path: ggufs.find((path) => path.includes(family)) })),
  ];
  return vocabularies.flatMap((each) => [
    { ...each, dataset: "mmlu_ppl" as const, bar: 12 },
    { ...each, dataset: "ceval_ppl" as const, bar: 2 },
  ]);
}

function whatLacks(path: string | undefined, dataset: PlanningTrial["dataset"]): string | undefined {
  const [folder] = dataset.split("_");
  if (!existsSync(join(benchmarkData, folder as string)))
    return `the benchmark's data is not beside this project (../shared/data/${folder})`;
  return path === undefined ? "OC_LOCAL_REAL_MODELS names no folder with such a GGUF file" : undefined;
}

interface PlanningPlans {
  time: RowPlan;
  memory: RowPlan;
  rate: RowPlan;
}

function measure({ time, memory, rate }: PlanningPlans, path: string, dataset: string): Promise<BenchRow[]> {
  return withTempFolder(async (cwd) => {
    const args = ["eval", "--dry-run", "--model", path, "--hf-type", "base", "--datasets", dataset];
    const { seconds, mebibytes, status, stdout, stderr } = await dryRun([...args, "--data-dir", benchmarkData], cwd);
    const tokens = /^total +\d+ +(\d+)/m.exec(stdout)?.[1];
    if (status !== 0 || tokens === undefined)
      return [failed(time, `oc-local ${args.join(" ")} ended with ${status}: ${stderr}`)];
    return [
      measured(time, seconds),
      mebibytes === undefined ? skipped(memory, "this system does not tell") : measured(memory, mebibytes),
      measured(rate, Math.round(Number(tokens) / seconds)),
    ];
  });
}

async function dryRun(args: string[], cwd: string) {
  const start = performance.now();
  const child = spawn(process.execPath, [main, ...args], { ...commandLimit, cwd, stdio: ["ignore", "pipe", "pipe"] });
  const most = watchMemory(child.pid ?? 0);
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close") as Promise<[number | null]>,
  ]);
  return { seconds: (performance.now() - start) / 1000, mebibytes: most(), status, stdout, stderr };
}
