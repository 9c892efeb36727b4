// The Piscina worker: one job is one model and its tasks. It opens one engine on one device, streams the tasks through it,
// and sends each answered row back. It is asked to stop by message and drains; it is never terminated with a native call
// in flight, because that aborts the process.

import type { MessagePort } from "node:worker_threads";
import { errorMessage, OcLocalError } from "../core/errors.ts";
import type { Engine, EngineModule } from "../engines/engine.ts";
import { CachedAnswers } from "./cache/cached-answers.ts";
import { type AskableTask, inferTasks } from "./infer-tasks.ts";
import type { InferJob, MainMessage, StepMessage, WorkerMessage } from "./messages.ts";
import { engineOptions, inferenceSettings, promptedModel } from "./model-session.ts";
import { goldOf, openDataset, openInferencer } from "./open-dataset.ts";
import { loadPart } from "./parts.ts";
import { type ResolvedRun, resolveRun } from "./resolve.ts";
import { tellAsked } from "./supervisor/asked-rows.ts";

/** Ends when every task is answered, failed or stopped; the port is closed then. */
export async function inferModel(job: InferJob): Promise<void> {
  const emit = (message: WorkerMessage) => job.port.postMessage(message);
  const stop = new AbortController();
  job.port.on("message", (message: MainMessage) => {
    if (message.type === "stop") stop.abort();
  });
  try {
    const run = await resolveRun(job.invocation);
    const engine = await openEngine(job, run, emit);
    try {
      emit({ type: "opened", info: engine.info });
      await runTasks(job, run, engine, { signal: stop.signal, emit });
    } finally {
      await engine.close();
    }
  } catch (error) {
    const isStop = stop.signal.aborted && error instanceof OcLocalError && error.code === "ABORTED";
    if (!isStop) for (const { dataset } of job.tasks) emit(failure(dataset, error));
  } finally {
    job.port.close();
  }
}

async function openEngine(job: InferJob, run: ResolvedRun, emit: (message: WorkerMessage) => void): Promise<Engine> {
  const model = modelOf(job, run);
  const { open } = await loadPart<EngineModule>("engines", model.config.engine);
  const notice = (text: string) => emit({ type: "notice", text });
  return open({ ...engineOptions(model, job), notice, onStep: stepTeller(job.port) });
}

/** Steps take milliseconds or minutes: often enough for a watchdog, too rarely to cost anything. */
const stepIntervalMs = 1000;

function stepTeller(port: MessagePort): () => void {
  let toldAt = 0;
  return () => {
    const now = performance.now();
    if (now - toldAt < stepIntervalMs) return;
    toldAt = now;
    port.postMessage({ type: "step" } satisfies StepMessage);
  };
}

async function runTasks(
  job: InferJob,
  run: ResolvedRun,
  engine: Engine,
  { signal, emit }: { signal: AbortSignal; emit(message: WorkerMessage): void },
): Promise<void> {
  const model = modelOf(job, run);
  const prompted = promptedModel(model, engine, job.contextSize);
  const tasks: AskableTask[] = [];
  for (const task of job.tasks) {
    try {
      const dataset = run.datasets.find(({ id }) => id === task.dataset);
      if (dataset === undefined) throw new OcLocalError("CONFIG", `the config no longer has a dataset ${task.dataset}`);
      const opened = await openDataset(dataset.config, run.dataRoot.path, job.invocation);
      const inferencer = await openInferencer(dataset.config, opened, inferenceSettings(model, prompted));
      const gold = (row: number) => goldOf(opened.splits, dataset.config, row);
      tasks.push({ ...task, inferencer, gold });
    } catch (error) {
      emit(failure(task.dataset, error));
    }
  }
  const { askedFile, cache } = job;
  const answers = cache === undefined ? undefined : new CachedAnswers(cache);
  const asking = {
    engine,
    modelFingerprint: model.fingerprint,
    kvCacheType: model.config.placement.kv_cache_type,
    traces: job.traces === true,
    signal,
    emit,
    ...(answers !== undefined && { cached: (key: string, row: number) => answers.get(key, row) }),
    ...(askedFile !== undefined && { onAsked: (dataset: string, row: number) => tellAsked(askedFile, dataset, row) }),
  };
  try {
    if (!job.isRowByRow) return await inferTasks(tasks, asking);
    for (const row of tasks.flatMap(rowsOf)) if (!signal.aborted) await inferTasks([row], asking);
  } finally {
    answers?.close();
  }
}

/** A task for each row. */
function rowsOf(task: AskableTask): AskableTask[] {
  const rows = Array.from({ length: task.to - task.from }, (_, i) => task.from + i);
  return rows.filter((row) => task.settled?.[row] !== 1).map((row) => ({ ...task, from: row, to: row + 1 }));
}

function modelOf(job: InferJob, run: ResolvedRun) {
  const model = run.models.find(({ config }) => config.abbr === job.model);
  if (model === undefined) throw new OcLocalError("CONFIG", `the config no longer has a model ${job.model}`);
  return model;
}

function failure(dataset: string, error: unknown): WorkerMessage {
  return {
    type: "task-failed",
    dataset,
    reason: errorMessage(error),
    hint: error instanceof OcLocalError ? error.hint : undefined,
    stack: error instanceof Error ? error.stack : undefined,
  };
}
