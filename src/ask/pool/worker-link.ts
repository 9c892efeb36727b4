// A worker as the pool sees it: the port that its messages come through, what it is dealt, and the request to stop.

import { MessageChannel } from "node:worker_threads";
import {
  type Failure,
  failureOf,
  type InferJob,
  type MainMessage,
  type PoolMessage,
  type WorkerMessage,
} from "../infer/messages.ts";
import type { Asking } from "../row-sink.ts";
import type { WorkPlanner } from "./work-planner.ts";

export interface LinkOptions extends Pick<Asking, "sink" | "signal"> {
  /** Number of the worker. */
  worker: number;
  planner: WorkPlanner;
  /** The worker shows that it lives. */
  onStep(): void;
}

/**
 * Runs a job to its end. A worker is never terminated: it is asked to stop and drains.
 * @returns Why the worker broke down.
 * @throws What the sink threw; the worker has ended then too.
 */
export async function runLinked(
  job: Omit<InferJob, "port">,
  start: (job: InferJob) => Promise<void>,
  { worker, planner, sink, signal, onStep }: LinkOptions,
): Promise<Failure | undefined> {
  const { port1, port2 } = new MessageChannel();
  const send = (message: MainMessage) => port1.postMessage(message);
  const stop = () => send({ type: "stop" });
  const closed = new Promise<void>((resolve) => port1.once("close", resolve));
  let failure: Failure | undefined;
  let thrown: { error: unknown } | undefined;
  const take = (message: WorkerMessage | PoolMessage) => {
    onStep();
    switch (message.type) {
      case "step":
        return;
      case "next":
        return send({ type: "dealt", tasks: planner.next(worker, message.kind) });
      case "worker-failed":
        failure = message.failure;
        return;
      default:
        return sink.take(message);
    }
  };
  port1.on("message", (message: WorkerMessage | PoolMessage) => {
    try {
      take(message);
    } catch (error) {
      thrown ??= { error };
      stop();
    }
  });
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  try {
    await start({ ...job, port: port2 }).catch((error: unknown) => {
      failure = failureOf(error);
      port1.close(); // a thread that never got its end of the port does not close it
    });
    await closed; // every message sent before the close has been delivered
  } finally {
    signal.removeEventListener("abort", stop);
    port1.close();
  }
  if (thrown !== undefined) throw thrown.error;
  return failure;
}
