// Runs the workers of a model to their ends: what one leaves goes to the others, and what nobody can answer is told.

import type { Failure, InferJob, ModelJob } from "../infer/messages.ts";
import type { Asking } from "../row-sink.ts";
import { seldom } from "./seldom.ts";
import { WorkPlanner } from "./work-planner.ts";
import { runLinked } from "./worker-link.ts";
import type { WorkerPlace } from "./worker-plan.ts";

export interface RunWorkersOptions extends Pick<Asking, "sink" | "signal"> {
  /** Runs a job on a free worker, to its end. */
  start(job: InferJob): Promise<void>;
  /** A worker shows that it lives; the first time when it begins. */
  onStep?(worker: number): void;
  onWorkerEnd?(worker: number): void;
}

/** Every message of a worker is a sign of life, and there are many. */
const stepIntervalMs = 250;

/**
 * Ends when every worker has ended.
 * @throws What the sink threw; every worker was asked to stop and has ended then too.
 */
export async function runWorkers(
  { tasks, workers: _, ...job }: ModelJob,
  workers: readonly WorkerPlace[],
  { start, sink, signal, onStep, onWorkerEnd }: RunWorkersOptions,
): Promise<void> {
  const planner = new WorkPlanner(tasks, workers.length, sink.book);
  const broken = new AbortController();
  const stop = AbortSignal.any([signal, broken.signal]);
  /** By dataset, why rows of it were left. */
  const lost = new Map<string, Failure>();
  let lastFailure: Failure | undefined;
  const run = async (worker: number, place: WorkerPlace) => {
    const step = seldom(stepIntervalMs, () => onStep?.(worker));
    step();
    try {
      const failure = await runLinked({ ...job, ...place }, start, {
        worker,
        planner,
        signal: stop,
        sink,
        onStep: step,
      });
      const left = planner.leave(worker);
      if (failure === undefined) return;
      lastFailure = failure;
      for (const dataset of left) lost.set(dataset, failure);
      if (workers.length > 1) sink.take({ type: "notice", text: `worker ${worker + 1} has ended: ${failure.reason}` });
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
    for (const dataset of planner.open) lost.set(dataset, lost.get(dataset) ?? lastFailure);
  // Only now: others may have answered more rows of these datasets.
  for (const [dataset, failure] of lost) sink.take({ type: "task-failed", dataset, ...failure });
}
