// Errors of commands, runs, reports and the core whose hint no case follows, and why.

import type { NotFollowed } from "./not-followed.ts";

const before = "only a defect of ours leads here: the same is refused before anything is asked, with the same hint";
const inner = "takes over the hint of the error inside, which has a case of its own";

export const notFollowedOfRuns: readonly NotFollowed[] = [
  [
    "src/core/system-error.ts",
    "the current folder does not exist",
    "followed in hostile-data.test.ts, where a shell removes the folder that it stands in",
  ],
  ["src/run/shard-job.ts", "redactText(reason)", `${inner}, into the log of a cluster's job`],
  ["src/report/summary/groups.ts", "subsets mix names and [name, metric] pairs", before],
  ["src/report/summary/groups.ts", "its weights add up to 0", before],
  [
    "src/run/agree/sides.ts",
    "two models are needed",
    "only a defect of ours leads here: a run without a model is refused",
  ],
  ["src/judge/evaluate/score-row.ts", "own?.hint", inner],
  [
    "src/plan/partition.ts",
    "a combination names the",
    "only the golden cases of OpenCompass's partitioner give combinations",
  ],
  ["src/store/workspace/links.ts", "mostEntries", "needs a folder of two million files"],
];
