// The Piscina worker: one job is one model. It opens one engine on one device, streams the tasks that it is dealt through it, and
// sends each answered row back. It is asked to stop by message and drains; it is never terminated with a native call in flight,
// because that aborts the process.

import type { MessagePort } from "node:worker_threads";
import { exactUpTo } from "../../core/deviation.ts";
import { OcLocalError } from "../../core/errors.ts";
import type { Engine, GenerationWork } from "../../engines/engine.ts";
import { roundingBasis } from "../../plan/deterministic.ts";
import { computedBy } from "../../plan/engine-choice.ts";
import { neededColumns } from "../../plan/evaluation-parts.ts";
import { datasetIdentity, modelIdentity } from "../../plan/identity.ts";
import { engineOptions, inferenceSettings, promptedModel } from "../../plan/model-session.ts";
import {
  columnsOf,
  dataFingerprint,
  goldOf,
  type OpenedDataset,
  openDataset,
  openInferencer,
} from "../../plan/open-dataset.ts";
import { loadEngine } from "../../plan/parts.ts";
import { questionHash } from "../../plan/question-hash.ts";
import { type ResolvedDataset, type ResolvedRun, resolveRun } from "../../plan/resolve.ts";
import { holdSpecialTexts } from "../../plan/special-texts.ts";
import { CachedAnswers } from "../../store/cache/cached-answers.ts";
import { seldom } from "../pool/seldom.ts";
import { tellAsked } from "../supervisor/asked-rows.ts";
import type { AskableTask } from "./askable-task.ts";
import { type InferOptions, inferTasks } from "./infer-tasks.ts";
import {
  failureOf,
  type InferJob,
  type MainMessage,
  type PoolMessage,
  type RequestKind,
  type Task,
  type WorkerMessage,
} from "./messages.ts";

/** Ends when nothing is left for it, or it is stopped, or it has broken down; the port is closed then. */
export async function inferModel(job: InferJob): Promise<void> {
  const { port } = job;
  const stop = new AbortController();
  const pool = new PoolLink(port, () => stop.abort());
  try {
    const run = await resolveRun(job.invocation);
    requireSameModel(job, run);
    const engine = await openEngine(job, run, pool);
    try {
      pool.tell({ type: "opened", info: engine.info });
      await runTasks(job, run, engine, { signal: stop.signal, pool });
    } finally {
      await engine.close();
    }
  } catch (error) {
    const isStop = stop.signal.aborted && error instanceof OcLocalError && error.code === "ABORTED";
    if (!isStop) pool.tell({ type: "worker-failed", failure: failureOf(error) });
  } finally {
    port.close();
  }
}

/** Steps take milliseconds or minutes: told often enough for a watchdog, too rarely to cost anything. */
const stepIntervalMs = 500;
/** Often enough for a progress bar. */
const workIntervalMs = 1000;

/** The worker's end of its port. */
class PoolLink {
  readonly #port: MessagePort;
  /** Nothing is stuck. */
  readonly step = seldom(stepIntervalMs, () => this.tell({ type: "step" }));
  readonly #tellWork = seldom(workIntervalMs, () => {
    this.tell({ type: "generating", ...this.#work });
    this.#work = { read: 0, written: 0 };
  });
  /** What was not told yet. */
  #work: GenerationWork = { read: 0, written: 0 };
  readonly #waiting: ((tasks: Task[]) => void)[] = [];

  constructor(port: MessagePort, onStop: () => void) {
    this.#port = port;
    port.on("message", (message: MainMessage) => {
      if (message.type === "stop") onStop();
      else this.#waiting.shift()?.(message.tasks);
    });
  }

  tell(message: WorkerMessage | PoolMessage): void {
    this.#port.postMessage(message);
  }

  worked({ read, written }: GenerationWork): void {
    this.#work = { read: this.#work.read + read, written: this.#work.written + written };
    this.#tellWork();
  }

  /** Answers come in the order of the questions. */
  next(kind: RequestKind): Promise<Task[]> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.tell({ type: "next", kind });
    });
  }
}

async function openEngine(job: InferJob, run: ResolvedRun, pool: PoolLink): Promise<Engine> {
  const model = modelOf(job, run);
  const { open } = await loadEngine(model.config.engine);
  const { device, memoryBytes } = job;
  return open({
    ...engineOptions(model, job),
    device,
    ...(memoryBytes !== undefined && { memoryBytes }),
    notice: (text) => pool.tell({ type: "notice", text }),
    onStep: (work) => {
      pool.step();
      if (work !== undefined) pool.worked(work);
    },
  });
}

async function runTasks(
  job: InferJob,
  run: ResolvedRun,
  engine: Engine,
  { signal, pool }: { signal: AbortSignal; pool: PoolLink },
): Promise<void> {
  const { askedFile, cache, isRowByRow = false, isTaskByTask = false } = job;
  const isDeterministic = job.invocation.deterministic === true;
  const model = modelOf(job, run);
  const answers = cache === undefined ? undefined : new CachedAnswers(cache);
  if (answers !== undefined && answers.broken > 0) pool.tell({ type: "cache-broken", lines: answers.broken });
  const started = new Set<string>();
  const asking: InferOptions = {
    engine,
    modelFingerprint: model.fingerprint,
    ...computedBy(model.config),
    isRowByRow: isRowByRow || isDeterministic,
    isTaskByTask,
    rounding: isDeterministic ? roundingBasis(engine.info, job.threads) : undefined,
    exactUpTo: exactUpTo(model.file.deviations),
    traces: job.traces === true,
    signal,
    emit: (message) => pool.tell(message),
    ...(answers !== undefined && { cached: (key, row) => answers.get(key, row) }),
    onAsked: (dataset, row) => {
      pool.step(); // a long window is rendered without an engine's step
      if (!started.has(dataset)) pool.tell({ type: "started", dataset });
      started.add(dataset);
      if (askedFile !== undefined) tellAsked(askedFile, dataset, row);
    },
  };
  const source = { next: (kind: RequestKind) => pool.next(kind), open: taskOpener(job, run, engine, pool) };
  try {
    await inferTasks(source, asking);
  } finally {
    answers?.close();
  }
}

/** Opens each dataset once, however many of its slices are dealt here. */
function taskOpener(job: InferJob, run: ResolvedRun, engine: Engine, pool: PoolLink) {
  const model = modelOf(job, run);
  const prompted = promptedModel(model, engine, job.contextSize);
  const opened = new Map<
    string,
    Promise<Pick<AskableTask, "inferencer" | "gold" | "columns" | "question" | "holdsSpecial"> | undefined>
  >();
  const open = async (task: Task) => {
    const { dataset: id } = task;
    try {
      const dataset = run.datasets.find((other) => other.id === id);
      if (dataset === undefined) throw new OcLocalError("CONFIG", `the config no longer has a dataset ${id}`);
      requireSameConfig(task, dataset);
      const { config } = dataset;
      const parts = await openDataset(config, run.dataRoot.path, job.invocation);
      requireSameData(task, parts);
      const inferencer = await openInferencer(config, parts, inferenceSettings(model, prompted));
      const columns = await neededColumns(config);
      return {
        inferencer,
        columns: (row: number) => columnsOf(parts.splits, columns, row),
        gold: (row: number) => goldOf(parts.splits, config, row),
        question: (row: number) => questionHash({ dataset, opened: parts }, row),
        holdsSpecial: (row: number) => {
          const { [row]: values = {} } = parts.splits.test;
          return holdSpecialTexts(
            config.reader.inputColumns.map((column) => values[column]),
            engine,
          );
        },
      };
    } catch (error) {
      pool.tell({ type: "task-failed", dataset: id, ...failureOf(error) });
      return undefined;
    }
  };
  return async (task: Task): Promise<AskableTask | undefined> => {
    const found = opened.get(task.dataset) ?? open(task);
    opened.set(task.dataset, found);
    const parts = await found;
    return parts && { ...task, ...parts };
  };
}

function requireSameModel(job: InferJob, run: ResolvedRun): void {
  if (job.identity === undefined || modelIdentity(modelOf(job, run)) === job.identity) return;
  throw new OcLocalError("MODEL_FILE", `${job.model}: its file or its settings changed while the run was going on`, {
    hint: "continue with -r when they are final: rows that they change are asked again",
  });
}

function requireSameConfig({ dataset, identity }: Task, found: ResolvedDataset): void {
  if (identity === undefined || datasetIdentity(found) === identity) return;
  throw new OcLocalError("CONFIG", `${dataset}: its config changed while the run was going on`, {
    hint: "when it is final, name it again and continue with -r: rows whose prompts changed are asked again",
  });
}

/** Each process reads the files itself, a restarted one again: rows of two versions must not meet in one result. */
function requireSameData({ dataset, data }: Task, opened: OpenedDataset): void {
  if (data === undefined || dataFingerprint(opened) === data) return;
  throw new OcLocalError("BAD_DATA", `${dataset}: its data changed while the run was going on`, {
    hint: "continue with -r when the files are final: rows whose prompts changed are asked again",
  });
}

function modelOf(job: InferJob, run: ResolvedRun) {
  const model = run.models.find(({ config }) => config.abbr === job.model);
  if (model === undefined) throw new OcLocalError("CONFIG", `the config no longer has a model ${job.model}`);
  return model;
}
