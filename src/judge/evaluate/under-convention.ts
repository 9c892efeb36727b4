// A result read under another scoring convention than the dataset's own: the score changes, and with it all that belongs to it.

import type { ScoringConvention } from "../../core/scoring-conventions.ts";
import { type Facts, type ScoreFacts, scoreKeys } from "../../report/summary/facts.ts";
import type { ReadResult } from "./result-file.ts";

/**
 * A stored result as the table shows it under a convention: the score, and everything beside it that belongs to the score.
 * Results without conventions stay as they are.
 */
export function underConvention(result: ReadResult, metric: ScoringConvention): ReadResult {
  const { facts } = result;
  if (facts?.conventions === undefined || result.error !== undefined) return result;
  const chosen = facts.conventions[metric] ?? { missing: `it has no ${metric}` };
  const beside = besideTheScore(facts, metric);
  if ("missing" in chosen) {
    const unscored = facts.n + facts.unscored;
    return { metrics: {}, facts: { ...beside, n: 0, unscored }, error: `${metric}: ${chosen.missing}` };
  }
  const { metrics, ...own } = chosen;
  // Results of earlier versions have the right answers only.
  const { n = facts.n, unscored = facts.unscored, correct } = own as Partial<typeof own>;
  const wrong = correct !== undefined && { wrong: n - correct };
  return { metrics, facts: { ...beside, ...own, n, unscored, ...wrong } };
}

/** What a dataset's facts are without its own score. */
function besideTheScore(facts: Facts, metric: ScoringConvention): Omit<Facts, keyof ScoreFacts> {
  const beside: Omit<Facts, keyof ScoreFacts> = Object.fromEntries(
    Object.entries(facts).filter(([key]) => !scoreKeys.has(key)),
  );
  // The other log-likelihood of OpenCompass is a matter of that one convention.
  if (beside.differs === undefined || metric === "ll.sum") return beside;
  return { ...beside, differs: { ...beside.differs, frontMask: 0 } };
}
