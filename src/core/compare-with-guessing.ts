// Whether right answers are more than guessing gets. The statistic is the number of right answers, and what it is held against
// the middle 95 % of its exact distribution under guessing (guessing.ts): an interval around the score, such as Wilson's, asks
// where the model's true share lies, and takes all rows to be guessed alike.

import type { Alarm } from "./alarm.ts";
import { counted } from "./counted.ts";
import { canTellFromGuessing, guessingRange } from "./guessing.ts";

/** Percent of right answers: what guessing gets on average, and the middle 95 % of what it gets. */
export interface ChanceLevel {
  expected: number;
  low: number;
  high: number;
}

/**
 * Inside the range the score is at chance level, unless the questions are too few for any conclusion; below it something
 * other than ignorance is at work. Without an alarm the score is above it.
 *
 * @param rates Probability of guessing right, 0 to 1, of each scored row; at least one.
 */
export function compareWithGuessing(correct: number, rates: readonly number[]): { chance: ChanceLevel; alarm?: Alarm } {
  const n = rates.length;
  if (!(n > 0 && correct >= 0 && correct <= n)) throw new RangeError(`no share: ${correct} of ${n}`);
  const percent = (count: number) => (100 * count) / n;
  const range = guessingRange(rates);
  const expected = percent(rates.reduce((sum, rate) => sum + rate, 0));
  const chance = { expected, low: percent(range.low), high: percent(range.high) };
  if (correct > range.high) return { chance };
  const isBelow = correct < range.low;
  const code = isBelow ? "below_chance" : canTellFromGuessing(rates, range) ? "at_chance" : "too_few_to_tell";
  const score = percent(correct);
  const shown = `${chance.low.toFixed(1)} to ${chance.high.toFixed(1)}`;
  const questions = counted(n, "question");
  const message =
    code === "too_few_to_tell"
      ? `${score.toFixed(1)} on ${questions} cannot be told from guessing, which gets ${shown}`
      : `${score.toFixed(1)}, guessing gets ${shown}, n = ${n}`;
  return { chance, alarm: { code, message, numbers: { score, ...chance, n } } };
}
