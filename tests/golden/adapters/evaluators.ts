// General evaluators against OpenCompass's own results.

import { upstreamEvaluators } from "../../../src/config/upstream/part-names.ts";
import type { Row } from "../../../src/core/dataset.ts";
import type { JsonValue } from "../../../src/core/json.ts";
import type { Score } from "../../../src/core/score.ts";
import { corpusBleu } from "../../../src/evaluators/text/bleu.ts";
import { load as createEvaluator, metricsOf } from "../../evaluators/load.ts";
import { decode, type GoldenAdapter, type GoldenCase, NotShipped } from "../golden.ts";
import { evaluateIncomplete, isIncomplete, scoresOf } from "../score-all.ts";

interface Input {
  op: string;
  evaluator: string;
  predictions: JsonValue[];
  references: JsonValue[];
  options?: string[];
  origin_prompt?: JsonValue[];
  test_set?: Row[];
  pred?: string;
  test_item?: Row;
  ppl?: number[];
  s?: string;
  n?: number;
  c?: number;
  k?: number;
  thresholds?: number[];
  /** GAOKAO-Bench has a class for each. */
  question_type?: string;
  /** Whether the answers that were compared are expected beside the metrics. */
  chosen?: boolean;
}

/** How upstream writes down one sample, for evaluators that do. */
const detailForms: Record<string, (input: Input, scores: Score[]) => unknown> = {
  MGSM_Evaluator: (_, scores) =>
    byIndex(scores, (score) => ({
      references: reference(score),
      predictions: answer(score),
      correct: isRight(score),
    })),
  MMLUProBaseEvaluator: (_, scores) =>
    scores.map((score) => ({ pred: answer(score), answer: reference(score), correct: isRight(score) })),
  GaokaoBenchEvaluator: (_, scores) =>
    byIndex(scores, (score) => ({ pred: answer(score), refr: reference(score), is_correct: isRight(score) })),
  EMEvaluator: (_, scores) =>
    scores.map((score) => ({ pred: answer(score), answer: reference(score), correct: isRight(score) })),
  AccwithDetailsEvaluator: ({ origin_prompt = [] }, scores) =>
    byIndex(scores, (score, at) => ({
      prompt: origin_prompt[at],
      pred: answer(score),
      refr: reference(score),
      is_correct: isRight(score),
    })),
  OptionSimAccEvaluator: ({ predictions }, scores) =>
    byIndex(scores, (score, at) => ({
      pred: predictions[at],
      parsed: answer(score),
      refr: reference(score),
      correct: isRight(score),
    })),
};

export const adapter: GoldenAdapter = {
  file: "evaluators",
  excuse({ input }) {
    const { evaluator, predictions, references, origin_prompt } = input as unknown as Input;
    if (predictions === undefined) return undefined;
    if (predictions.length === 0) return "no samples: an error says so, instead of upstream's NaN";
    if (origin_prompt !== undefined && origin_prompt.length < predictions.length) return "a row has its prompt";
    const values = [...predictions, ...(references ?? [])];
    const hasWholeFloat = values.some((value) => isWholeFloat(value));
    return evaluator === "AccEvaluator" && hasWholeFloat ? "JSON does not tell 1.0 from 1" : undefined;
  },
  async run({ input }: GoldenCase) {
    const typed = decode(input) as Input;
    if (typed.op === "match_any_label") return matchLabel(typed);
    // Upstream's extraction of the answering role never finds anything to cut, so there is no such step here.
    if (typed.op === "extract_role_pred") return typed.s;
    // Repeated runs, chances of success in k samples and upstream's own formats of details are not part of the project yet.
    const { question_type: type } = typed;
    const file = upstreamEvaluators[type === undefined ? typed.evaluator : `${typed.evaluator}_${type}`];
    if (typed.op !== "score" || file === undefined) throw new NotShipped(typed.evaluator ?? typed.op);
    const options = typed.options === undefined ? {} : { options: typed.options };
    const { references, test_set: rows } = typed;
    const request = { file, options, predictions: typed.predictions ?? typed.ppl, references, rows };
    if (isIncomplete(request)) return evaluateIncomplete(request);
    const evaluator = await createEvaluator(file, options);
    const scores = scoresOf(evaluator, request);
    const metrics = metricsOf(evaluator, scores);
    // Upstream hands back a bare number, and BLEU's lists beside its numbers.
    if (typed.evaluator === "SquadEvaluator") return metrics.f1;
    if (typed.chosen) return { chosen: scores.map(answer), ...metrics };
    if (typed.evaluator === "BleuEvaluator") return { ...metrics, ...bleuLists(typed) };
    const details = detailForms[typed.evaluator]?.(typed, scores);
    return details === undefined ? metrics : { ...metrics, details };
  },
};

function bleuLists({ predictions, references }: Input): object {
  const sentences = predictions.map((prediction, at) => ({
    prediction: prediction as string,
    references: [references[at]].flat() as string[],
  }));
  const { counts, totals, precisions } = corpusBleu(sentences);
  return { counts, totals, precisions };
}

async function matchLabel({ pred, options, test_item }: Input): Promise<JsonValue> {
  const evaluator = await createEvaluator("option-sim", options === undefined ? {} : { options });
  return answer(evaluator.score({ prediction: pred as string, reference: null, row: test_item as Row }));
}

function isWholeFloat(value: unknown): boolean {
  return value !== null && typeof value === "object" && "$float" in value && Number.isInteger(Number(value.$float));
}

function byIndex(scores: Score[], form: (score: Score, at: number) => object): object {
  return Object.fromEntries(scores.map((score, at) => [String(at), form(score, at)]));
}

function answer(score: Score): JsonValue {
  if (score.kind === "unscored") throw new Error(score.reason);
  return score.answer;
}

function reference(score: Score): JsonValue {
  return score.kind === "scored" ? score.reference : null;
}

function isRight(score: Score): boolean {
  return score.kind === "scored" && score.value === 1;
}
