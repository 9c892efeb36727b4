// The inference stage: every planned model is opened once and asked every row that the journal does not hold yet.
// Answers are stored as they come (answers.ts).

import { existsSync } from "node:fs";
import { errorMessage, OcLocalError } from "../core/errors.ts";
import { Answers, type AnswersStage, type FailedTask, recordModel } from "./answers.ts";
import type { OnRunEvent } from "./events.ts";
import type { Invocation, RunOptions } from "./invocation.ts";
import { readJournal } from "./journal.ts";
import type { InferJob, Task, WorkerMessage } from "./messages.ts";
import { parseDevice } from "./model-session.ts";
import type { PlannedDataset, PlannedModel } from "./plan.ts";
import { runJobs } from "./pool.ts";
import { journalPath, type Workspace } from "./workspace.ts";

export interface InferStage extends AnswersStage {
  invocation: Invocation;
  models: readonly PlannedModel[];
  options: RunOptions;
  signal: AbortSignal;
}

/** @returns Tasks that failed, as a whole or in some of their rows. */
export async function runInferStage(stage: InferStage): Promise<FailedTask[]> {
  const failed: FailedTask[] = [];
  const unfinished = stage.datasets.map(({ dataset }) => dataset.id);
  for (const { model } of stage.models) recordModel(stage, model.config.abbr, { unfinished });
  for (const planned of stage.models) {
    if (stage.signal.aborted) break;
    failed.push(...(await inferModelTasks(planned, stage)));
  }
  return failed;
}

async function inferModelTasks(planned: PlannedModel, stage: InferStage): Promise<FailedTask[]> {
  const model = planned.model.config.abbr;
  const { workspace, datasets, onEvent, options, signal } = stage;
  const tasks = datasets.map((dataset) => taskOf(workspace, model, dataset));
  const answers = new Answers(model, stage);
  onEvent({ type: "model-start", model, rows: tasks.reduce((sum, { to }) => sum + to, 0), work: planned.work });
  try {
    const onMessage = (_job: Omit<InferJob, "port">, message: WorkerMessage) => {
      answers.take(message);
      if (message.type === "opened") warnOfMissingGpu(planned, message.info.device, onEvent);
    };
    await runJobs(jobsOf(planned, tasks, stage), { debug: options.debug, signal, onMessage });
  } catch (error) {
    // Where rows cannot be stored the run ends; a worker that broke down costs its model only.
    if (error instanceof OcLocalError && error.code === "STORAGE") throw error;
    answers.failRest(errorMessage(error));
  } finally {
    answers.end();
    onEvent({ type: "model-end", model });
  }
  return answers.failed;
}

/** A GPU was asked for, and "auto" found none. */
function warnOfMissingGpu({ model }: PlannedModel, device: string, onEvent: OnRunEvent): void {
  const { abbr, numGpus = 0 } = model.config;
  if (numGpus === 0 || !device.startsWith("CPU")) return;
  onEvent({
    type: "warning",
    text: `${abbr}: --num-gpus ${numGpus} was asked for, but no GPU was found: it runs on the CPU`,
  });
}

function taskOf(workspace: Workspace, model: string, { dataset, rows }: PlannedDataset): Task {
  const stored = [...readJournal(journalPath(workspace, model, dataset.id)).values()];
  const done = new Map(stored.filter(({ failed }) => failed === undefined).map(({ row, key }) => [row, key]));
  return { dataset: dataset.id, from: 0, to: rows, done };
}

/** Tasks dealt to workers, the largest first, each to the worker with the fewest rows. */
function jobsOf(planned: PlannedModel, tasks: readonly Task[], stage: InferStage): Omit<InferJob, "port">[] {
  const { model, contextSize, parallelSequences, threads } = planned;
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
    parallelSequences,
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
