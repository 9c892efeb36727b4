// Statistics of scores: how sure a mean is. Plain functions over numbers; no rounding.

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Standard error of the mean, from the sample's standard deviation (n - 1). NaN below two values: nothing to judge by. */
export function standardError(values: readonly number[]): number {
  if (values.length < 2) return Number.NaN;
  const average = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - average) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}

/** Shares from 0 to 1. */
export interface Interval {
  low: number;
  high: number;
}

/**
 * Score interval of a share (Wilson 1927). Unlike share ± z·error it keeps its coverage for few questions and stays
 * inside 0..1, also when none or all are right.
 *
 * @param z 1.96 gives 95 %.
 */
export function wilsonInterval(correct: number, n: number, z = 1.96): Interval {
  if (!(n >= 0 && correct >= 0 && correct <= n)) throw new RangeError(`no share: ${correct} of ${n}`);
  if (n === 0) return { low: 0, high: 1 };
  const share = correct / n;
  const scale = 1 + z ** 2 / n;
  const centre = (share + z ** 2 / (2 * n)) / scale;
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n ** 2));
  // The ends below are exact; computed, they miss 0 and 1 by a rounding error.
  return { low: correct === 0 ? 0 : centre - half, high: correct === n ? 1 : centre + half };
}
