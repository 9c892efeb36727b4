// Resampling with numpy's legacy generator, draw for draw, where a published metric is defined by it.

import type { NumpyRandomState } from "./python-random.ts";
import { mean } from "./statistics.ts";

/**
 * Median of the means of `samples` resamples (an even number) of the values, with replacement. Moves the generator on by
 * samples × values draws.
 */
export function bootstrapMedian(random: NumpyRandomState, values: readonly number[], samples = 1000): number {
  const means = Array.from({ length: samples }, () => {
    const picked = random.choice(values.length, values.length, { replace: true });
    return mean(picked.map((index) => values[index] as number));
  }).sort((a, b) => a - b);
  return ((means[samples / 2 - 1] as number) + (means[samples / 2] as number)) / 2;
}
