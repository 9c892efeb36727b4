// What guessing alone scores. A guesser is right on row i with a rate of its own (one over the row's options), so its number
// of right answers is a sum of independent yes-or-no draws with unequal rates (Poisson binomial). That distribution is
// computed exactly: an approximation is worst where it matters, at few questions and few options.

/** Numbers of right answers, both ends included. */
export interface GuessingRange {
  low: number;
  high: number;
}

/** Left out at either end of the range. */
const tail = 0.025;

/**
 * The middle 95 % of what guessing gets: fewer than `low` right answers, and more than `high`, each come about with a
 * probability of at most 2.5 %.
 *
 * @param rates Probability of guessing right, 0 to 1, of each scored row.
 */
export function guessingRange(rates: readonly number[]): GuessingRange {
  const probabilities = distributionOfRight(rates);
  let low = 0;
  for (let below = probabilities[0] as number; below <= tail && low < rates.length; ) {
    low += 1;
    below += probabilities[low] as number;
  }
  let high = rates.length;
  for (let above = probabilities[high] as number; above <= tail && high > 0; ) {
    high -= 1;
    above += probabilities[high] as number;
  }
  return { low, high };
}

/** Chance that a dataset is to have of showing a model that knows something. */
const wantedPower = 0.8;

/**
 * Whether there are enough questions to learn something from a score inside the range of guessing: a model that knows half of
 * the answers and guesses the rest would be above the range in at least 80 % of such datasets. With four options that takes
 * about a dozen questions, with two about thirty.
 */
export function canTellFromGuessing(rates: readonly number[], { high }: GuessingRange = guessingRange(rates)): boolean {
  const halfKnown = distributionOfRight(rates.map((rate) => rate + (1 - rate) / 2));
  return halfKnown.subarray(high + 1).reduce((sum, probability) => sum + probability, 0) >= wantedPower;
}

/** Smaller probabilities are dropped, so that long datasets cost rows × deviation instead of rows². */
const negligible = 1e-18;

/** `[rates.length + 1]`: probability of each number of right answers. */
export function distributionOfRight(rates: readonly number[]): Float64Array {
  const probabilities = new Float64Array(rates.length + 1);
  probabilities[0] = 1;
  // Outside first..last everything is zero.
  let first = 0;
  let last = 0;
  for (const rate of rates) {
    if (!(rate >= 0 && rate <= 1)) throw new RangeError(`no probability: ${rate}`);
    last += 1;
    for (let right = last; right > first; right--) {
      probabilities[right] =
        (probabilities[right] as number) * (1 - rate) + (probabilities[right - 1] as number) * rate;
    }
    probabilities[first] = (probabilities[first] as number) * (1 - rate);
    while (first < last && (probabilities[first] as number) < negligible) probabilities[first++] = 0;
    while (last > first && (probabilities[last] as number) < negligible) probabilities[last--] = 0;
  }
  return probabilities;
}
