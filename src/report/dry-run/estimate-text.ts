// How long a model's run will take, as `--dry-run --probe` shows it.

import { counted } from "../../core/counted.ts";
import { duration } from "../../core/duration.ts";
import { alignColumns } from "../text/align-columns.ts";

export interface ModelEstimate {
  /** Seconds until the engine was open, what a worker does before included. */
  openSeconds: number;
  /** Seconds that the probe took. */
  probedSeconds: number;
  device: string;
  parallelSequences: number;
  datasets: EstimatedDataset[];
  /** Opening included. */
  total: TimeRange;
}

export interface EstimatedDataset {
  work: {
    dataset: string;
    rows: number;
    tokens: number;
    /** Rows that cannot be asked. */
    unasked: number;
    outputAtMost: number;
  };
  time: TimeRange;
  /** Tokens of an answer; null where texts are scored. */
  output: { likely: number } | null;
  /** Rows of its kind that were measured; 0: the rates of other datasets are used. */
  measuredRows: number;
}

/** Seconds. */
export interface TimeRange {
  low: number;
  likely: number;
  high: number;
}

export function formatEstimate(estimate: ModelEstimate): string {
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

function outputBasis(datasets: readonly EstimatedDataset[]): string[] {
  const written = datasets.filter(({ output }) => output !== null);
  if (written.length === 0) return [];
  const most = written.reduce((tokens, { work }) => tokens + work.outputAtMost, 0);
  return [`answers are taken to be as long as those of the probe; at most they have ${most} tokens together`];
}

function unaskedRows(datasets: readonly EstimatedDataset[]): string[] {
  return datasets
    .filter(({ work }) => work.unasked > 0)
    .map(
      ({ work }) => `${work.dataset}: ${counted(work.unasked, "row")} cannot be asked and will be recorded as failed`,
    );
}
