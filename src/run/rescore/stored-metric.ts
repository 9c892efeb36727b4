// `--metric` of commands that read a stored run: refused before anything is shown where no row has the convention.

import { UsageError } from "../../core/errors.ts";
import { didYouMean } from "../../core/nearest-names.ts";
import { type ScoringConvention, scoringConventions } from "../../core/scoring-conventions.ts";
import { storedTasks } from "../../judge/summary/stored-obstacles.ts";
import { requireReachable } from "../../plan/metric-obstacles.ts";
import type { StoredTask } from "../../store/stored/stored-tasks.ts";
import { readManifest } from "../../store/workspace/manifest.ts";
import type { Workspace } from "../../store/workspace/workspace.ts";

/** @throws UsageError */
export function requireStoredMetric(
  metric: string,
  workspace: Workspace,
  tasks: readonly Pick<StoredTask, "model" | "dataset">[],
): ScoringConvention {
  const name = requireConvention(metric);
  const manifest = readManifest(workspace);
  const labelled = manifest === undefined ? [] : storedTasks(name, workspace, manifest);
  const chosen = labelled.filter((found) => {
    return tasks.some(({ model, dataset }) => model === found.model && dataset === found.dataset);
  });
  if (chosen.length === 0) {
    const hint =
      "it chooses among the scoring conventions of ppl and ll datasets that oc-local has asked: leave --metric out";
    throw new UsageError(`--metric ${metric}: no stored row is scored by label`, { hint });
  }
  requireReachable(name, chosen);
  return name;
}

function requireConvention(metric: string): ScoringConvention {
  const names = Object.keys(scoringConventions) as ScoringConvention[];
  const found = names.find((name) => name === metric);
  if (found !== undefined) return found;
  const hint = didYouMean(metric, names) ?? `there are: ${names.join(", ")}`;
  throw new UsageError(`--metric: there is no metric "${metric}"`, { hint });
}
