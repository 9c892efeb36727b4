// All numbers a table can show: the stored results of every model and dataset, put in order by OpenCompass's rules. Groups
// are added to it (groups.ts), rows are picked from it (summary.ts).
// docs/exactness.md E13.2, E13.11.

import { OcLocalError } from "../../core/errors.ts";
import type { JsonValue } from "../../core/json.ts";
import type { PythonValue } from "../../core/python-text.ts";
import type { StoredResult } from "../../core/summary.ts";

/** Named metrics in the order of the table; a Map, because a metric may be named "1" or "constructor". */
export type MetricScores = Map<string, TableScore>;
/** A boolean counts as 1 or 0, and stays one among the raw results. */
export type TableScore = number | boolean;
/** What the raw block of the .txt prints for one model and dataset or group. */
export type RawResult = Map<string, PythonValue>;

export interface Scoreboard {
  /** Display names, one column each. */
  models: string[];
  /** Display name → dataset or group → scores. */
  scores: Map<string, Map<string, MetricScores>>;
  raw: Map<string, Map<string, RawResult>>;
  /** Dataset or group → its metrics, the important ones first. Holds only what has a score for some model. */
  metrics: Map<string, string[]>;
  /** Dataset or group → "gen", "ppl", "ll", "unknown" or "mixed". */
  modes: Map<string, string>;
  /** Display name → groups that this run was to fill and that lack parts. */
  partGroups: Map<string, Map<string, GroupParts>>;
}

/** How many parts a group has, and those that have no score. */
export interface GroupParts {
  of: number;
  without: string[];
}

export interface SummaryModel {
  abbr: string;
  /** Name in the table. Models with the same one share a column, in which the later model's results win. */
  summarizerAbbr?: string;
}

export interface SummaryDataset {
  abbr: string;
  /** How it is asked: "gen", "ppl", "ll", or "unknown". */
  mode: string;
  /** The first six digits of the prompt hash. */
  version: string;
}

/** Model abbr → dataset abbr → result. Absent: not evaluated. */
export type StoredResults = ReadonlyMap<string, ReadonlyMap<string, StoredResult>>;

export function displayName(model: SummaryModel): string {
  return model.summarizerAbbr || model.abbr;
}

export function collectScores(
  models: readonly SummaryModel[],
  datasets: readonly SummaryDataset[],
  results: StoredResults,
): Scoreboard {
  const names = [...new Set(models.map(displayName))];
  const board: Scoreboard = {
    models: names,
    scores: new Map(names.map((name) => [name, new Map()])),
    raw: new Map(names.map((name) => [name, new Map()])),
    metrics: new Map(),
    modes: new Map(datasets.map(({ abbr, mode }) => [abbr, mode])),
    partGroups: new Map(names.map((name) => [name, new Map()])),
  };
  for (const model of models) {
    for (const { abbr } of datasets) {
      const result = results.get(model.abbr)?.get(abbr);
      if (result !== undefined) addResult(board, displayName(model), abbr, result);
    }
  }
  return board;
}

function addResult(board: Scoreboard, model: string, dataset: string, result: StoredResult): void {
  const raw: RawResult = new Map(Object.entries(result.metrics));
  if (result.error !== undefined) raw.set("error", result.error);
  board.raw.get(model)?.set(dataset, raw);
  if (result.error !== undefined) return;
  const scores = tableScores(result.metrics);
  if (scores.size === 0) return;
  rememberMetrics(board, model, dataset, [...scores.keys()]);
  board.scores.get(model)?.set(dataset, scores);
}

// The order in which upstream ranks metrics: the first one stands for the dataset (docs/exactness.md E13.1).
const ranking = [
  "score",
  "auc_score",
  "accuracy",
  "humaneval_pass@1",
  "rouge1",
  "avg_toxicity_score",
  "bleurt_diff",
  "matthews_correlation",
  "truth",
  "f1",
  "exact_match",
  "extract_rate",
];
/** Facts that evaluators store beside their metrics. */
const notMetrics = new Set(["bp", "sys_len", "ref_len", "type"]);

function tableScores(metrics: StoredResult["metrics"]): MetricScores {
  const isScore = (entry: [string, JsonValue]): entry is [string, TableScore] =>
    (typeof entry[1] === "number" || typeof entry[1] === "boolean") && !notMetrics.has(entry[0]);
  return new Map(
    Object.entries(metrics)
      .filter(isScore)
      .sort(([a], [b]) => rank(a) - rank(b)),
  );
}

function rank(metric: string): number {
  const place = ranking.indexOf(metric);
  return place < 0 ? ranking.length : place;
}

function rememberMetrics(board: Scoreboard, model: string, dataset: string, metrics: string[]): void {
  const known = board.metrics.get(dataset);
  if (known !== undefined && known.join("\n") !== metrics.join("\n")) {
    throw new OcLocalError(
      "EVALUATION",
      `${dataset}: model ${model} has the metrics ${metrics.join(", ")}, the models before it ${known.join(", ")}`,
      {
        hint: "the results come from different evaluators: evaluate again with --mode eval, so that all models are scored alike",
      },
    );
  }
  board.metrics.set(dataset, metrics);
}
