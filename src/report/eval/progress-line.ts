// The line of a progress display: counts, rate, the time that is left, and on a terminal a bar before them.

import { duration } from "../../core/duration.ts";
import { cutToWidth, displayWidth } from "../text/display-width.ts";

export interface RemainingTime {
  seconds: number;
  /** "least": some rows are of a kind that was not measured yet. "most": no answer says how long answers are. */
  bound: "least" | "most" | null;
}

export interface ProgressFacts {
  model: string;
  rows: number;
  done: number;
  failed: number;
  reused: number;
  tokensPerSecond: number;
  left: RemainingTime | null;
}

const mostBarColumns = 20;
/** Below, no time is told: it is over before it is read. */
const leastSeconds = 0.05;
/** A lower bound that is so short tells nothing. */
const leastBoundSeconds = 1;

export function progressWords({ model, rows, done, failed, reused, tokensPerSecond, left }: ProgressFacts): string {
  const parts = [
    `${model}: ${done}/${rows}`,
    failed > 0 && `${failed} failed`,
    reused > 0 && `${reused} reused`,
    tokensPerSecond > 0 && `${Math.round(tokensPerSecond)} tokens/s`,
    left !== null && timeLeft(left),
  ];
  return parts.filter((part) => typeof part === "string").join(", ");
}

/** The bar takes what room the words leave; they are cut only where that is not enough. @param share Done, 0 to 1. */
export function barLine(words: string, share: number, columns: number): string {
  const width = Math.min(mostBarColumns, columns - displayWidth(words) - "[] ".length);
  const filled = Math.floor(Math.max(0, width) * share);
  const bar = width < 1 ? "" : `[${"#".repeat(filled)}${".".repeat(width - filled)}] `;
  return cutToWidth(`${bar}${words}`, columns);
}

function timeLeft({ seconds, bound }: RemainingTime): string | false {
  if (seconds < (bound === "least" ? leastBoundSeconds : leastSeconds)) return false;
  return `${bound === null ? "" : `at ${bound} `}${duration(seconds)} left`;
}
