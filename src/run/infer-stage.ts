// The inference stage: every planned model is opened once and asked every row that the journal does not hold yet.
// Answers are appended to the journal as they come; predictions/ is derived from it when a dataset is complete.

import { existsSync } from "node:fs";
import { errorMessage } from "../core/errors.ts";
import type { JsonObject } from "../core/json.ts";
import type { EngineInfo } from "../engines/engine.ts";
import type { OnRunEvent } from "./events.ts";
import type { Invocation, RunOptions } from "./invocation.ts";
import { Journal, readJournal } from "./journal.ts";
import { type Manifest, writeJson, writeManifest } from "./manifest.ts";
import type { InferJob, Task, WorkerMessage } from "./messages.ts";
import { parseDevice } from "./model-session.ts";
import type { PlannedDataset, PlannedModel } from "./plan.ts";
import { runJobs } from "./pool.ts";
import { journalPath, predictionsPath, type Workspace } from "./workspace.ts";

export interface FailedTask {
  model: string;
  dataset: string;
  reason: string;
  hint?: string | undefined;
}

export interface InferStage {
  workspace: Workspace;
  manifest: Manifest;
  invocation: Invocation;
  models: readonly PlannedModel[];
  datasets: readonly PlannedDataset[];
  options: RunOptions;
  signal: AbortSignal;
  onEvent: OnRunEvent;
}

/** @returns Tasks that failed as a whole. Rows that failed are in the journal. */
export async function runInferStage(stage: InferStage): Promise<FailedTask[]> {
  const failed: FailedTask[] = [];
  for (const planned of stage.models) {
    if (stage.signal.aborted) break;
    failed.push(...(await inferModelTasks(planned, stage)));
  }
  return failed;
}

async function inferModelTasks(planned: PlannedModel, stage: InferStage): Promise<FailedTask[]> {
  const model = planned.model.config.abbr;
  const { workspace, datasets, onEvent } = stage;
  const failed: FailedTask[] = [];
  const journals = new Map<string, Journal>();
  const tasks = datasets.map((dataset) => taskOf(workspace, model, dataset));
  const rows = datasets.reduce((sum, dataset) => sum + dataset.rows, 0);
  onEvent({ type: "model-start", model, rows });
  const onMessage = (_job: Omit<InferJob, "port">, message: WorkerMessage) => {
    switch (message.type) {
      case "opened":
        recordEngine(stage, model, message.info);
        onEvent({ type: "model-open", model, info: message.info });
        break;
      case "row": {
        const { dataset, record } = message;
        journalOf(journals, workspace, model, dataset).append(record);
        const state = record.failed === undefined ? "answered" : "failed";
        const tokens = record.facts.promptTokens + record.facts.generatedTokens;
        onEvent({ type: "row", model, dataset, row: record.row, state, tokens });
        break;
      }
      case "reused":
        onEvent({ type: "row", model, dataset: message.dataset, row: message.row, state: "reused", tokens: 0 });
        break;
      case "task-failed":
        failed.push({ model, ...message });
        onEvent({ ...message, model, type: "task-failed" });
        break;
    }
  };
  try {
    await runJobs(jobsOf(planned, tasks, stage), { debug: stage.options.debug, signal: stage.signal, onMessage });
  } catch (error) {
    const lost = tasks.filter(({ dataset }) => !failed.some((task) => task.dataset === dataset));
    failed.push(...lost.map(({ dataset }) => ({ model, dataset, reason: errorMessage(error) })));
    throw error;
  } finally {
    for (const journal of journals.values()) journal.close();
    for (const dataset of datasets) writePredictions(workspace, model, dataset);
    onEvent({ type: "model-end", model });
  }
  return failed;
}

function taskOf(workspace: Workspace, model: string, { dataset, rows }: PlannedDataset): Task {
  const stored = [...readJournal(journalPath(workspace, model, dataset.id)).values()];
  const done = new Map(stored.filter(({ failed }) => failed === undefined).map(({ row, key }) => [row, key]));
  return { dataset: dataset.id, from: 0, to: rows, done };
}

/** Tasks dealt to workers, the largest first, each to the worker with the fewest rows. */
function jobsOf(planned: PlannedModel, tasks: readonly Task[], stage: InferStage): Omit<InferJob, "port">[] {
  const { model, contextSize, threads } = planned;
  const workers = workerCount(planned, tasks.length, stage);
  const shares = Array.from({ length: workers }, () => ({ rows: 0, tasks: [] as Task[] }));
  for (const task of [...tasks].sort((a, b) => b.to - a.to)) {
    const share = shares.reduce((least, other) => (other.rows < least.rows ? other : least));
    share.tasks.push(task);
    share.rows += task.to;
  }
  const position = new Map(tasks.map((task, i) => [task, i]));
  return shares.map((share) => ({
    invocation: stage.invocation,
    model: model.config.abbr,
    tasks: share.tasks.sort((a, b) => (position.get(a) ?? 0) - (position.get(b) ?? 0)),
    contextSize,
    parallelSequences: model.config.batchSize,
    threads: Math.max(1, Math.floor(threads / workers)),
  }));
}

function workerCount({ model, threads }: PlannedModel, tasks: number, { options, onEvent }: InferStage): number {
  const asked = options.maxNumWorkers;
  const { backend } = parseDevice(model.config);
  const onCpu = backend === "cpu" || (backend === "auto" && !existsSync("/dev/nvidiactl"));
  const possible = onCpu ? Math.min(asked, tasks, threads) : 1;
  if (asked > possible) {
    const why = onCpu ? `${tasks} tasks and ${threads} threads` : "this engine drives one GPU per process";
    onEvent({ type: "note", text: `${possible} of ${asked} workers: ${why}` });
  }
  return possible;
}

function journalOf(journals: Map<string, Journal>, workspace: Workspace, model: string, dataset: string): Journal {
  const open = journals.get(dataset) ?? new Journal(journalPath(workspace, model, dataset));
  journals.set(dataset, open);
  return open;
}

/** OpenCompass's file: an object keyed by row. Only when every row has an answer. */
function writePredictions(workspace: Workspace, model: string, { dataset, rows }: PlannedDataset): void {
  const records = readJournal(journalPath(workspace, model, dataset.id));
  const predictions: JsonObject = {};
  for (let row = 0; row < rows; row++) {
    const record = records.get(row);
    if (record === undefined || record.failed !== undefined) return;
    predictions[row] = record.prediction;
  }
  writeJson(predictionsPath(workspace, model, dataset.id), predictions);
}

function recordEngine({ manifest, workspace }: InferStage, model: string, info: EngineInfo): void {
  const { engine: name, device, contextSize, parallelSequences, versions } = info;
  manifest.models = manifest.models.map((entry) =>
    entry.abbr === model ? { ...entry, engine: { name, device, contextSize, parallelSequences, versions } } : entry,
  );
  writeManifest(workspace, manifest);
}
