// `--dry-run --probe`: loads a model as its run would, measures it for about ten seconds, and says how long the run will take.

import { alignColumns } from "../../core/align-columns.ts";
import { counted } from "../../core/counted.ts";
import { duration } from "../../core/duration.ts";
import { OcLocalError } from "../../core/errors.ts";
import type { Invocation } from "../../job/invocation.ts";
import { engineOptions, promptedModel } from "../../plan/model-session.ts";
import { loadEngine } from "../../plan/parts.ts";
import type { PlannedDataset, PlannedModel } from "../../plan/plan.ts";
import { datasetKinds } from "./asked-dataset.ts";
import { countWork } from "./count-work.ts";
import { type DatasetEstimate, estimateTimes, type TimeRange } from "./estimate-time.ts";
import { probeKinds } from "./probe.ts";

export const probeSeconds = 10;

export interface ModelEstimate {
  /** Seconds until the engine was open, what a worker does before included. */
  openSeconds: number;
  /** Seconds that the probe took. */
  probedSeconds: number;
  device: string;
  parallelSequences: number;
  datasets: DatasetEstimate[];
  /** Opening included. */
  total: TimeRange;
}

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
      throw new OcLocalError("ENGINE", `${model.config.abbr}: no row could be measured`);
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

/** Lines for the terminal. */
export function describeEstimate(estimate: ModelEstimate): string {
  const { datasets, total, openSeconds, probedSeconds, device, parallelSequences } = estimate;
  const rows = datasets.map(({ work, time, output, measuredRows }) => [
    work.dataset,
    String(work.rows),
    String(work.tokens),
    output === null ? "" : String(Math.round(output.likely)),
    duration(time.likely),
    rangeOf(time),
    measuredRows === 0 ? "other datasets' rates" : counted(measuredRows, "row"),
  ]);
  const head = ["dataset", "rows", "computed tokens", "output per answer", "time", "range", "measured on"];
  return [
    alignColumns([head, ...rows], { left: [0, 6] }),
    `in total about ${duration(total.likely)} (${rangeOf(total)}), of which ${duration(openSeconds)} until the model is open`,
    `based on ${duration(probedSeconds)} of work on ${device} with ${counted(parallelSequences, "sequence")}; nothing was stored`,
    ...outputBasis(datasets),
    ...unaskedRows(datasets),
  ].join("\n");
}

function rangeOf({ low, high }: TimeRange): string {
  const [from, to] = [duration(low), duration(high)];
  return from === to ? from : `${from} to ${to}`;
}

function outputBasis(datasets: readonly DatasetEstimate[]): string[] {
  const written = datasets.filter(({ output }) => output !== null);
  if (written.length === 0) return [];
  const most = written.reduce((tokens, { work }) => tokens + work.outputAtMost, 0);
  return [`answers are taken to be as long as those of the probe; at most they have ${most} tokens together`];
}

function unaskedRows(datasets: readonly DatasetEstimate[]): string[] {
  return datasets
    .filter(({ work }) => work.unasked > 0)
    .map(
      ({ work }) => `${work.dataset}: ${counted(work.unasked, "row")} cannot be asked and will be recorded as failed`,
    );
}
