// What crosses the process boundary between the supervisor and the host of the pool: plain data only.

import type { ModelJob } from "../infer/messages.ts";
import type { AskMessage } from "../row-sink.ts";

export type SupervisorMessage =
  | { type: "start"; job: ModelJob }
  /** No new rows are asked, and those in flight get a moment. */
  | { type: "stop" };

export type HostMessage =
  | AskMessage
  /** A worker shows that it lives; the first time that it is at work. */
  | { type: "worker-step"; worker: number }
  /** From now on it makes no steps. */
  | { type: "worker-ended"; worker: number }
  /** Every worker has ended; nothing follows. */
  | { type: "ended" }
  /** The pool itself failed while the process lived on; nothing follows. */
  | { type: "failed"; reason: string; stack: string | undefined };

/** File descriptor of the host's end of the pipe that names asked rows, behind stdin, stdout, stderr and the channel. */
export const askedFile = 4;
