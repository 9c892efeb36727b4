// How long planning takes: `--dry-run` on MMLU and C-Eval by PPL, five-shot, each with the process that it starts. Real vocabularies
// are the GGUF files in the folder that OC_LOCAL_REAL_MODELS names.

import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { withTempFolder } from "./inference-run.ts";
import { atMost, type BenchRow, failed, informs, measured, type RowPlan, skipped } from "./row.ts";
import { commandLimit } from "./row-limit.ts";

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
    const time = atMost(`${dataset} planned, vocabulary of ${vocabulary}`, "s", bar);
    const rate = informs(`tokens planned per second: ${dataset}, vocabulary of ${vocabulary}`, "token/s");
    if (!isWanted(time.name) && !isWanted(rate.name)) continue;
    const lacking = whatLacks(path, dataset);
    yield* lacking === undefined ? await measure([time, rate], path as string, dataset) : [skipped(time, lacking)];
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

function measure([time, rate]: [RowPlan, RowPlan], path: string, dataset: string): Promise<BenchRow[]> {
  return withTempFolder(async (cwd) => {
    const args = ["eval", "--dry-run", "--model", path, "--hf-type", "base", "--datasets", dataset];
    const start = performance.now();
    const done = spawnSync(process.execPath, [main, ...args, "--data-dir", benchmarkData], {
      ...commandLimit,
      cwd,
      encoding: "utf8",
      maxBuffer: 2 ** 26,
    });
    const seconds = (performance.now() - start) / 1000;
    const tokens = /^total +\d+ +(\d+)/m.exec(done.stdout)?.[1];
    if (done.status !== 0 || tokens === undefined)
      return [failed(time, `oc-local ${args.join(" ")} ended with ${done.status}: ${done.stderr}`)];
    return [measured(time, seconds), measured(rate, Math.round(Number(tokens) / seconds))];
  });
}
