// `--metric`: which scoring convention the table shows for datasets that are scored by label. Refused before a model loads
// where no dataset of the run has it.

import { UsageError } from "../core/errors.ts";
import { didYouMean } from "../core/nearest-names.ts";
import { type ScoringConvention, scoringConventions } from "../core/scoring-conventions.ts";
import type { ResolvedDataset } from "./resolve.ts";
import { conventionsOf } from "./ways-of-asking.ts";

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
      hint: "leave --metric out: it chooses among the scoring conventions of ppl and ll datasets, for example ceval_ppl",
    });
  }
  const meaning = Object.hasOwn(scoringConventions, metric) ? ", which no dataset of this run has" : "";
  throw new UsageError(`--metric: there is no metric "${metric}"${meaning}`, {
    hint: (meaning === "" ? didYouMean(metric, offered) : undefined) ?? `there are: ${offered.join(", ")}`,
  });
}
