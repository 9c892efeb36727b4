// One life of the inference process, seen from its parent: start, messages, the watchdog, the end.

import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { type Death, describeDeath } from "../../apart/death.ts";
import { OutputTail } from "../../apart/output-tail.ts";
import { errorMessage, OcLocalError } from "../../core/errors.ts";
import { codeRoot, moduleExtension } from "../../core/package.ts";
import type { ModelJob } from "../infer/messages.ts";
import type { AskMessage } from "../row-sink.ts";
import { killAfterMs } from "../stop-grace.ts";
import { askedReader } from "./asked-rows.ts";
import { askedFile, type HostMessage, type SupervisorMessage } from "./host-messages.ts";
import { WorkerWatch } from "./worker-watch.ts";

export interface HostOptions {
  /** Stop: no new rows are asked; a process that has not ended soon after it is killed. */
  signal: AbortSignal;
  /** A process in which nothing happens for so long, or nothing in one of its workers, is killed. */
  stuckAfterSeconds: number;
  onMessage(message: AskMessage): void;
  /** A row is about to be asked. */
  onAsked(dataset: string, row: number): void;
  /** What the process printed. */
  onOutput(text: string): void;
}

/** Undefined: every worker has ended. */
export type HostEnd = Death | undefined;

/**
 * Resolves when the process is gone and everything it sent has been delivered.
 * @throws what a callback threw, after the process was asked to stop; OcLocalError ENGINE when the pool failed or no process can
 * be started.
 */
export async function runInHost(job: ModelJob, options: HostOptions): Promise<HostEnd> {
  const child = fork(join(codeRoot, "src", "ask", "supervisor", `host${moduleExtension}`), {
    serialization: "advanced",
    stdio: ["ignore", "pipe", "pipe", "ipc", "pipe"],
  });
  const exit = exitOf(child);
  const send = (message: SupervisorMessage) => {
    // Where the process is gone already its exit tells.
    if (child.connected) child.send(message, () => {});
  };
  const stop = () => send({ type: "stop" });
  const watch = new WorkerWatch(options.stuckAfterSeconds, () => child.kill("SIGKILL"));
  const tail = new OutputTail();
  let end: Extract<HostMessage, { type: "ended" | "failed" }> | undefined;
  let thrown: { error: unknown } | undefined;
  const guard = (act: () => void) => {
    watch.step();
    try {
      act();
    } catch (error) {
      thrown ??= { error };
      stop();
    }
  };
  child.on("message", (message: HostMessage) =>
    guard(() => {
      if (message.type === "ended" || message.type === "failed") end = message;
      else if (message.type === "worker-step") watch.workerStep(message.worker);
      else if (message.type === "worker-ended") watch.workerEnded(message.worker);
      else options.onMessage(message);
    }),
  );
  const readAsked = askedReader((dataset, row) => options.onAsked(dataset, row));
  onText(child.stdio[askedFile] as Readable, (text) => guard(() => readAsked(text)));
  for (const output of [child.stdout, child.stderr])
    onText(output as Readable, (text) => {
      tail.add(text);
      guard(() => options.onOutput(text));
    });
  // Whoever ends this process at once means that one too, which loads on where it is in the middle of it.
  const endWithThis = () => void child.kill("SIGKILL");
  process.once("exit", endWithThis);
  let patience: NodeJS.Timeout | undefined;
  const onAbort = () => {
    stop();
    patience = setTimeout(() => child.kill("SIGKILL"), killAfterMs);
  };
  options.signal.addEventListener("abort", onAbort, { once: true });
  send({ type: "start", job });
  if (options.signal.aborted) onAbort();
  try {
    const ended = await exit;
    if (thrown !== undefined) throw thrown.error;
    if (end?.type === "failed") throw new OcLocalError("ENGINE", end.reason, { cause: end.stack });
    if (end !== undefined) return undefined;
    return { how: describeDeath(ended, watch.standstill), tail: tail.lines };
  } finally {
    watch.end();
    clearTimeout(patience);
    process.off("exit", endWithThis);
    options.signal.removeEventListener("abort", onAbort);
  }
}

/** "close" comes after the last message and the last output; "exit" may come before them. */
function exitOf(child: ChildProcess): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  return new Promise((resolve, reject) => {
    child.once("close", (code, signal) => resolve({ code, signal }));
    child.on("error", (error) => {
      if (child.pid !== undefined) return; // a message that could not be sent: the exit tells
      reject(
        new OcLocalError("ENGINE", `cannot start the inference process: ${errorMessage(error)}`, {
          hint: "--debug runs inference in this process",
          cause: error,
        }),
      );
    });
  });
}

function onText(stream: Readable, take: (text: string) => void): void {
  stream.setEncoding("utf8");
  stream.on("data", take);
}
