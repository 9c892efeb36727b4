// Chances of success in k of several samples of one question.

/** Samples drawn of a question, and how many of them are right. */
export interface Drawn {
  samples: number;
  right: number;
}

/** Chance that at least one of k is right (Chen et al. 2021, arXiv:2107.03374), by the product that stays exact. */
export function passAtK({ samples, right }: Drawn, k: number): number {
  const wrong = samples - right;
  if (wrong < k) return 1;
  let noneRight = 1;
  for (let i = wrong + 1; i <= samples; i++) noneRight *= 1 - k / i;
  return 1 - noneRight;
}

/** Chance that at least a share `threshold` of k, and no fewer than one, is right (Liu et al. 2024, arXiv:2412.13147). */
export function gPassAtK({ samples, right }: Drawn, k: number, threshold: number): number {
  if (right < Math.ceil(threshold * k) || samples < k || right === 0) return 0;
  const least = threshold === 0 ? 1 : Math.ceil(threshold * k);
  let sum = 0;
  for (let hits = least; hits <= Math.min(k, right); hits++) sum += chanceOf(hits, { samples, right }, k);
  return sum;
}

/** Mean over the thresholds between one half and all of k. */
export function meanGPassAtK(drawn: Drawn, k: number): number {
  const first = Math.ceil(k * 0.5);
  let sum = 0;
  for (let hits = first + 1; hits <= k; hits++) sum += gPassAtK(drawn, k, hits / k);
  return (2 * sum) / k;
}

/** Hypergeometric: exactly `hits` right ones among k. */
function chanceOf(hits: number, { samples, right }: Drawn, k: number): number {
  const logChoose = (n: number, m: number) => logFactorial(n) - logFactorial(m) - logFactorial(n - m);
  if (k - hits > samples - right) return 0;
  return Math.exp(logChoose(right, hits) + logChoose(samples - right, k - hits) - logChoose(samples, k));
}

function logFactorial(n: number): number {
  let sum = 0;
  for (let i = 2; i <= n; i++) sum += Math.log(i);
  return sum;
}
