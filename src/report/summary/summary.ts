// From stored results to the table: which rows, in which order, with which numbers. Pure, and rule for rule
// OpenCompass's default summarizer.
// docs/exactness.md E13.8, E13.9.

import type { Subset, SummaryGroup } from "../../core/summary.ts";
import { addGroup } from "./groups.ts";
import {
  collectScores,
  type RawResult,
  type Scoreboard,
  type StoredResults,
  type SummaryDataset,
  type SummaryModel,
  type TableScore,
} from "./scoreboard.ts";

export interface SummaryInput {
  models: readonly SummaryModel[];
  datasets: readonly SummaryDataset[];
  results: StoredResults;
  groups: readonly SummaryGroup[];
  /** The rows wanted: a name shows its first metric. @default every dataset, then every group that could be computed */
  datasetAbbrs?: readonly Subset[] | undefined;
}

export interface SummaryRow {
  dataset: string;
  /** Prompt hash; "-" for groups and for rows without a number. */
  version: string;
  metric: string;
  mode: string;
  /** One per model; null: no score. */
  scores: (number | null)[];
}

export interface Summary {
  /** Display names: the headings of the score columns. */
  models: string[];
  rows: SummaryRow[];
  /** Averages that no model has for want of parts; upstream's table leaves them out. */
  partRows: SummaryRow[];
  /** Display name → groups that lack parts. */
  partGroups: Scoreboard["partGroups"];
  /** Display name → dataset or group → everything stored for it. */
  raw: ReadonlyMap<string, ReadonlyMap<string, RawResult>>;
}

export function summarize(input: SummaryInput): Summary {
  const board = collectScores(input.models, input.datasets, input.results);
  for (const group of input.groups) addGroup(board, group);
  const versions = new Map(input.datasets.map(({ abbr, version }) => [abbr, version]));
  const wanted = input.datasetAbbrs?.map(asRequest) ?? allRows(board, input.datasets);
  const fill = (row: RowRequest) => fillRow(board, versions, row);
  return {
    models: board.models,
    rows: wanted.map(fill),
    partRows: input.datasetAbbrs === undefined ? partRequests(board).map(fill) : [],
    partGroups: board.partGroups,
    raw: board.raw,
  };
}

function partRequests({ partGroups, metrics }: Scoreboard): RowRequest[] {
  const names = new Set([...partGroups.values()].flatMap((groups) => [...groups.keys()]));
  return [...names].filter((name) => !metrics.has(name)).map((dataset) => ({ dataset }));
}

interface RowRequest {
  dataset: string;
  /** Undefined: the first one. */
  metric?: string | undefined;
}

function asRequest(subset: Subset): RowRequest {
  return typeof subset === "string" ? { dataset: subset } : { dataset: subset[0], metric: subset[1] };
}

function allRows(board: Scoreboard, datasets: readonly SummaryDataset[]): RowRequest[] {
  const listed = new Set(datasets.map(({ abbr }) => abbr));
  const groups = [...board.metrics.keys()].filter((name) => !listed.has(name));
  const ofDatasets = datasets.flatMap(({ abbr }) => rowsOf(board, abbr));
  return [...ofDatasets, ...groups.flatMap((name) => rowsOf(board, name))];
}

function rowsOf(board: Scoreboard, dataset: string): RowRequest[] {
  return board.metrics.get(dataset)?.map((metric) => ({ dataset, metric })) ?? [{ dataset }];
}

function fillRow(board: Scoreboard, versions: Map<string, string>, { dataset, metric }: RowRequest): SummaryRow {
  const metrics = board.metrics.get(dataset) ?? [];
  const shown = metric ?? metrics[0];
  if (shown === undefined || !metrics.includes(shown)) {
    return { dataset, version: "-", metric: "-", mode: "-", scores: board.models.map(() => null) };
  }
  return {
    dataset,
    version: versions.get(dataset) ?? "-",
    metric: shown,
    mode: board.modes.get(dataset) ?? "-",
    scores: board.models.map((model) => toNumber(board.scores.get(model)?.get(dataset)?.get(shown))),
  };
}

function toNumber(score: TableScore | undefined): number | null {
  return score === undefined ? null : Number(score);
}
