// Runs a model's job on Piscina workers, one long Piscina job for each; with `debug` one worker in this thread. What a worker
// does next is decided here by the planner and said through its port. Piscina's queue, load balancer and affinity have nothing to
// do: there are as many jobs as workers, all are handed over at once, and none is ever waiting for a worker.

import { join } from "node:path";
import { codeRoot, moduleExtension } from "../core/package.ts";
import { failureOf, type ModelJob } from "./infer/messages.ts";
import { findWorkers } from "./pool/find-workers.ts";
import { type RunWorkersOptions, runWorkers } from "./pool/run-workers.ts";
import type { WorkerPlan } from "./pool/worker-plan.ts";
import type { AskModel } from "./row-sink.ts";

/** Ends when every worker has ended; what went wrong inside one arrives as messages. @param options.debug One worker, in this thread. */
export async function runModel(
  job: ModelJob,
  options: Omit<RunWorkersOptions, "start"> & { debug: boolean },
): Promise<void> {
  const { debug, sink } = options;
  let plan: WorkerPlan;
  try {
    const workers = debug || job.isRowByRow ? { ...job.workers, most: 1 } : job.workers;
    plan = await findWorkers(workers, { rows: sink.book.open, threads: job.threads });
  } catch (error) {
    for (const { dataset } of job.tasks) sink.take({ type: "task-failed", dataset, ...failureOf(error) });
    return;
  }
  if (plan.why !== undefined) sink.take({ type: "note", text: plan.why });
  await withWorkers(plan.workers.length, debug, (start) => runWorkers(job, plan.workers, { ...options, start }));
}

/** In this process, for people who look for a fault. */
export const askHere: AskModel = (job, asking) => runModel(job, { debug: true, ...asking });

async function withWorkers(
  count: number,
  debug: boolean,
  use: (start: RunWorkersOptions["start"]) => Promise<void>,
): Promise<void> {
  if (debug) {
    const { inferModel } = await import("./infer/worker.ts");
    return use(inferModel);
  }
  const { Piscina } = await import("piscina");
  const pool = new Piscina({
    filename: join(codeRoot, "src", "ask", "infer", `worker${moduleExtension}`),
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
