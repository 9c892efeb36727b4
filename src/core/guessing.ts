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

/** `[rates.length + 1]`: probability of each number of right answers. */
export function distributionOfRight(rates: readonly number[]): Float64Array {
  const rows = new Map<number, number>();
  for (const rate of rates) {
    if (!(rate >= 0 && rate <= 1)) throw new RangeError(`no probability: ${rate}`);
    rows.set(rate, (rows.get(rate) ?? 0) + 1);
  }
  // Few rates are different: rows of equal rate are summed in closed form.
  const sums = [...rows].map(([rate, count]) => binomial(count, rate));
  const { first, probabilities } = sums.reduce(sumOf, { first: 0, probabilities: Float64Array.of(1) });
  const all = new Float64Array(rates.length + 1);
  all.set(probabilities, first);
  return all;
}

/** Probabilities of `first`, `first + 1` and so on; of other numbers they are negligible. */
interface Distribution {
  first: number;
  probabilities: Float64Array;
}

/** Smaller shares of the largest probability are dropped, so that a distribution is as long as its deviation wants. */
const negligible = 1e-18;

/** Each probability from its neighbour's, both ways from the most probable number. */
function binomial(count: number, rate: number): Distribution {
  const mode = Math.min(count, Math.floor((count + 1) * rate));
  const odds = rate / (1 - rate);
  const above = [1];
  for (let k = mode, p = 1; k < count; k++) {
    p *= ((count - k) / (k + 1)) * odds;
    if (p < negligible) break;
    above.push(p);
  }
  const below: number[] = [];
  for (let k = mode, p = 1; k > 0; k--) {
    p *= k / ((count - k + 1) * odds);
    if (p < negligible) break;
    below.push(p);
  }
  const total = above.reduce((sum, p) => sum + p, 0) + below.reduce((sum, p) => sum + p, 0);
  const probabilities = Float64Array.from([...below.reverse(), ...above], (p) => p / total);
  return { first: mode - below.length, probabilities };
}

function sumOf(a: Distribution, b: Distribution): Distribution {
  const probabilities = new Float64Array(a.probabilities.length + b.probabilities.length - 1);
  for (const [i, p] of a.probabilities.entries()) {
    for (let j = 0; j < b.probabilities.length; j++)
      probabilities[i + j] = (probabilities[i + j] as number) + p * (b.probabilities[j] as number);
  }
  return { first: a.first + b.first, probabilities };
}
