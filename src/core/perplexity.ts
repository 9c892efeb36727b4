// What a text scores, as pure functions over log-probabilities. Natural logarithms throughout.

/**
 * OpenCompass's PPL of one text: mean negative log-likelihood, without exp. The first token is predicted by nothing, so
 * n - 1 terms are summed, but they are divided by n; tokens equal to the pad token are neither summed nor counted
 * (docs/exactness.md E7.1, E7.3).
 *
 *     tokens    t0   t1   t2 … t(n-1)
 *     logProbs       l0   l1 … l(n-2)      l(j) = ln p(t(j+1) | t0 … tj)
 *
 * A row that was padded on the left is scored by passing it with its pads: the step from the last pad to the first token
 * is then a term, as upstream has it.
 *
 * @param logProbs `[tokens.length - 1]`
 * @param hidden Leading tokens of the row that are not scored (upstream's mask_length); also taken off the count. As many
 * as the text has give NaN or infinity.
 */
export function openCompassPerplexity(
  tokens: Int32Array,
  logProbs: Float32Array,
  padToken: number | null,
  hidden = 0,
): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < tokens.length; i++) {
    if (tokens[i] === padToken) continue;
    count += 1;
    if (i > 0 && i >= hidden) sum -= logProbs[i - 1] as number;
  }
  return sum / (count - hidden);
}

/** A text with everything that scores it. */
export interface ScoredText {
  tokens: Int32Array;
  /** `[tokens.length - 1]` */
  logProbs: Float32Array;
}

/** An answer behind a context of so many tokens (BOS among them). */
export interface ScoredAnswer extends ScoredText {
  contextLength: number;
}

/**
 * OpenCompass's normalised PPL: that of an answer behind its question less that of the same answer behind a text without
 * the question (normalizing_str), both without the terms of what stands before the answer (docs/exactness.md E7.4).
 */
export function normalizedPerplexity(asked: ScoredAnswer, unasked: ScoredAnswer, padToken: number | null): number {
  const [conditional, unconditional] = [asked, unasked].map(({ tokens, logProbs, contextLength }) =>
    openCompassPerplexity(tokens, logProbs, padToken, contextLength),
  ) as [number, number];
  return conditional - unconditional;
}

/**
 * What HuggingFaceBaseModel calls a log-likelihood: as many tokens as the continuation has are hidden, but at the front of
 * the text, and the mean of the others is taken (docs/exactness.md E7.6).
 */
export function frontMaskedLogLikelihood(
  { tokens, logProbs }: ScoredText,
  continuationLength: number,
  padToken: number | null,
): number {
  return -openCompassPerplexity(tokens, logProbs, padToken, continuationLength);
}

/** Sum of log-probabilities: the log-likelihood of what they score. */
export function logLikelihood(logProbs: Float32Array): number {
  return logProbs.reduce((sum, logProb) => sum + logProb, 0);
}

/** Probabilities of choices among themselves: softmax over the log-probabilities of their tokens. */
export function choiceProbabilities(logProbs: readonly number[]): number[] {
  const largest = Math.max(...logProbs);
  const weights = logProbs.map((logProb) => Math.exp(logProb - largest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** Upstream's `drop_middle`: a text that is too long keeps its first and last `limit / 2` tokens. */
export function dropMiddle(tokens: Int32Array, limit: number): Int32Array {
  if (tokens.length <= limit) return tokens;
  const half = Math.floor(limit / 2);
  return Int32Array.from([...tokens.subarray(0, half), ...tokens.subarray(tokens.length - half)]);
}
