// Scoring conventions as pure functions over log-probabilities. Natural logarithms throughout.

/**
 * OpenCompass's PPL of one text at batch size 1: mean negative log-likelihood, without exp. The first token is predicted by
 * nothing, so n - 1 terms are summed, but they are divided by n; tokens equal to the pad token are neither summed nor
 * counted (golden/SPEC section 7).
 *
 *     tokens    t0   t1   t2 … t(n-1)
 *     logProbs       l0   l1 … l(n-2)      l(j) = ln p(t(j+1) | t0 … tj)
 *
 * @param logProbs `[tokens.length - 1]`
 */
export function openCompassPerplexity(tokens: Int32Array, logProbs: Float32Array, padToken: number | null): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < tokens.length; i++) {
    if (tokens[i] === padToken) continue;
    count += 1;
    if (i > 0) sum -= logProbs[i - 1] as number;
  }
  return sum / count;
}

/** Sum of log-probabilities: the log-likelihood of what they score. */
export function logLikelihood(logProbs: Float32Array): number {
  return logProbs.reduce((sum, logProb) => sum + logProb, 0);
}
