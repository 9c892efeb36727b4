// How far two distributions over the same options are from each other.

/** ln of each option's probability among them: log-softmax over log-likelihoods. */
export function logSoftmax(scores: readonly number[]): number[] {
  const largest = Math.max(...scores);
  const total = scores.reduce((sum, score) => sum + Math.exp(score - largest), 0);
  return scores.map((score) => score - largest - Math.log(total));
}

/**
 * KL(a || b) in nats of the distributions that two lists of log-likelihoods give the same options. Computed from logarithms: an
 * option that b finds impossible to double precision still has a finite share. @param a At least one score, as many as `b`.
 */
export function optionDivergence(a: readonly number[], b: readonly number[]): number {
  const [p, q] = [logSoftmax(a), logSoftmax(b)];
  const divergence = p.reduce((sum, logP, i) => {
    const probability = Math.exp(logP);
    return probability === 0 ? sum : sum + probability * (logP - (q[i] as number));
  }, 0);
  return Math.max(0, divergence); // never negative but for rounding
}
