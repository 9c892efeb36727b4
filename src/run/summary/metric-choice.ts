// `--metric`: which scoring convention the table shows for datasets that are scored by label. Refused before a model loads
// where no dataset of the run has it.

import { UsageError } from "../../core/errors.ts";
import { didYouMean } from "../../core/nearest-names.ts";
import { type ScoringConvention, scoringConventions } from "../../core/scoring-conventions.ts";
import type { EvaluationFacts } from "../evaluate/facts.ts";
import type { ReadResult } from "../evaluate/result-file.ts";
import type { ResolvedDataset } from "../plan/resolve.ts";
import { conventionsOf } from "../plan/ways-of-asking.ts";

/** @throws UsageError with the near names. */
export function requireMetric(
  metric: string | undefined,
  datasets: readonly Pick<ResolvedDataset, "config">[],
): ScoringConvention | undefined {
  if (metric === undefined) return undefined;
  const offered = [...new Set(datasets.flatMap(({ config }) => conventionsOf(config)))];
  const found = offered.find((name) => name === metric);
  if (found !== undefined) return found;
  if (offered.length === 0) {
    throw new UsageError(`--metric ${metric}: no dataset of this run is scored by label`, {
      hint: "it chooses among the scoring conventions of ppl and ll datasets, for example ceval_ppl",
    });
  }
  const meaning = Object.hasOwn(scoringConventions, metric) ? ", which no dataset of this run has" : "";
  throw new UsageError(`--metric: there is no metric "${metric}"${meaning}`, {
    hint: (meaning === "" ? didYouMean(metric, offered) : undefined) ?? `there are: ${offered.join(", ")}`,
  });
}

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
function besideTheScore(facts: EvaluationFacts, metric: ScoringConvention): Omit<EvaluationFacts, "n" | "unscored"> {
  const { n: _n, unscored: _unscored, unscoredReasons: _reasons, rightShare: _share, ...rest } = facts;
  const { correct: _correct, wrong: _wrong, chance: _chance, alarms: _alarms, differs, ...beside } = rest;
  // The other log-likelihood of OpenCompass is a matter of that one convention.
  const shown = differs !== undefined && metric !== "ll.sum" ? { ...differs, frontMask: 0 } : differs;
  return { ...beside, ...(shown !== undefined && { differs: shown }) };
}
