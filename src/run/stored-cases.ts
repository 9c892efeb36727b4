// The rows of a stored run, for commands that show them. Loads no model and writes nothing.

import { OcLocalError, UsageError } from "../core/errors.ts";
import type { ScoringConvention } from "../core/scoring-conventions.ts";
import type { StoredDataset } from "../core/stored-row.ts";
import { readStoredRows } from "../judge/answers/stored-rows.ts";
import { isBegun, listStoredTasks, type StoredTask } from "../store/stored/stored-tasks.ts";
import { continueCommand } from "../store/workspace/continue-command.ts";
import { type FoundRun, findRun } from "../store/workspace/find-run.ts";
import { defaultWorkDir } from "../store/workspace/workspace.ts";
import { requireStoredMetric } from "./rescore/stored-metric.ts";

export { auditExtraction } from "../store/stored/audit-extraction.ts";
export type { StoredTask } from "../store/stored/stored-tasks.ts";
export type { FoundRun } from "../store/workspace/find-run.ts";

export interface StoredCases {
  run: FoundRun;
  tasks: StoredTask[];
}

/** @param folder Of a run, or of runs; left out: where runs are without -w. @throws UsageError where nothing is stored */
export function openStoredCases(folder: string = defaultWorkDir): StoredCases {
  const run = findRun(folder);
  const tasks = listStoredTasks(run.workspace);
  if (!tasks.some((task) => isBegun(run.workspace, task))) throw nothingStored(run);
  return { run, tasks };
}

/** @throws UsageError where no row of the tasks has the metric. */
export function metricOfCases(metric: string, { run, tasks }: StoredCases): ScoringConvention {
  return requireStoredMetric(metric, run.workspace, tasks);
}

/**
 * One dataset at a time: the rows of a large run do not fit into memory together.
 *
 * @param damaged Takes what cannot be read.
 */
export function* readCases(
  { run, tasks }: StoredCases,
  { metric, damaged }: { metric: ScoringConvention | undefined; damaged: OcLocalError[] },
): Generator<StoredDataset> {
  for (const task of tasks)
    try {
      yield readStoredRows(run.workspace, task, metric);
    } catch (error) {
      if (!(error instanceof OcLocalError)) throw error;
      damaged.push(error);
    }
}

function nothingStored({ workspace, among }: FoundRun): UsageError {
  const earlier = among.slice(0, -1).slice(-3);
  const hint =
    earlier.length > 0 ? `earlier runs there: ${earlier.join(", ")}` : `fill it with ${continueCommand(workspace)}`;
  return new UsageError(`${workspace.path} holds no answers and no results`, { hint });
}
