// The ways in which published numbers score the options of one question. All of them are computed from the same
// log-probabilities, so a stored row can be read under each.

import { choiceProbabilities, logLikelihood, openCompassPerplexity, type ScoredText } from "./perplexity.ts";
import { commonPrefix } from "./token-sequence.ts";

/** Name to meaning; the names are what `--metric` takes. */
export const scoringConventions = {
  ppl: "OpenCompass's PPL: mean negative log-likelihood of the whole text, smallest wins",
  "ppl.norm": "OpenCompass's PPL of the answer less that of the answer without its question, smallest wins",
  "ll.sum": "log-likelihood of the continuation, largest wins",
  "ll.token": "log-likelihood of the continuation per token",
  "ll.byte": "log-likelihood of the continuation per UTF-8 byte of the option's text",
  "ll.char": "log-likelihood of the continuation per character (code point) of the option's text",
  "ll.opencompass":
    "what OpenCompass's base-model class calls the log-likelihood: a mean that hides the text's first tokens",
  clp: "probability among the labels, where each label's continuation is one token",
} as const;

export type ScoringConvention = keyof typeof scoringConventions;

/** The values of one convention, per label, or why it has none. */
export type ConventionValues = number[] | { missing: string };

/** One label's text and the part of it that answers. */
export interface ScoredContinuation extends ScoredText {
  /** First token of the continuation: at least 1. */
  from: number;
  /** Length of the option's own text in UTF-8 bytes, without the blanks that the prompt puts around it. */
  bytes: number;
  /** The same in code points. */
  characters: number;
}

/** Position of the label that wins; ties go to the earliest (docs/exactness.md E7.7). */
export function bestLabel(convention: ScoringConvention, values: readonly number[]): number {
  const best = convention === "ppl" || convention === "ppl.norm" ? Math.min : Math.max;
  return values.indexOf(best(...values));
}

export function perplexities(texts: readonly ScoredText[], padToken: number | null): number[] {
  return texts.map(({ tokens, logProbs }) => openCompassPerplexity(tokens, logProbs, padToken));
}

/** `ll.sum` and its means; a continuation has at least one token. @param names Of the labels, for the reason. */
export function continuationValues(labels: readonly ScoredContinuation[], names: readonly string[]) {
  const sums = labels.map(({ logProbs, from }) => logLikelihood(logProbs.subarray(from - 1)));
  const per = (length: (label: ScoredContinuation) => number): ConventionValues => {
    const empty = labels.findIndex((label) => length(label) === 0);
    if (empty >= 0) return { missing: `the option of label "${names[empty]}" has no text` };
    return labels.map((label, i) => (sums[i] as number) / length(label));
  };
  return {
    "ll.sum": sums,
    "ll.token": per(({ tokens, from }) => tokens.length - from),
    "ll.byte": per(({ bytes }) => bytes),
    "ll.char": per(({ characters }) => characters),
  } satisfies Partial<Record<ScoringConvention, ConventionValues>>;
}

/** `clp`: needs one context and one token per label. @param names Of the labels, for the reason. */
export function choiceValues(labels: readonly ScoredContinuation[], names: readonly string[]): ConventionValues {
  const missing = whyNoChoice(labels, names);
  return missing === undefined
    ? choiceProbabilities(labels.map(({ logProbs }) => logProbs.at(-1) as number))
    : { missing };
}

/** Known before the model has read anything. Tokens that all continuations begin with are context here: a blank, mostly. */
export function whyNoChoice(
  labels: readonly Pick<ScoredContinuation, "tokens" | "from">[],
  names: readonly string[],
): string | undefined {
  const [first = [], ...others] = labels.map(({ tokens }) => tokens);
  const most = Math.min(first.length, ...others.map(({ length }) => length)) - 1;
  const shared = Math.min(most, ...others.map((other) => commonPrefix(first, other)));
  const begins = labels.map(({ from }) => Math.max(from, shared));
  const long = labels.findIndex(({ tokens }, i) => tokens.length - (begins[i] as number) !== 1);
  if (long >= 0) {
    const count = (labels[long]?.tokens.length ?? 0) - (begins[long] as number);
    return `the continuation of label "${names[long]}" has ${count} tokens, not one`;
  }
  return labels.every(({ tokens }) => tokens.length === shared + 1)
    ? undefined
    : "the labels stand behind different contexts";
}
