// How much a model makes of the order of a text.

import { logLikelihood } from "../../core/perplexity.ts";

/**
 * The part of a shuffled text's surprise that disappears when the same tokens stand in their own order:
 * (S - P) / S with the negative log-likelihoods S of the shuffled and P of the plain text.
 *
 * Perplexity itself has no band that fits all models: a sound one of a million parameters may be at 20 on a text where one of
 * seven billion is at 3, and the numbers depend on how a vocabulary cuts the text. This share does not. Both sides are the same
 * tokens, so whatever a model knows of single tokens cancels out, and so does the vocabulary. A model that predicts at all takes
 * most of the surprise away, small or big; weights that are zero, random or shifted predict nothing from order and end near 0,
 * whatever their perplexity is. Log-probabilities that are no numbers give NaN.
 */
export function orderGain({ plain, shuffled }: { plain: Float32Array; shuffled: Float32Array }): number {
  const surprise = -logLikelihood(shuffled);
  return surprise === 0 ? Number.NaN : (surprise + logLikelihood(plain)) / surprise;
}

/** exp of the mean negative log-likelihood: as many choices as a token had, on average. */
export function tokenPerplexity(logProbs: Float32Array): number {
  return Math.exp(-logLikelihood(logProbs) / logProbs.length);
}
