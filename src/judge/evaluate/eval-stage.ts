// The evaluation stage: scores every dataset of every model from the journal and writes results/<model>/<dataset>.json in
// OpenCompass's form, with what we count beside it under "oc_local".

import type { DatasetConfig } from "../../config/dataset-schema.ts";
import { isEmptyReference } from "../../core/empty-reference.ts";
import { OcLocalError } from "../../core/errors.ts";
import type { JsonObject } from "../../core/json.ts";
import type { ScoringConvention } from "../../core/scoring-conventions.ts";
import { unscorableReason } from "../../core/unscorable.ts";
import type { AffectedRows } from "../../job/affected-rows.ts";
import type { OnRunEvent } from "../../job/events.ts";
import type { FailedTask } from "../../job/failed-task.ts";
import { interruptibleTurn } from "../../job/interruptible.ts";
import { marksOfRanges } from "../../plan/asked-rows.ts";
import { goldOf } from "../../plan/open-dataset.ts";
import { labelOf } from "../../plan/parts.ts";
import { thinkingInForce } from "../../plan/thinking-tags.ts";
import { sourceLines } from "../../report/summary/fact-text.ts";
import type { Facts } from "../../report/summary/facts.ts";
import {
  isAsked,
  type Manifest,
  type ManifestDataset,
  type ManifestModel,
  notAskedOf,
} from "../../store/workspace/manifest.ts";
import { redactText } from "../../store/workspace/redact.ts";
import { resultsPath, type Workspace } from "../../store/workspace/workspace.ts";
import { type AnswerSource, openAnswers, openJournal } from "../answers/answer-source.ts";
import type { CurrentData } from "../answers/current-data.ts";
import { type Referenced, withCurrentReferences } from "../answers/current-references.ts";
import { DetailsSpool } from "./details-spool.ts";
import { type Evaluation, evaluate } from "./evaluate.ts";
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
  /** Of an earlier run: answers may have been edited, references corrected. By id of the dataset. Absent: what was just asked. */
  data?: ReadonlyMap<string, CurrentData>;
  /** Stop: the dataset that is judged keeps the result it had. */
  signal?: AbortSignal;
  onEvent: OnRunEvent;
}

/** @returns Tasks without a score, or with one over a part of their rows, with the reason. @throws OcLocalError STORAGE, ABORTED */
export async function runEvalStage(stage: EvalStage): Promise<FailedTask[]> {
  const { manifest, configs, onEvent } = stage;
  const failed: FailedTask[] = [];
  const read: { task: string; source: string }[] = [];
  for (const model of manifest.models) {
    for (const dataset of manifest.datasets) {
      if (!isAsked(model, dataset.id)) continue;
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
      const { evaluation, affected, stack, source, broken } = await evaluateTask(stage, model, dataset, known);
      if (source !== undefined) read.push({ task: `${model.abbr} / ${dataset.id}`, source });
      if (broken !== undefined) onEvent({ type: "warning", model: model.abbr, dataset: dataset.id, text: broken });
      const seconds = (Date.now() - startedAt) / 1000;
      const { metrics, facts } = shownOf(evaluation, stage.metric);
      onEvent({ type: "task-end", ...names, seconds, ...(metrics !== undefined && { metrics }) });
      for (const alarm of facts?.alarms ?? [])
        onEvent({ type: "alarm", model: model.abbr, dataset: dataset.id, alarm });
      const reason = "error" in evaluation ? evaluation.error : describePartial(evaluation.facts);
      if (reason === undefined || isToldBefore(config, reason)) continue;
      const task = { model: model.abbr, dataset: dataset.id, reason, ...(affected && { affected }) };
      failed.push(task);
      if (known === undefined) onEvent({ type: "task-failed", ...task, stack });
    }
  }
  for (const text of sourceLines(read)) onEvent({ type: "note", text });
  return failed;
}

/** Nothing here scores such answers, which was said before they were asked: it is no failure. */
function isToldBefore(config: DatasetConfig | undefined, reason: string): boolean {
  return config !== undefined && unscorableReason(config.evaluate.evaluator) === reason;
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
  affected?: AffectedRows | undefined;
  stack?: string | undefined;
  /** What was left out of the journal of a stored run. */
  broken?: string | undefined;
  /** Where answers and references of a stored run are from. */
  source?: string | undefined;
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
  { workspace, configs, data, partial = false, signal }: EvalStage,
  model: ManifestModel,
  dataset: ManifestDataset,
  spool: DetailsSpool,
): Promise<TaskEvaluation & { hasDetails: boolean }> {
  const config = configs.get(dataset.id);
  const without = (error: string) => ({ evaluation: { error }, hasDetails: false });
  if (config === undefined) return without("the config of this evaluation has no such dataset");
  const unasked = marksOfRanges(dataset.unasked, dataset.rows);
  const stored = { workspace, model: model.abbr, dataset: dataset.id, rows: dataset.rows, unasked };
  const current = data?.get(dataset.id);
  let answers: AnswerSource | undefined;
  try {
    const found = await interruptibleTurn("stored answers were read", signal, () =>
      data === undefined ? openJournal(stored) : openAnswers(stored),
    );
    answers = found;
    const { affected, broken } = answers;
    answers.mend?.();
    if (current !== undefined && "reason" in current && current.isBroken)
      return { ...without(current.reason), affected, broken };
    const records =
      current &&
      (await interruptibleTurn("references were compared", signal, () =>
        withCurrentReferences(found, dataset.rows, current),
      ));
    const onDetail = spool.add.bind(spool);
    const isUnasked = (row: number) => unasked[row] === 1 && !isAnswerable(current, row);
    const thinking = thinkingInForce(model.thinking);
    const options = { partial, thinking, isUnasked, onDetail, signal };
    const evaluation = await evaluate(config, records ?? answers, dataset.rows, options);
    const unfinished = describeUnfinished(model, dataset.id);
    const source = sourceOf(answers, records);
    if (unfinished === undefined)
      return { evaluation: withSource(evaluation, answers, records), affected, broken, source, hasDetails: true };
    // Its rows may answer earlier questions: they are not judged.
    return { ...without("error" in evaluation ? evaluation.error : unfinished), affected, broken };
  } catch (error) {
    if (!(error instanceof OcLocalError) || error.code === "STORAGE" || error.code === "ABORTED") throw error;
    // A function of the config that threw is the cause.
    const { stack } = error.cause instanceof Error ? error.cause : error;
    return { ...without(redactText(error.message)), affected: answers?.affected, stack };
  } finally {
    answers?.close();
  }
}

/** A row that had no reference when the others were asked has one now. */
function isAnswerable(current: CurrentData | undefined, row: number): boolean {
  if (current === undefined || "reason" in current) return false;
  const { opened, dataset, rows } = current.planned;
  return row < rows && !isEmptyReference(goldOf(opened.splits, dataset.config, row));
}

/** Whoever reads the table later has to know of answers and references that are not those of the run itself. */
function withSource(evaluation: Evaluation, answers: AnswerSource, references: Referenced | undefined): Evaluation {
  const source = sourceOf(answers, references);
  const isOwn = !answers.isFromPredictions && references?.describe() === undefined;
  if (isOwn || source === undefined || evaluation.facts === undefined) return evaluation;
  return { ...evaluation, facts: { ...evaluation.facts, source } };
}

function sourceOf({ from }: AnswerSource, references: Referenced | undefined): string | undefined {
  const parts = [from && `answers from ${from}`, references?.describe()].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join("; ");
}

function describePartial({ partial, unscoredReasons = {} }: Facts): string | undefined {
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
