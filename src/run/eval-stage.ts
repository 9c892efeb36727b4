// The evaluation stage: scores every dataset of every model from the journal and writes results/<model>/<dataset>.json in
// OpenCompass's form, with what we count beside it under "oc_local".

import { existsSync, readFileSync } from "node:fs";
import type { DatasetConfig } from "../config/dataset-schema.ts";
import { OcLocalError } from "../core/errors.ts";
import type { JsonObject } from "../core/json.ts";
import type { RowRecord } from "../core/record.ts";
import type { StoredResult } from "../core/summary.ts";
import { type AffectedRows, affectedRows } from "./affected-rows.ts";
import type { FailedTask } from "./answers.ts";
import { type Evaluation, evaluate } from "./evaluate.ts";
import type { OnRunEvent } from "./events.ts";
import type { EvaluationFacts } from "./facts.ts";
import { readAnswers } from "./journal.ts";
import { type Manifest, type ManifestDataset, type ManifestModel, writeJson } from "./manifest.ts";
import { labelOf } from "./parts.ts";
import { redactText } from "./redact.ts";
import { journalPath, resultsPath, type Workspace } from "./workspace.ts";

export interface EvalStage {
  workspace: Workspace;
  manifest: Manifest;
  /** By id. */
  configs: ReadonlyMap<string, DatasetConfig>;
  /** Tasks that failed in this run's inference; they are told already and have no score. */
  failed?: readonly FailedTask[];
  /** A dataset of which some rows failed is scored over the others. @default false */
  partial?: boolean;
  onEvent: OnRunEvent;
}

/** @returns Tasks without a score, or with one over a part of their rows, with the reason. */
export async function runEvalStage(stage: EvalStage): Promise<FailedTask[]> {
  const { workspace, manifest, configs, onEvent } = stage;
  const failed: FailedTask[] = [];
  for (const model of manifest.models) {
    for (const dataset of manifest.datasets) {
      const known = stage.failed?.find((task) => task.model === model.abbr && task.dataset === dataset.id);
      const config = configs.get(dataset.id);
      const names = { stage: "eval" as const, model: model.abbr, dataset: dataset.id, rows: dataset.rows };
      const startedAt = Date.now();
      onEvent({ type: "task-start", ...names, by: config === undefined ? "" : labelOf(config.evaluate.evaluator) });
      const { evaluation: found, affected, stack } = await evaluateStored(stage, model, dataset, config);
      const evaluation = known && !stage.partial ? withoutScore(found, known.reason) : found;
      writeJson(resultsPath(workspace, model.abbr, dataset.id), stored(evaluation));
      const seconds = (Date.now() - startedAt) / 1000;
      onEvent({ type: "task-end", ...names, seconds, ...("metrics" in evaluation && { metrics: evaluation.metrics }) });
      for (const alarm of evaluation.facts?.alarms ?? [])
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

/** Why a dataset has no score although every row has an answer; undefined where its inference ended. */
export function describeUnfinished({ unfinished = [] }: ManifestModel, dataset: string): string | undefined {
  if (!unfinished.includes(dataset)) return undefined;
  return "its last inference did not end, so that answers to earlier questions may be among the stored ones; continue with -r";
}

export interface ReadResult extends StoredResult {
  facts: EvaluationFacts | undefined;
}

/** A stored result; undefined when the dataset was never scored. */
export function readResult(workspace: Workspace, model: string, dataset: string): ReadResult | undefined {
  const path = resultsPath(workspace, model, dataset);
  if (!existsSync(path)) return undefined;
  const { details: _details, oc_local, error, ...values } = JSON.parse(readFileSync(path, "utf8")) as JsonObject;
  const metrics = Object.fromEntries(Object.entries(values).filter(([, value]) => typeof value === "number")) as Record<
    string,
    number
  >;
  const facts = oc_local as unknown as EvaluationFacts | undefined;
  return { metrics, facts, ...(error !== undefined && { error: String(error) }) };
}

async function evaluateStored(
  { workspace, partial = false }: EvalStage,
  model: ManifestModel,
  dataset: ManifestDataset,
  config: DatasetConfig | undefined,
): Promise<{ evaluation: Evaluation; affected?: AffectedRows; stack?: string | undefined }> {
  if (config === undefined) return { evaluation: { error: "the config of this evaluation has no such dataset" } };
  const records = readAnswers(journalPath(workspace, model.abbr, dataset.id));
  const affected = affectedOf(records, dataset.rows);
  try {
    const evaluation = await evaluate(config, records, dataset.rows, { partial });
    const unfinished = describeUnfinished(model, dataset.id);
    if (unfinished === undefined) return { evaluation, affected };
    // Its rows may answer earlier questions: they are not judged.
    return { evaluation: { error: "error" in evaluation ? evaluation.error : unfinished }, affected };
  } catch (error) {
    if (!(error instanceof OcLocalError)) throw error;
    // A function of the config that threw is the cause.
    const { stack } = error.cause instanceof Error ? error.cause : error;
    return { evaluation: { error: redactText(error.message) }, affected, stack };
  }
}

function affectedOf(records: ReadonlyMap<number, RowRecord>, rows: number): AffectedRows {
  const asked = [...records.values()].filter(({ row }) => row < rows);
  const failed = asked.flatMap(({ row, failed }) => (failed === undefined ? [] : [row]));
  return affectedRows(failed, asked.length - failed.length, rows);
}

function describePartial({ partial, unscoredReasons = {} }: EvaluationFacts): string | undefined {
  if (partial === undefined) return undefined;
  const [reason] = Object.keys(unscoredReasons);
  return `scored over ${partial.rows} of ${partial.of} rows (--partial); the others failed: ${reason}`;
}

/** What was judged of a dataset whose inference failed; a score that its stored rows would have is not one. */
function withoutScore(evaluation: Evaluation, error: string): Evaluation {
  if (!("error" in evaluation)) return { error };
  const { facts, details } = evaluation;
  return { error, ...(facts && { facts }), ...(details && { details }) };
}

function stored(evaluation: Evaluation): JsonObject {
  const { facts, details } = evaluation;
  const numbers = "error" in evaluation ? { error: evaluation.error } : evaluation.metrics;
  // Numbers, texts and lists of them: the interfaces lack only an index signature.
  const counted = facts && { oc_local: facts as unknown as JsonObject };
  return { ...numbers, ...counted, ...(details && { details }) };
}
