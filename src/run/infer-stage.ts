// The inference stage: every planned model is opened once and asked every row that the journal does not hold yet.
// Answers are stored as they come (answers.ts).

import { existsSync } from "node:fs";
import { errorMessage, OcLocalError } from "../core/errors.ts";
import { Answers, type AnswersStage, type FailedTask, recordModel } from "./answers.ts";
import { modelFolder } from "./cache/cache-folder.ts";
import type { OnRunEvent } from "./events.ts";
import { failedRecord } from "./infer-tasks.ts";
import type { Invocation, RunOptions } from "./invocation.ts";
import type { InferJob, Task, WorkerMessage } from "./messages.ts";
import { parseDevice } from "./model-session.ts";
import { goldOf } from "./open-dataset.ts";
import type { PlannedModel } from "./plan.ts";
import { runJobs } from "./pool.ts";
import { appendText } from "./run-log.ts";
import type { Runner } from "./runner.ts";
import { inferOnSlurm } from "./slurm/infer-on-slurm.ts";
import { takeOverShards } from "./slurm/left-shards.ts";
import { type SuperviseOptions, superviseJobs } from "./supervisor/supervise.ts";
import { modelLogPath } from "./workspace.ts";

export interface InferStage extends AnswersStage {
  invocation: Invocation;
  models: readonly PlannedModel[];
  options: RunOptions;
  runner: Runner;
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
  if (stage.runner.type === "slurm") await takeOverShards(stage.workspace, stage);
  return failed;
}

async function inferModelTasks(planned: PlannedModel, stage: InferStage): Promise<FailedTask[]> {
  const model = planned.model.config.abbr;
  const { datasets, onEvent, options, signal } = stage;
  const cache =
    options.cache === undefined
      ? undefined
      : modelFolder(options.cache, planned.model.config.engine, planned.model.fingerprint);
  const answers = new Answers(model, stage, cache);
  const tasks = datasets.map(({ dataset: { id }, rows }) => ({
    dataset: id,
    from: 0,
    to: rows,
    done: answers.stored(id),
  }));
  onEvent({ type: "model-start", model, rows: tasks.reduce((sum, { to }) => sum + to, 0), work: planned.work });
  try {
    const onMessage = (message: WorkerMessage) => {
      answers.take(message);
      if (message.type === "opened") warnOfMissingGpu(planned, message.info.device, onEvent);
    };
    if (stage.runner.type === "slurm") {
      await inferOnSlurm({ planned, tasks, stage, runner: stage.runner, cache, onMessage });
      return answers.failed;
    }
    const jobs = jobsOf(planned, tasks, stage, cache);
    if (options.debug) await runJobs(jobs, { debug: true, signal, onMessage: (_job, message) => onMessage(message) });
    else await superviseJobs(jobs, supervision(planned, stage, onMessage));
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

function supervision(
  { model }: PlannedModel,
  { workspace, datasets, onEvent, options, signal }: InferStage,
  onMessage: (message: WorkerMessage) => void,
): SuperviseOptions {
  const { abbr } = model.config;
  return {
    signal,
    retry: options.retry ?? 2,
    stuckAfterSeconds: options.stuckAfterSeconds ?? 1800,
    onMessage,
    onWarning: (text) => onEvent({ type: "warning", text: `${abbr}: ${text}` }),
    onOutput: (text) => appendText(modelLogPath(workspace, abbr), text),
    onPoisonedRow: ({ dataset, row }, reason) => {
      const planned = datasets.find((other) => other.dataset.id === dataset);
      const gold = planned === undefined ? null : goldOf(planned.opened.splits, planned.dataset.config, row);
      onMessage({ type: "row", dataset, record: failedRecord({ row, gold, failed: reason }) });
    },
  };
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

/** Tasks dealt to workers, the largest first, each to the worker with the fewest rows. */
function jobsOf(
  planned: PlannedModel,
  tasks: readonly Task[],
  stage: InferStage,
  cache: string | undefined,
): Omit<InferJob, "port">[] {
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
    cache,
    threads: Math.max(1, Math.floor(threads / workers)),
  }));
}

function workerCount({ model, threads }: PlannedModel, tasks: number, { options, onEvent }: InferStage): number {
  const asked = options.maxNumWorkers ?? 1;
  const { backend } = parseDevice(model.config);
  const onCpu = backend === "cpu" || (backend === "auto" && !existsSync("/dev/nvidiactl"));
  const possible = onCpu ? Math.min(asked, tasks, threads) : 1;
  if (asked > possible) {
    const why = onCpu ? `${tasks} tasks and ${threads} threads` : "this engine drives one GPU per process";
    onEvent({ type: "note", text: `${possible} of ${asked} workers: ${why}` });
  }
  return possible;
}
