// Runs a model's job on Piscina workers, one long Piscina job for each; with `debug` one worker in this thread. What a worker
// does next is decided here by the planner and said through its port. Piscina's queue, load balancer and affinity have nothing to
// do: there are as many jobs as workers, all are handed over at once, and none is ever waiting for a worker.

import { join } from "node:path";
import { codeRoot, moduleExtension } from "../core/package.ts";
import { type Failure, failureOf, type InferJob, type ModelJob, type WorkerMessage } from "./messages.ts";
import { findWorkers } from "./pool/find-workers.ts";
import { seldom } from "./pool/seldom.ts";
import { openRows } from "./pool/slice-feed.ts";
import { WorkPlanner } from "./pool/work-planner.ts";
import { runLinked } from "./pool/worker-link.ts";
import type { WorkerPlan } from "./pool/worker-plan.ts";

export interface RunModelOptions {
  /** One worker, in this thread. */
  debug: boolean;
  /** Stop: rows in flight are answered, no new ones are asked. */
  signal: AbortSignal;
  onMessage(message: WorkerMessage): void;
  /** A worker is at work from its first step to its end. */
  onStep?(worker: number): void;
  onWorkerEnd?(worker: number): void;
}

/** Ends when every worker has ended; what went wrong inside one arrives as messages. */
export async function runModel(job: ModelJob, options: RunModelOptions): Promise<void> {
  const { debug, onMessage } = options;
  let plan: WorkerPlan;
  try {
    plan = await workersFor(job, debug);
  } catch (error) {
    for (const { dataset } of job.tasks) onMessage({ type: "task-failed", dataset, ...failureOf(error) });
    return;
  }
  if (plan.why !== undefined) onMessage({ type: "note", text: plan.why });
  await withWorkers(plan.workers.length, debug, (start) => runWorkers(job, plan, { ...options, start }));
}

function workersFor({ threads, tasks, workers, isRowByRow = false }: ModelJob, debug: boolean): Promise<WorkerPlan> {
  const rows = tasks.reduce((sum, task) => sum + openRows(task).length, 0);
  return findWorkers(debug || isRowByRow ? { ...workers, most: 1 } : workers, { rows, threads });
}

/** Every message of a worker is a sign of life, and there are many. */
const stepIntervalMs = 250;

type Start = (job: InferJob) => Promise<void>;

async function withWorkers(count: number, debug: boolean, use: (start: Start) => Promise<void>): Promise<void> {
  if (debug) {
    const { inferModel } = await import("./worker.ts");
    return use(inferModel);
  }
  const { Piscina } = await import("piscina");
  const pool = new Piscina({
    filename: join(codeRoot, "src", "run", `worker${moduleExtension}`),
    minThreads: count,
    maxThreads: count,
    idleTimeout: Number.POSITIVE_INFINITY,
    // The default blocks a worker's event loop between jobs, and with it the end of its message port.
    atomics: "disabled",
  });
  try {
    await use((job) => pool.run(job, { name: "inferModel", transferList: [job.port] }));
  } finally {
    await pool.close();
  }
}

async function runWorkers(
  { tasks, workers: _, ...job }: ModelJob,
  { workers }: WorkerPlan,
  { start, signal, onMessage, onStep, onWorkerEnd }: RunModelOptions & { start: Start },
): Promise<void> {
  const planner = new WorkPlanner(tasks, workers.length);
  const broken = new AbortController();
  const stop = AbortSignal.any([signal, broken.signal]);
  let lastFailure: Failure | undefined;
  const run = async (worker: number, place: WorkerPlan["workers"][number]) => {
    const step = seldom(stepIntervalMs, () => onStep?.(worker));
    step();
    try {
      const failure = await runLinked({ ...job, ...place }, start, {
        worker,
        planner,
        signal: stop,
        onMessage,
        onStep: step,
      });
      const lost = planner.leave(worker);
      if (failure === undefined) return;
      lastFailure = failure;
      for (const dataset of lost) onMessage({ type: "task-failed", dataset, ...failure });
      if (workers.length > 1) onMessage({ type: "notice", text: `worker ${worker + 1} has ended: ${failure.reason}` });
    } catch (error) {
      broken.abort(); // the others need not go on with what cannot be stored
      throw error;
    } finally {
      onWorkerEnd?.(worker);
    }
  };
  // All are waited for, also when one fails: the pool terminates what still runs some time after it is closed.
  const ended = await Promise.allSettled(workers.map((place, worker) => run(worker, place)));
  const failed = ended.find(({ status }) => status === "rejected");
  if (failed?.status === "rejected") throw failed.reason;
  // Nobody was left for what a worker that broke down had not been dealt.
  if (lastFailure !== undefined)
    for (const dataset of planner.open) onMessage({ type: "task-failed", dataset, ...lastFailure });
}
