// One row under every scoring convention, from the log-probabilities that its requests brought.

import { OcLocalError } from "../../core/errors.ts";
import { frontMaskedLogLikelihood, normalizedPerplexity, type ScoredText } from "../../core/perplexity.ts";
import type { LabelScores } from "../../core/record.ts";
import {
  bestLabel,
  type ConventionValues,
  choiceValues,
  continuationValues,
  perplexities,
  type ScoredContinuation,
  type ScoringConvention,
} from "../../core/scoring-conventions.ts";
import type { Compat } from "../inferencer.ts";
import { type Continuations, placed } from "./continuation.ts";
import type { UnaskedAnswer } from "./unasked-answer.ts";

export interface ScoredRow {
  labels: string[];
  /** Of the stored prediction. */
  convention: ScoringConvention;
  /** What the model read of each label, perhaps cut, with its log-probabilities. */
  texts: ScoredText[];
  continuations: Continuations;
  /** Per label, where the dataset declares a normalising text. `logProbs` are those of `tokens`. */
  unasked?: (UnaskedAnswer & { logProbs: Float32Array })[] | undefined;
  /** Tokens of the row's continuation by itself, where the dataset has one in a column. */
  frontMask?: number | undefined;
  padToken: number | null;
  compat: Compat | undefined;
}

/** @throws OcLocalError ENGINE when the convention of the prediction has no value that can be compared. */
export function labelScores(row: ScoredRow): LabelScores {
  const { labels, texts, convention } = row;
  const continued = continuedTexts(row);
  const scores: LabelScores = {
    labels,
    llFrom: "missing" in continued ? null : continued.map(({ from }) => from),
    convention,
    ...(row.compat !== undefined && { compat: row.compat }),
    values: {},
    predictions: {},
    missing: {},
  };
  const all = { ppl: perplexities(texts, row.padToken), ...normalized(row), ...likelihoods(row, continued) };
  for (const [name, values] of Object.entries(all) as [ScoringConvention, ConventionValues][]) {
    addConvention(scores, name, values);
  }
  const missing = scores.missing[convention];
  if (missing === undefined) return scores;
  throw new OcLocalError("ENGINE", missing, {
    hint: "if it is no number, the model file is damaged or its type overflows on this device: try another quantisation or the CPU",
  });
}

/** NaN would lose or win silently: the comparison decides nothing. */
function addConvention(scores: LabelScores, name: ScoringConvention, values: ConventionValues): void {
  if ("missing" in values) {
    scores.missing[name] = values.missing;
    return;
  }
  const broken = values.findIndex(Number.isNaN);
  if (broken >= 0) {
    scores.missing[name] =
      `label "${scores.labels[broken]}" has no value: the model computed a log-probability that is no number`;
    return;
  }
  scores.values[name] = values;
  scores.predictions[name] = scores.labels[bestLabel(name, values)] as string;
}

function continuedTexts({ texts, continuations }: ScoredRow): ScoredContinuation[] | { missing: string } {
  return "missing" in continuations ? continuations : placed(texts, continuations);
}

function normalized({ texts, unasked, padToken }: ScoredRow): { "ppl.norm"?: number[] } {
  if (unasked === undefined) return {};
  const values = texts.map((text, i) => {
    const { contextLength, tokens, logProbs, normalizingLength } = unasked[i] as (typeof unasked)[number];
    const asked = { ...text, contextLength };
    return normalizedPerplexity(asked, { tokens, logProbs, contextLength: normalizingLength }, padToken);
  });
  return { "ppl.norm": values };
}

function likelihoods(
  row: ScoredRow,
  continued: ScoredContinuation[] | { missing: string },
): Partial<Record<ScoringConvention, ConventionValues>> {
  const { texts, frontMask, padToken, labels } = row;
  const masked = frontMask !== undefined && { "ll.opencompass": frontMasked(texts, frontMask, padToken) };
  if ("missing" in continued) {
    return {
      "ll.sum": continued,
      "ll.token": continued,
      "ll.byte": continued,
      "ll.char": continued,
      ...masked,
      clp: continued,
    };
  }
  return { ...continuationValues(continued, labels), ...masked, clp: choiceValues(continued, labels) };
}

function frontMasked(texts: readonly ScoredText[], hidden: number, padToken: number | null): ConventionValues {
  if (texts.some(({ tokens }) => tokens.length <= hidden)) {
    return { missing: `the text has no more than the ${hidden} tokens that are hidden` };
  }
  return texts.map((text) => frontMaskedLogLikelihood(text, hidden, padToken));
}
