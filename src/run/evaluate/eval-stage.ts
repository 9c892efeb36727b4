// The evaluation stage: scores every dataset of every model from the journal and writes results/<model>/<dataset>.json in
// OpenCompass's form, with what we count beside it under "oc_local".

import type { DatasetConfig } from "../../config/dataset-schema.ts";
import { OcLocalError } from "../../core/errors.ts";
import type { JsonObject } from "../../core/json.ts";
import type { ScoringConvention } from "../../core/scoring-conventions.ts";
import type { OnRunEvent } from "../events.ts";
import { type AffectedRows, affectedRows } from "../infer/affected-rows.ts";
import type { FailedTask } from "../infer/answers.ts";
import type { IndexedRows } from "../journal/indexed-rows.ts";
import { indexJournal } from "../journal/journal-index.ts";
import { JournalRows } from "../journal/journal-rows.ts";
import { countAsked, marksOfRanges } from "../plan/asked-rows.ts";
import { labelOf } from "../plan/parts.ts";
import { type Manifest, type ManifestDataset, type ManifestModel, notAskedOf } from "../workspace/manifest.ts";
import { redactText } from "../workspace/redact.ts";
import { journalPath, resultsPath, type Workspace } from "../workspace/workspace.ts";
import { DetailsSpool } from "./details-spool.ts";
import { type Evaluation, evaluate } from "./evaluate.ts";
import type { EvaluationFacts } from "./facts.ts";
import { writeResult } from "./result-file.ts";
import { underConvention } from "./under-convention.ts";

export interface EvalStage {
  workspace: Workspace;
  manifest: Manifest;
  /** By id. */
  configs: ReadonlyMap<string, DatasetConfig>;
  /** Tasks that failed in this run's inference; they are told already and have no score. */
  failed?: readonly FailedTask[];
  /** A dataset of which some rows failed is scored over the others. @default false */
  partial?: boolean;
  /** Convention whose scores and alarms are told as they come. @default each dataset's own */
  metric?: ScoringConvention | undefined;
  /** Stop: the dataset that is judged keeps the result it had. */
  signal?: AbortSignal;
  onEvent: OnRunEvent;
}

/** @returns Tasks without a score, or with one over a part of their rows, with the reason. @throws OcLocalError STORAGE, ABORTED */
export async function runEvalStage(stage: EvalStage): Promise<FailedTask[]> {
  const { manifest, configs, onEvent } = stage;
  const failed: FailedTask[] = [];
  for (const model of manifest.models) {
    for (const dataset of manifest.datasets) {
      const known = stage.failed?.find((task) => task.model === model.abbr && task.dataset === dataset.id);
      const notAsked = notAskedOf(model, dataset);
      if (notAsked !== undefined) {
        const task = { model: model.abbr, dataset: dataset.id, ...notAsked, isRefused: true };
        failed.push(task);
        if (known === undefined) onEvent({ type: "task-failed", ...task });
        continue;
      }
      const config = configs.get(dataset.id);
      const names = { stage: "eval" as const, model: model.abbr, dataset: dataset.id, rows: dataset.rows };
      const startedAt = Date.now();
      onEvent({ type: "task-start", ...names, by: config === undefined ? "" : labelOf(config.evaluate.evaluator) });
      const { evaluation, affected, stack } = await evaluateTask(stage, model, dataset, known);
      const seconds = (Date.now() - startedAt) / 1000;
      const { metrics, facts } = shownOf(evaluation, stage.metric);
      onEvent({ type: "task-end", ...names, seconds, ...(metrics !== undefined && { metrics }) });
      for (const alarm of facts?.alarms ?? [])
        onEvent({ type: "alarm", model: model.abbr, dataset: dataset.id, alarm });
      const reason = "error" in evaluation ? evaluation.error : describePartial(evaluation.facts);
      if (reason === undefined) continue;
      const task = { model: model.abbr, dataset: dataset.id, reason, ...(affected && { affected }) };
      failed.push(task);
      if (known === undefined) onEvent({ type: "task-failed", ...task, stack });
    }
  }
  return failed;
}

/** As the table will show it. */
function shownOf(evaluation: Evaluation, metric: ScoringConvention | undefined) {
  if ("error" in evaluation) return { metrics: undefined, facts: evaluation.facts };
  const { metrics, facts } = metric === undefined ? evaluation : underConvention(evaluation, metric);
  return { metrics: Object.keys(metrics).length > 0 ? metrics : undefined, facts };
}

/** Why a dataset has no score although every row has an answer; undefined where its inference ended. */
export function describeUnfinished({ unfinished = [] }: ManifestModel, dataset: string): string | undefined {
  if (!unfinished.includes(dataset)) return undefined;
  return "its last inference did not end, so that answers to earlier questions may be among the stored ones; continue with -r";
}

interface TaskEvaluation {
  evaluation: Evaluation;
  affected?: AffectedRows;
  stack?: string | undefined;
}

/** Judges the stored rows and writes the result. */
async function evaluateTask(
  stage: EvalStage,
  model: ManifestModel,
  dataset: ManifestDataset,
  known: FailedTask | undefined,
): Promise<TaskEvaluation> {
  const path = resultsPath(stage.workspace, model.abbr, dataset.id);
  const spool = new DetailsSpool(path);
  try {
    const { hasDetails, ...found } = await evaluateStored(stage, model, dataset, spool);
    if (known === undefined || stage.partial) {
      writeResult(path, numbersOf(found.evaluation), hasDetails ? spool : undefined);
      return found;
    }
    // A score that the stored rows of a failed inference would have is not one.
    const isScored = !("error" in found.evaluation);
    const { facts } = found.evaluation;
    const evaluation = { error: known.reason, ...(!isScored && facts && { facts }) };
    writeResult(path, numbersOf(evaluation), hasDetails && !isScored ? spool : undefined);
    return { ...found, evaluation };
  } finally {
    spool.close();
  }
}

async function evaluateStored(
  { workspace, configs, partial = false, signal }: EvalStage,
  model: ManifestModel,
  dataset: ManifestDataset,
  spool: DetailsSpool,
): Promise<TaskEvaluation & { hasDetails: boolean }> {
  const config = configs.get(dataset.id);
  const without = (error: string) => ({ evaluation: { error }, hasDetails: false });
  if (config === undefined) return without("the config of this evaluation has no such dataset");
  const path = journalPath(workspace, model.abbr, dataset.id);
  const { rows: indexed } = indexJournal(path);
  const unasked = marksOfRanges(dataset.unasked, dataset.rows);
  const affected = affectedOf(indexed, unasked);
  const records = new JournalRows(path, indexed);
  try {
    const onDetail = spool.add.bind(spool);
    const isUnasked = (row: number) => unasked[row] === 1;
    const evaluation = await evaluate(config, records, dataset.rows, { partial, isUnasked, onDetail, signal });
    const unfinished = describeUnfinished(model, dataset.id);
    if (unfinished === undefined) return { evaluation, affected, hasDetails: true };
    // Its rows may answer earlier questions: they are not judged.
    return { ...without("error" in evaluation ? evaluation.error : unfinished), affected };
  } catch (error) {
    if (!(error instanceof OcLocalError) || error.code === "STORAGE" || error.code === "ABORTED") throw error;
    // A function of the config that threw is the cause.
    const { stack } = error.cause instanceof Error ? error.cause : error;
    return { ...without(redactText(error.message)), affected, stack };
  } finally {
    records.close();
  }
}

function affectedOf(indexed: IndexedRows, unasked: Uint8Array): AffectedRows {
  const failed: number[] = [];
  let answered = 0;
  for (const row of indexed.rows()) {
    if (row >= unasked.length) break;
    if (unasked[row] === 1) continue;
    if (indexed.isFailed(row)) failed.push(row);
    else answered += 1;
  }
  return affectedRows(failed, answered, countAsked({ rows: unasked.length, unasked }));
}

function describePartial({ partial, unscoredReasons = {} }: EvaluationFacts): string | undefined {
  if (partial === undefined) return undefined;
  const [reason] = Object.keys(unscoredReasons);
  return `scored over ${partial.rows} of ${partial.of} rows (--partial); the others failed: ${reason}`;
}

function numbersOf(evaluation: Evaluation): JsonObject {
  const { facts } = evaluation;
  const numbers = "error" in evaluation ? { error: evaluation.error } : evaluation.metrics;
  // Numbers, texts and lists of them: the interfaces lack only an index signature.
  return { ...numbers, ...(facts && { oc_local: facts as unknown as JsonObject }) };
}
