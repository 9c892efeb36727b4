// The scores once more, by what is measured: one row for each benchmark, the average where it has several parts, below the average of
// its dimension. A benchmark without a score stands there with its reason, and averages say how many they are over.

import { type Dimension, dimensions } from "../../core/dimension.ts";
import { groupBy } from "../../core/group-by.ts";
import { mean } from "../../core/statistics.ts";
import type { SummaryGroup } from "../../core/summary.ts";
import { scoreCell } from "./cells.ts";
import { shorten } from "./fact-text.ts";
import { datasetsOf } from "./group-annotations.ts";
import type { Summary, SummaryRow } from "./summary.ts";

/** A row of a run: a dataset, or what a collection left out. */
export interface MeasuredDataset {
  id: string;
  dimension?: Dimension | undefined;
  /** What it is a part of. */
  set?: string | undefined;
  /** No model was asked it, nor the other parts that are left out. */
  isLeftOut?: boolean;
}

/** A row of the score table: a dataset, or the average that stands for the parts of a set. */
export interface Benchmark {
  name: string;
  dimension: Dimension | undefined;
  /** Ids of its parts; one for a dataset. */
  parts: readonly string[];
}

export interface DimensionTable {
  /** First row: headings. */
  cells: string[][];
  /** Places of the columns that hold numbers. */
  numeric: ReadonlySet<number>;
}

/** Sets with an average are one benchmark, as far as it goes; of others each part is one. */
export function benchmarksOf(datasets: readonly MeasuredDataset[], groups: readonly SummaryGroup[]): Benchmark[] {
  const sets = groupBy(datasets, ({ id, set, isLeftOut = false }) =>
    JSON.stringify([set ?? id, set === undefined, isLeftOut]),
  );
  return [...sets.values()].flatMap((parts) => {
    const [{ set: name, isLeftOut, dimension }] = parts as [MeasuredDataset];
    if (isLeftOut && name !== undefined && parts.length > 1)
      return [{ name, dimension, parts: parts.map(({ id }) => id) }];
    const average = widestAverage(parts, groups);
    const inAverage = new Set(average?.parts);
    const alone = parts.filter(({ id }) => !inAverage.has(id));
    return [
      ...(average === undefined ? [] : [{ ...average, dimension }]),
      ...alone.map(({ id }) => ({ name: id, dimension, parts: [id] })),
    ];
  });
}

/** The first group that holds the most of them and nothing else. */
function widestAverage(datasets: readonly MeasuredDataset[], groups: readonly SummaryGroup[]) {
  const ids = new Set(datasets.map(({ id }) => id));
  const fitting = groups
    .map((group) => ({ name: group.name, parts: [...datasetsOf(group, groups)] }))
    .filter(({ parts }) => parts.length > 1 && parts.every((part) => ids.has(part)));
  return fitting.sort((a, b) => b.parts.length - a.parts.length)[0];
}

/**
 * @param summary A row for each benchmark, in their order.
 * @returns Undefined where no dimension has several benchmarks: the score table says it all.
 */
export function tableByDimension(summary: Summary, benchmarks: readonly Benchmark[]): DimensionTable | undefined {
  const rows = benchmarks.map((benchmark, i) => ({ benchmark, row: summary.rows[i] as SummaryRow }));
  const known = dimensions.map((dimension) => ({
    dimension,
    rows: rows.filter(({ benchmark }) => benchmark.dimension === dimension),
  }));
  if (!known.some((each) => each.rows.length > 1)) return undefined;
  const others = rows.filter(({ benchmark }) => benchmark.dimension === undefined);
  const body = [
    ...known.flatMap((each) => (each.rows.length === 0 ? [] : [averageRow(summary, each), ...each.rows.map(cellsOf)])),
    ...(others.length === 0 ? [] : [["other", ...empty(summary.models.length + 2), ""], ...others.map(cellsOf)]),
  ];
  const head = ["by dimension", "metric", "mode", ...summary.models, "notes"];
  const hasNotes = body.some((row) => row.at(-1) !== "");
  const cells = [head, ...body].map((row) => (hasNotes ? row : row.slice(0, -1)));
  return { cells, numeric: new Set(summary.models.map((_, i) => 3 + i)) };

  function cellsOf({ benchmark, row }: Measured): string[] {
    const scores = row.scores.map(scoreCell);
    return [`  ${benchmark.name}`, row.metric, row.mode, ...scores, noteOf(summary, benchmark, row)];
  }
}

interface Measured {
  benchmark: Benchmark;
  row: SummaryRow;
}

function averageRow({ models }: Summary, { dimension, rows }: { dimension: Dimension; rows: Measured[] }): string[] {
  const perModel = models.map((_, model) => rows.flatMap(({ row }) => percentOf(row, model)));
  const scores = perModel.map((values) => scoreCell(values.length === 0 ? null : mean(values)));
  const counts = new Set(perModel.map((values) => values.length));
  const isWhole = counts.size === 1 && counts.has(rows.length);
  const note = isWhole ? "" : `over ${[...counts].join(" / ")} of ${rows.length}`;
  return [dimension, "naive_average", "", ...scores, note];
}

/** Scores of another kind, as perplexities are, enter no average. */
function percentOf({ metric, scores }: SummaryRow, model: number): number[] {
  const score = scores[model];
  const isPercent = typeof score === "number" && Math.abs(score) <= 100 && metric !== "average_ppl";
  return isPercent ? [score] : [];
}

/** Why a model has no score: said once where all parts have the same reason. */
function noteOf(summary: Summary, { parts }: Benchmark, { scores }: SummaryRow): string {
  const perModel = summary.models.flatMap((model, place) => {
    if (scores[place] !== null) return [];
    const reasons = parts.flatMap((part) => {
      const error = summary.raw.get(model)?.get(part)?.get("error");
      return error === undefined ? [] : [String(error)];
    });
    const [first] = reasons;
    if (first === undefined) return [];
    const count = parts.length === 1 ? "" : `${reasons.length} of ${parts.length} parts: `;
    return [`${summary.models.length === 1 ? "" : `${model}: `}no score: ${count}${shorten(first)}`];
  });
  return perModel.join("; ");
}

function empty(count: number): string[] {
  return Array.from({ length: count }, () => "");
}
