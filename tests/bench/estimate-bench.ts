// How far the estimated time of a run is from the time it then takes: `--dry-run --probe` against the run, on the embedded model.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Invocation } from "../../src/run/invocation.ts";
import { built, runInference, withTempFolder } from "./inference-run.ts";
import { atMost, type BenchRow, failed, measured, type RowPlan, skipped } from "./row.ts";

const benchmarkData = fileURLToPath(new URL("../../../shared/data", import.meta.url));
const cevalFolder = join(benchmarkData, "ceval");

interface EstimateTrial {
  plan: RowPlan;
  given: Partial<Invocation>;
  needs?: string;
}

const trials: EstimateTrial[] = [
  { plan: atMost("estimated time of the demo: off by", "%", 30), given: { config: "eval_tiny" } },
  {
    plan: atMost("estimated time of C-Eval (ppl, all rows): off by", "%", 30),
    given: { models: ["oc_tiny_base"], datasets: ["ceval_ppl"], dataDir: benchmarkData },
    needs: cevalFolder,
  },
  {
    plan: atMost("estimated time of C-Eval (gen, 4 rows of each subject): off by", "%", 30),
    given: { models: ["oc_tiny"], datasets: ["ceval_gen"], dataDir: benchmarkData, limit: 4 },
    needs: cevalFolder,
  },
];

export async function* estimateRows(
  isWanted: (name: string) => boolean,
  note: (text: string) => void,
): AsyncGenerator<BenchRow> {
  for (const { plan, given, needs } of trials) {
    if (!isWanted(plan.name)) continue;
    if (needs !== undefined && !existsSync(needs)) {
      yield skipped(plan, "the benchmark's data is not beside this project (../shared/data/ceval)");
      continue;
    }
    try {
      const { estimated, taken } = await withTempFolder((cwd) => estimateAndRun(cwd, given));
      note(`${plan.name}: estimated ${estimated.toFixed(1)} s, taken ${taken.toFixed(1)} s`);
      yield measured(plan, 100 * Math.abs(estimated / taken - 1));
    } catch (error) {
      yield failed(plan, (error as Error).message);
    }
  }
}

async function estimateAndRun(cwd: string, given: Partial<Invocation>) {
  const nothing = { models: [], modelPaths: [], datasets: [], modelOverrides: {}, modelDirs: [] };
  const invocation: Invocation = { cwd, ...nothing, ...given };
  const { resolveRun } = await built<typeof import("../../src/run/resolve.ts")>("resolve");
  const { planDatasets, planModel } = await built<typeof import("../../src/run/plan.ts")>("plan");
  const { estimateModel } =
    await built<typeof import("../../src/run/estimate/model-estimate.ts")>("estimate/model-estimate");
  const start = performance.now();
  const run = await resolveRun(invocation);
  const datasets = await planDatasets(run, invocation);
  const prepareSeconds = (performance.now() - start) / 1000;
  const [model] = run.models;
  if (model === undefined) throw new Error("the run has no model");
  const { total } = await estimateModel(await planModel(model, datasets), datasets, {
    invocation,
    prepareSeconds,
  });
  return { estimated: total.likely, taken: (await runInference(invocation)).seconds };
}
