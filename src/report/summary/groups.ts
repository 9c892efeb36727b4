// Averages over groups of datasets (OpenCompass's summary groups, docs/exactness.md E13.3). Groups are added in config order,
// so a group may contain earlier ones. What upstream leaves undefined, the order of several shared metrics, is here the
// order of the first subset.

import { OcLocalError } from "../../core/errors.ts";
import { pyRepr } from "../../core/python-text.ts";
import { mean } from "../../core/statistics.ts";
import type { Subset, SummaryGroup } from "../../core/summary.ts";
import type { MetricScores, Scoreboard } from "./scoreboard.ts";
import { transformScore } from "./transform.ts";

/** Puts the group's metrics on the board for every model that has all subsets. */
export function addGroup(board: Scoreboard, group: SummaryGroup): void {
  for (const model of board.models) {
    const scores = board.scores.get(model) ?? new Map<string, MetricScores>();
    const missing = group.subsets.filter((subset) => !isPresent(scores, subset));
    if (missing.length === group.subsets.length) continue;
    if (missing.length > 0) {
      board.raw.get(model)?.set(group.name, new Map([["error", `missing metrics: ${pyRepr(missing)}`]]));
      const parts = { of: group.subsets.length, without: missing.map(datasetOf) };
      if (isAsked(board, group)) board.partGroups.get(model)?.set(group.name, parts);
      continue;
    }
    addScores(board, group, model, groupScores(board, group, scores));
  }
}

function isPresent(scores: Map<string, MetricScores>, subset: Subset): boolean {
  if (typeof subset === "string") return scores.has(subset);
  return scores.get(subset[0])?.has(subset[1]) ?? false;
}

/** Every part is a dataset of the run, or an average of such: a group of which a run asks a part only has nothing to say. */
function isAsked(board: Scoreboard, group: SummaryGroup): boolean {
  const partial = [...board.partGroups.values()];
  return group.subsets.every((subset) => {
    const name = datasetOf(subset);
    return board.modes.has(name) || partial.some((groups) => groups.has(name));
  });
}

function addScores(board: Scoreboard, group: SummaryGroup, model: string, added: MetricScores): void {
  const { name } = group;
  const raw = board.raw.get(model);
  const scores = board.scores.get(model);
  raw?.set(name, new Map([...(raw.get(name) ?? []), ...added]));
  scores?.set(name, new Map([...(scores.get(name) ?? []), ...added]));
  board.metrics.set(name, [...new Set([...(board.metrics.get(name) ?? []), ...added.keys()])]);
  board.modes.set(name, commonMode(board, group));
}

/** How the parts were asked (docs/exactness.md E13.8). */
function commonMode(board: Scoreboard, group: SummaryGroup): string {
  const modes = new Set(group.subsets.map((subset) => board.modes.get(datasetOf(subset)) ?? "unknown"));
  const [mode = "unknown"] = modes;
  return modes.size === 1 ? mode : "mixed";
}

function datasetOf(subset: Subset): string {
  return typeof subset === "string" ? subset : subset[0];
}

function groupScores(board: Scoreboard, group: SummaryGroup, scores: Map<string, MetricScores>): MetricScores {
  const inputs = inputsPerMetric(board, group).map(([metric, pairs]) => {
    const values = pairs.map(([dataset, name]): Input => {
      const score = Number(scores.get(dataset)?.get(name) ?? Number.NaN);
      const transform = group.transforms?.[dataset];
      return { dataset, metric: name, value: transform === undefined ? score : transformScore(transform, score) };
    });
    return [metric, aggregate(group, values)] as const;
  });
  return new Map(inputs);
}

interface Input {
  dataset: string;
  metric: string;
  value: number;
}

type Pair = [dataset: string, metric: string];

/**
 * Which numbers enter which metric of the group. Pairs give one metric; names give every metric that all subsets have,
 * and last the default one, into which each subset's first metric goes (docs/exactness.md E13.4).
 */
function inputsPerMetric(board: Scoreboard, group: SummaryGroup): [metric: string, inputs: Pair[]][] {
  const pairs = group.subsets.filter((subset) => typeof subset !== "string");
  if (pairs.length === group.subsets.length) return [[defaultMetric(group), pairs]];
  const names = group.subsets.filter((subset) => typeof subset === "string");
  if (pairs.length > 0) {
    throw new OcLocalError("CONFIG", `summary group ${group.name}: subsets mix names and [name, metric] pairs`, {
      hint: `Write all of them as pairs, for example ["${names[0]}", "accuracy"].`,
    });
  }
  const metricsOf = (name: string) => board.metrics.get(name) ?? [];
  const [first, ...others] = names.map(metricsOf);
  const shared = (first ?? []).filter((metric) => others.every((metrics) => metrics.includes(metric)));
  const perMetric = new Map(shared.map((metric) => [metric, names.map((name): Pair => [name, metric])]));
  perMetric.set(
    defaultMetric(group),
    names.map((name): Pair => [name, metricsOf(name)[0] ?? ""]),
  );
  return [...perMetric];
}

/** It decides how the group is computed, also when the config gives it: "sum" is a sum (docs/exactness.md E13.5). */
export function defaultMetric(group: SummaryGroup): string {
  if (group.metric !== undefined) return group.metric;
  if (group.std) return "standard_deviation";
  if (group.sum) return "sum";
  if (hasWeights(group)) return "weighted_average";
  return group.harmonicMean ? "harmonic_mean" : "naive_average";
}

function hasWeights(group: SummaryGroup): boolean {
  return Object.keys(group.weights ?? {}).length > 0;
}

/** A group's number from those of its parts (docs/exactness.md E13.6). */
function aggregate(group: SummaryGroup, inputs: Input[]): number {
  const values = inputs.map(({ value }) => value);
  const kind = defaultMetric(group);
  if (kind === "standard_deviation") return populationDeviation(values);
  if (kind === "harmonic_mean") return harmonicMean(values);
  if (hasWeights(group)) return weighted(group, inputs, kind === "sum");
  return kind === "sum" ? values.reduce((sum, value) => sum + value, 0) : mean(values);
}

function populationDeviation(values: number[]): number {
  const average = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - average) ** 2)));
}

/** With a value of 0 or below, every value counts as at least 1. */
function harmonicMean(values: number[]): number {
  const lifted = values.some((value) => value <= 0) ? values.map((value) => Math.max(value, 1)) : values;
  return lifted.length / lifted.reduce((sum, value) => sum + 1 / value, 0);
}

function weighted(group: SummaryGroup, inputs: Input[], isSum: boolean): number {
  const weights = Object.entries(group.weights ?? {});
  // A weight of 0 leaves its subset out, even where that has no number.
  const counted = weights.filter(([, weight]) => weight !== 0);
  const byPair = new Map(inputs.map(({ dataset, metric, value }) => [`${dataset}@${metric}`, value]));
  const byName = new Map(inputs.map(({ dataset, value }) => [dataset, value]));
  const values = counted.every(([key]) => byPair.has(key)) ? byPair : byName;
  const known = [...byName.keys(), ...byPair.keys()];
  const total = counted.reduce(
    (sum, [key, weight]) => sum + weight * (values.get(key) ?? noWeight(group, key, known)),
    0,
  );
  const divisor = weights.reduce((sum, [, weight]) => sum + weight, 0);
  if (isSum) return total;
  if (divisor === 0)
    throw new OcLocalError("CONFIG", `summary group ${group.name}: its weights add up to 0`, {
      hint: "give other weights, or set sum: true",
    });
  return total / divisor;
}

function noWeight(group: SummaryGroup, key: string, known: readonly string[]): never {
  throw new OcLocalError("CONFIG", `summary group ${group.name}: weight "${key}" fits none of its subsets`, {
    hint: `name all weights after datasets of the group, or all after dataset@metric: ${known.join(", ")}; then -r with the config shows the table`,
  });
}
