// How much a probe asks next: a little first, then as much as the time that is left allows by what was measured.

import { fitRates, type Observation } from "../../plan/cost.ts";
import type { KindProbe } from "./kind-probe.ts";
import { outputLength } from "./output-length.ts";

export interface Portion {
  rows: number;
  /** Cuts generated answers. */
  maxTokens: number;
}

/** A portion grows at most by this, so that a first portion that was quick by chance does not end in a long wait. */
const growth = 8;
/** Tokens of the first answers: enough to see what a token costs. */
const firstTokens = 16;
/** So often the slots are filled in the portion that lets answers be long. */
const mostFillings = 4;
/** A portion with less time than this tells nothing new. */
const leastSeconds = 0.05;

/**
 * @param room.slots Sequences that generate side by side; null where texts are scored.
 * @returns Null when the time is used up.
 */
export function nextPortion(
  probe: Pick<KindProbe, "rows" | "observations" | "outputs">,
  room: { secondsLeft: number; slots: number | null },
): Portion | null {
  const { secondsLeft, slots } = room;
  const last = probe.observations.at(-1);
  if (last === undefined) return { rows: 1, maxTokens: firstTokens };
  if (secondsLeft < leastSeconds) return null;
  return slots === null ? nextScored(probe, last, secondsLeft) : nextGenerated(probe, slots, secondsLeft);
}

function nextScored({ rows, observations }: Pick<KindProbe, "rows" | "observations">, last: Observation, left: number) {
  const seconds = observations.reduce((sum, observation) => sum + observation.seconds, 0);
  const affordable = Math.floor((rows * left) / seconds);
  // Another portion of the same size would only repeat the last one.
  if (affordable === 0 || last.seconds > left) return null;
  return { rows: Math.min(rows * growth, affordable), maxTokens: 0 };
}

/** Once every slot is filled with short answers the rest of the time goes into answers as long as it allows. */
function nextGenerated(
  { rows, observations, outputs }: Pick<KindProbe, "rows" | "observations" | "outputs">,
  slots: number,
  left: number,
): Portion | null {
  if (observations.length === 1) return { rows: slots, maxTokens: firstTokens };
  const { perToken, perUnit } = fitRates(observations);
  const promptSeconds = perToken * Math.max(...observations.map(({ tokens }) => tokens / slots));
  const latest = outputs.filter(({ portion }) => portion === observations.length - 1);
  const isWhole = latest.every(({ ended }) => ended);
  if (isWhole) {
    const perRow = observations.slice(1).reduce((sum, { seconds }) => sum + seconds, 0) / Math.max(1, rows - 1);
    const affordable = Math.floor(left / perRow);
    if (affordable < Math.min(slots, rows)) return null;
    return { rows: Math.min(rows * growth, affordable), maxTokens: Number.POSITIVE_INFINITY };
  }
  const longest = Math.max(...latest.map(({ allowed }) => allowed));
  // Where the rate of writing is not known yet, twice the tokens take at most twice the time.
  const byTime =
    perUnit > 0
      ? (left / slots - promptSeconds) / perUnit
      : (longest * left) / (observations.at(-1) as Observation).seconds;
  const affordable = Math.floor(Math.min(byTime, longest * growth));
  if (affordable < longest) return null;
  // Answers that were cut may use all that is allowed: the slots are filled again only where enough of them ended.
  const perRow = promptSeconds + perUnit * outputLength(latest, affordable).likely;
  const fillings = perUnit > 0 ? Math.floor(left / (slots * perRow)) : 1;
  return { rows: slots * Math.max(1, Math.min(mostFillings, fillings)), maxTokens: affordable };
}
