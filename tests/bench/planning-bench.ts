// How long planning takes: `--dry-run` on MMLU and C-Eval by PPL, five-shot, each with the process that it starts, the most memory of
// both, and how soon a run asks its first row (first-row-bench.ts). Real vocabularies
// are the GGUF files in the folder that OC_LOCAL_REAL_MODELS names.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { errorMessage } from "../../src/core/errors.ts";
import { firstRow, firstRowPlans } from "./first-row-bench.ts";
import { withTempFolder } from "./inference-run.ts";
import { watchMemory } from "./peak-memory.ts";
import { Unavailable } from "./peers/unavailable.ts";
import { atLeast, atMost, type BenchRow, failed, informs, measured, type RowPlan, skipped } from "./row.ts";
import { commandLimit } from "./row-limit.ts";
import { peerTokenRate } from "./tokenizer-bench.ts";

const main = fileURLToPath(new URL("../../dist/src/cli/main.js", import.meta.url));
const embedded = fileURLToPath(new URL("../../models/oc-tiny/oc-tiny-f16.gguf", import.meta.url));
const benchmarkData = fileURLToPath(new URL("../../../shared/data", import.meta.url));
const realModels = process.env.OC_LOCAL_REAL_MODELS;

interface PlanningVocabulary {
  vocabulary: string;
  /** Undefined: not here. */
  path: string | undefined;
}

interface PlanningTrial extends PlanningVocabulary {
  dataset: "mmlu_ppl" | "ceval_ppl";
  bar: number;
}

/** @param named A GGUF file, whose vocabulary alone is measured; null: the embedded model's and real ones. */
export async function* planningRows(
  isWanted: (name: string) => boolean,
  named: string | null,
): AsyncGenerator<BenchRow> {
  const vocabularies = named === null ? knownVocabularies() : [{ vocabulary: basename(named, ".gguf"), path: named }];
  for (const { vocabulary, path, dataset, bar } of vocabularies.flatMap(trials)) {
    const rateName = `tokens planned per second: ${dataset}, vocabulary of ${vocabulary}`;
    const plans = {
      time: atMost(`${dataset} planned, vocabulary of ${vocabulary}`, "s", bar),
      memory: atMost(`${dataset} planned, vocabulary of ${vocabulary}: peak memory of both processes`, "MiB", 477),
      rate: informs(rateName, "token/s"),
    };
    const lacking = whatLacks(path, dataset);
    if (Object.values(plans).some(({ name }) => isWanted(name)))
      yield* lacking === undefined ? await measure(plans, path as string, dataset) : [skipped(plans.time, lacking)];
    const peer = atLeast(`${rateName}: times Hugging Face's tokenizers`, "x", 5);
    if (dataset === "mmlu_ppl" && isWanted(peer.name))
      yield lacking === undefined ? await besideTokenizers(peer, path as string, dataset) : skipped(peer, lacking);
    const { first, before } = firstRowPlans({ dataset, vocabulary });
    if (![first, before].some(({ name }) => isWanted(name))) continue;
    const trial = { vocabulary, path: path as string, dataset, dataDir: benchmarkData };
    yield* lacking === undefined ? await firstRow(trial) : [skipped(first, lacking)];
  }
}

function knownVocabularies(): PlanningVocabulary[] {
  const found = realModels === undefined || !existsSync(realModels) ? [] : readdirSync(realModels);
  const ggufs = found.filter((name) => name.endsWith(".gguf")).map((name) => join(realModels as string, name));
  return [
    { vocabulary: "oc-tiny", path: embedded },
    ...["gemma", "qwen"].map((family) => ({ vocabulary: family, path: ggufs.find((path) => path.includes(family)) })),
  ];
}

function trials(vocabulary: PlanningVocabulary): PlanningTrial[] {
  return [
    { ...vocabulary, dataset: "mmlu_ppl", bar: 12 },
    { ...vocabulary, dataset: "ceval_ppl", bar: 2 },
  ];
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

async function measure({ time, memory, rate }: PlanningPlans, path: string, dataset: string): Promise<BenchRow[]> {
  try {
    const { seconds, mebibytes, tokens } = await planned(path, dataset);
    return [
      measured(time, seconds),
      mebibytes === undefined ? skipped(memory, "this system does not tell") : measured(memory, mebibytes),
      measured(rate, Math.round(tokens / seconds)),
    ];
  } catch (error) {
    return [failed(time, errorMessage(error))];
  }
}

/** One after the other, whole: what both have to do to know the prompts' tokens. */
async function besideTokenizers(plan: RowPlan, path: string, dataset: string): Promise<BenchRow> {
  try {
    const theirs = await peerTokenRate(path, dataset, benchmarkData);
    const { seconds, tokens } = await planned(path, dataset);
    return measured(plan, tokens / seconds / theirs);
  } catch (error) {
    return error instanceof Unavailable ? skipped(plan, error.message) : failed(plan, errorMessage(error));
  }
}

function planned(
  path: string,
  dataset: string,
): Promise<{ seconds: number; mebibytes: number | undefined; tokens: number }> {
  return withTempFolder(async (cwd) => {
    const args = ["eval", "--dry-run", "--model", path, "--hf-type", "base", "--datasets", dataset];
    const { status, stdout, stderr, ...figures } = await dryRun([...args, "--data-dir", benchmarkData], cwd);
    const tokens = /^total +\d+ +(\d+)/m.exec(stdout)?.[1];
    if (status !== 0 || tokens === undefined)
      throw new Error(`oc-local ${args.join(" ")} ended with ${status}: ${stderr}`);
    return { ...figures, tokens: Number(tokens) };
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
