// Loads an evaluator the way a run does, and evaluates pairs of prediction and reference with it.

import type { Row } from "../../src/core/dataset.ts";
import type { JsonValue } from "../../src/core/json.ts";
import type { Evaluator, Metrics, Score } from "../../src/core/score.ts";
import { loadPart } from "../../src/plan/parts.ts";

export type Pair = [prediction: JsonValue, reference: JsonValue, row?: Row];

/** The evaluator `name`, made with `options`. */
export async function load(name: string, options: object = {}): Promise<Evaluator> {
  type EvaluatorModule = { createEvaluator(options: unknown): Evaluator };
  const { module, options: read } = await loadPart<EvaluatorModule>("evaluators", { type: name, ...options });
  return module.createEvaluator(read);
}

/** The metrics over scores, in whichever way the evaluator makes them. */
export function metricsOf(evaluator: Evaluator, scores: readonly Score[]): Metrics {
  if (evaluator.tally === undefined) return evaluator.metrics(scores);
  const tally = evaluator.tally();
  for (const score of scores) tally.add(score);
  return tally.metrics();
}

/** The metrics over all pairs. */
export async function evaluate(name: string, pairs: readonly Pair[], options: object = {}): Promise<Metrics> {
  const evaluator = await load(name, options);
  return metricsOf(
    evaluator,
    pairs.map(([prediction, reference, row]) =>
      evaluator.score({ prediction, reference, ...(row === undefined ? {} : { row }) }),
    ),
  );
}

/** 1, 0 or partial credit for one pair; null when it has no score. */
export async function scoreOf(name: string, [prediction, reference, row]: Pair, options = {}): Promise<number | null> {
  const evaluator = await load(name, options);
  const score = evaluator.score({ prediction, reference, ...(row === undefined ? {} : { row }) });
  return score.kind === "scored" ? score.value : null;
}
