// How many tokens an answer takes: unknown before the run, so it is what the probe saw, with a range. An answer that the probe cut
// is at least as long as it was, and at most as long as the run allows.

import { mean, standardError } from "../../core/statistics.ts";
import type { ObservedOutput } from "./kind-probe.ts";

/** Tokens per answer. */
export interface OutputLength {
  low: number;
  likely: number;
  high: number;
}

/** @param most Tokens that an answer may have in the run. */
export function outputLength(outputs: readonly ObservedOutput[], most: number): OutputLength {
  const seen = judgedOutputs(outputs);
  if (seen.length === 0) return { low: 1, likely: most, high: most };
  const cut = seen.filter(({ ended }) => !ended).length;
  const least = seen.map(({ tokens }) => tokens);
  const longest = seen.map(({ tokens, ended }) => (ended ? tokens : Math.max(tokens, most)));
  const error = 2 * (standardError(least) || 0);
  const total = least.reduce((sum, tokens) => sum + tokens, 0);
  // With ends as likely at one token as at the next, this is the mean that makes what was seen most likely.
  const likely =
    cut === 0 ? mean(least) : Math.min(mean(longest), cut === seen.length ? most : total / (seen.length - cut));
  return {
    low: Math.min(likely, Math.max(1, mean(least) - error)),
    likely: Math.min(likely, most),
    high: Math.min(most, Math.max(likely, mean(longest) + error)),
  };
}

/** Portions in which every answer ended say how long answers are; one that cut some counts only where it is the last. */
function judgedOutputs(outputs: readonly ObservedOutput[]): ObservedOutput[] {
  const last = outputs.reduce((most, { portion }) => Math.max(most, portion), 0);
  const cut = new Set(outputs.filter(({ ended }) => !ended).map(({ portion }) => portion));
  return outputs.filter(({ portion }) => portion === last || !cut.has(portion));
}
