// Everything that is measured on the random model, in the order it is measured.

import type { Comparison } from "./compare.ts";
import { fiveShotLogLikelihood, fiveShotPerplexity } from "./comparisons/five-shot.ts";
import { equalGeneration, variedGeneration } from "./comparisons/generation.ts";
import { shortOptions } from "./comparisons/short-options.ts";
import { subjectsAsOneDataset, twoWorkers } from "./comparisons/whole-runs.ts";
import type { Setup } from "./setup.ts";

export function comparisons(setup: Setup): Comparison[] {
  return [
    fiveShotLogLikelihood(setup),
    fiveShotPerplexity(setup),
    ...shortOptions(setup),
    ...equalGeneration(setup),
    variedGeneration(setup),
    ...subjectsAsOneDataset(setup),
    twoWorkers(setup),
  ];
}
