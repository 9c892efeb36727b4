// What a piece of work costs: tokens read at the prefill rate, and units at a second rate, which are positions that are asked for
// log-probabilities where texts are scored, and generated tokens where they are written.
//
//   seconds = perToken × tokens + perUnit × units

export interface Work {
  /** Prompt tokens to compute, what is shared counted once. */
  tokens: number;
  /** Scoring: positions asked for log-probabilities. Generating: tokens written. */
  units: number;
}

/** Seconds. */
export interface Rates {
  perToken: number;
  perUnit: number;
}

export interface Observation extends Work {
  seconds: number;
}

export function secondsOf({ tokens, units }: Work, { perToken, perUnit }: Rates): number {
  return perToken * tokens + perUnit * units;
}

/** Cost, in prompt tokens, of a written token: the order of magnitude, for where it was not measured. */
export const writtenTokenCost = 4;

/**
 * Least squares with relative errors, so that short and long observations count alike; no rate is negative. Where tokens and
 * units grow in step nothing tells their rates apart: then a unit costs `unitCost` tokens, else tokens carry the time (units, where
 * there are more of them).
 */
export function fitRates(observations: readonly Observation[], unitCost?: number): Rates {
  const seen = observations.filter(({ seconds }) => seconds > 0);
  const sum = (of: (observation: Observation) => number) =>
    seen.reduce((total, observation) => total + of(observation) / observation.seconds ** 2, 0);
  const tt = sum(({ tokens }) => tokens ** 2);
  const uu = sum(({ units }) => units ** 2);
  const tu = sum(({ tokens, units }) => tokens * units);
  const ts = sum(({ tokens, seconds }) => tokens * seconds);
  const us = sum(({ units, seconds }) => units * seconds);
  const determinant = tt * uu - tu ** 2;
  if (determinant > 1e-3 * tt * uu) {
    const rates = { perToken: (ts * uu - us * tu) / determinant, perUnit: (us * tt - ts * tu) / determinant };
    if (rates.perToken >= 0 && rates.perUnit >= 0) return rates;
  }
  if (unitCost !== undefined) {
    const perToken = (ts + unitCost * us) / (tt + 2 * unitCost * tu + unitCost ** 2 * uu || 1);
    return { perToken, perUnit: unitCost * perToken };
  }
  const tokensOnly = { perToken: tt > 0 ? ts / tt : 0, perUnit: 0 };
  const unitsOnly = { perToken: 0, perUnit: uu > 0 ? us / uu : 0 };
  const error = (rates: Rates) => sum((observation) => (secondsOf(observation, rates) - observation.seconds) ** 2);
  const [byTokens, byUnits] = [error(tokensOnly), error(unitsOnly)];
  // Equal but for rounding where they grow in step.
  if (Math.abs(byTokens - byUnits) < 0.05) return tt >= uu ? tokensOnly : unitsOnly;
  return byTokens < byUnits ? tokensOnly : unitsOnly;
}
