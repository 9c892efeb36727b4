// `--dry-run --probe`: loads a model as its run would, measures it for about ten seconds, and says how long the run will take.

import { OcLocalError } from "../../core/errors.ts";
import type { Invocation } from "../../job/invocation.ts";
import { engineOptions, promptedModel } from "../../plan/model-session.ts";
import { loadEngine } from "../../plan/parts.ts";
import type { PlannedDataset, PlannedModel } from "../../plan/plan.ts";
import type { ModelEstimate, TimeRange } from "../../report/dry-run/estimate-text.ts";
import { datasetKinds } from "./asked-dataset.ts";
import { countWork } from "./count-work.ts";
import { type DatasetEstimate, estimateTimes } from "./estimate-time.ts";
import { probeKinds } from "./probe.ts";

export const probeSeconds = 10;

export interface EstimateOptions {
  invocation: Invocation;
  /** What starting, resolving the run and reading its datasets took here: a run's own process does it again before it opens the model. */
  prepareSeconds: number;
}

/** @throws OcLocalError ENGINE when none of the rows could be measured. */
export async function estimateModel(
  planned: PlannedModel,
  datasets: readonly PlannedDataset[],
  { invocation, prepareSeconds }: EstimateOptions,
): Promise<ModelEstimate> {
  const { model, contextSize } = planned;
  const { open } = await loadEngine(model.config.engine);
  const start = performance.now();
  const engine = await open(engineOptions(model, { ...planned, invocation }));
  const opened = performance.now();
  try {
    const kinds = await datasetKinds(datasets, model, promptedModel(model, engine, contextSize));
    const probes = await probeKinds(kinds, { engine, seconds: probeSeconds });
    const probedSeconds = (performance.now() - opened) / 1000;
    if (probes.every(({ observations }) => observations.length === 0))
      throw new OcLocalError("ENGINE", "no row could be measured", { at: { model: model.config.abbr } });
    const works = countWork(kinds, engine.info.parallelSequences);
    const estimates = estimateTimes(
      kinds.map(({ generates }, i) => ({
        generates,
        probe: probes[i] as (typeof probes)[number],
        works: works[i] as (typeof works)[number],
      })),
    );
    const openSeconds = prepareSeconds + (opened - start) / 1000;
    return {
      openSeconds,
      probedSeconds,
      device: engine.info.device,
      parallelSequences: engine.info.parallelSequences,
      datasets: inRunOrder(estimates, datasets),
      total: sumOf(estimates, openSeconds),
    };
  } finally {
    await engine.close();
  }
}

function inRunOrder(estimates: readonly DatasetEstimate[], datasets: readonly PlannedDataset[]): DatasetEstimate[] {
  const byId = new Map(estimates.map((estimate) => [estimate.work.dataset, estimate]));
  return datasets.flatMap(({ dataset }) => byId.get(dataset.id) ?? []);
}

function sumOf(estimates: readonly DatasetEstimate[], openSeconds: number): TimeRange {
  const sum = (end: keyof TimeRange) => estimates.reduce((total, { time }) => total + time[end], openSeconds);
  return { low: sum("low"), likely: sum("likely"), high: sum("high") };
}
