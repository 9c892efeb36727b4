// Choosing one token from a row of logits as the native engine does: repetition penalty, temperature, top k, top p, min p, in this
// order.

import { PythonRandom } from "../../../core/python-random.ts";
import type { Sampling } from "../../../core/request.ts";

/** Candidates beyond this many are read from all logits. */
const mostCandidates = 256;

export class Sampler {
  readonly #sampling: Sampling;
  readonly #random: PythonRandom;
  readonly #seen: Set<number>;

  /** @param prompt Counts for the repetition penalty, which follows Hugging Face: everything read or written counts once. */
  constructor(sampling: Sampling, prompt: Int32Array) {
    this.#sampling = sampling;
    this.#random = new PythonRandom(sampling.seed);
    this.#seen = new Set(prompt);
  }

  /** How many of the best candidates suffice; null: all logits are needed. */
  get candidates(): number | null {
    const { topK, repetitionPenalty } = this.#sampling;
    return repetitionPenalty === 1 && topK > 0 && topK <= mostCandidates ? topK : null;
  }

  /** @param logits Of all tokens; changed. @returns The token; -1 where no logit is a number. */
  drawFromAll(logits: Float32Array, banned: ReadonlySet<number>): number {
    const { repetitionPenalty: penalty } = this.#sampling;
    for (const token of this.#seen) {
      const logit = logits[token] as number;
      logits[token] = logit > 0 ? logit / penalty : logit * penalty;
    }
    for (const token of banned) logits[token] = Number.NEGATIVE_INFINITY;
    return this.draw(logits, (i) => i);
  }

  /** @param tokenOf Token of a candidate. */
  draw(logits: ArrayLike<number>, tokenOf: (candidate: number) => number): number {
    const candidates = Array.from({ length: logits.length }, (_, i) => i).filter(
      (i) => (logits[i] as number) > Number.NEGATIVE_INFINITY,
    );
    if (candidates.length === 0) return -1;
    const best = candidates.reduce((a, b) => ((logits[b] as number) > (logits[a] as number) ? b : a));
    const { temperature, topK } = this.#sampling;
    const token = tokenOf(temperature <= 0 || topK === 1 ? best : this.#pick(candidates, best, logits));
    this.#seen.add(token);
    return token;
  }

  close(): void {}

  #pick(candidates: number[], best: number, logits: ArrayLike<number>): number {
    const { temperature, topK, topP, minP } = this.#sampling;
    const logit = (candidate: number) => logits[candidate] as number;
    const limit = topK > 0 ? topK : candidates.length;
    const needsOrder = topP < 1 || limit < candidates.length;
    const order = needsOrder ? candidates.sort((a, b) => logit(b) - logit(a)) : candidates;
    const weights = order.slice(0, limit).map((i) => Math.exp((logit(i) - logit(best)) / temperature));
    const kept = weights.slice(0, nucleus(weights, topP)).map((weight) => (weight >= minP ? weight : 0));
    let left = this.#random.random() * sum(kept);
    for (const [i, weight] of kept.entries()) {
      left -= weight;
      if (left < 0) return order[i] as number;
    }
    return best; // rounding used up the last weight
  }
}

/** The fewest of the best whose share reaches `topP`. @param weights Descending where `topP` is below 1. */
function nucleus(weights: readonly number[], topP: number): number {
  if (topP >= 1) return weights.length;
  let left = topP * sum(weights);
  for (const [i, weight] of weights.entries()) {
    left -= weight;
    if (left <= 0) return i + 1;
  }
  return weights.length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
