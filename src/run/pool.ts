// Runs inference jobs on Piscina workers, one job per worker at a time; with `debug` in this thread. A worker is asked to
// stop and drains, the pool is closed only when no job is left.

import { join } from "node:path";
import { MessageChannel } from "node:worker_threads";
import { codeRoot, moduleExtension } from "../core/package.ts";
import type { InferJob, MainMessage, StepMessage, WorkerMessage } from "./messages.ts";

export interface RunJobsOptions {
  /** Run the jobs one after the other in this thread. */
  debug: boolean;
  /** Stop: rows in flight are answered, no new ones are asked. */
  signal: AbortSignal;
  onMessage(job: Omit<InferJob, "port">, message: WorkerMessage): void;
  /** An engine goes on working. */
  onStep?(): void;
}

/** Ends when every job has ended; what went wrong inside a job arrives as messages. */
export async function runJobs(jobs: readonly Omit<InferJob, "port">[], options: RunJobsOptions): Promise<void> {
  if (options.debug) {
    const { inferModel } = await import("./worker.ts");
    for (const job of jobs) await runJob(job, options, inferModel);
    return;
  }
  const { Piscina } = await import("piscina");
  const pool = new Piscina({
    filename: join(codeRoot, "src", "run", `worker${moduleExtension}`),
    minThreads: jobs.length,
    maxThreads: jobs.length,
    idleTimeout: Number.POSITIVE_INFINITY,
    // The default blocks a worker's event loop between jobs, and with it the end of its message port.
    atomics: "disabled",
  });
  try {
    // All are waited for, also when one fails: the pool terminates what still runs some time after it is closed.
    const ended = await Promise.allSettled(
      jobs.map((job) =>
        runJob(job, options, (full) => pool.run(full, { name: "inferModel", transferList: [full.port] })),
      ),
    );
    const failed = ended.find(({ status }) => status === "rejected");
    if (failed?.status === "rejected") throw failed.reason;
  } finally {
    await pool.close();
  }
}

async function runJob(
  job: Omit<InferJob, "port">,
  { signal, onMessage, onStep }: RunJobsOptions,
  start: (job: InferJob) => Promise<void>,
): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const closed = new Promise<void>((resolve) => port1.once("close", resolve));
  let failed: { error: unknown } | undefined;
  port1.on("message", (message: WorkerMessage | StepMessage) => {
    try {
      if (message.type === "step") onStep?.();
      else onMessage(job, message);
    } catch (error) {
      failed ??= { error };
      port1.postMessage({ type: "stop" } satisfies MainMessage);
    }
  });
  const stop = () => port1.postMessage({ type: "stop" } satisfies MainMessage);
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  try {
    await start({ ...job, port: port2 });
    await closed; // every message sent before the close has been delivered
  } finally {
    signal.removeEventListener("abort", stop);
    port1.close();
  }
  if (failed !== undefined) throw failed.error;
}
