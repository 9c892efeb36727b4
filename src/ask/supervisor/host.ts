// Entry of the inference process: it runs the pool and passes on what the workers say. It ends when the supervisor does, and
// leaves signals of the terminal to the supervisor, which asks it to stop.

import { errorMessage } from "../../core/errors.ts";
import type { ModelJob } from "../infer/messages.ts";
import { runModel } from "../pool.ts";
import { RowBook } from "../row-book.ts";
import type { AskMessage } from "../row-sink.ts";
import { askedFile, type HostMessage, type SupervisorMessage } from "./host-messages.ts";

const stop = new AbortController();

// A worker may be inside a native call, and an ordinary exit would wait for it.
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});
process.on("message", (message: SupervisorMessage) => {
  if (message.type === "stop") stop.abort();
  else void host(message.job);
});

async function host(job: ModelJob): Promise<void> {
  let end: HostMessage = { type: "ended" };
  const book = new RowBook(job.tasks);
  const take = (message: AskMessage) => {
    book.note(message);
    tell(message);
  };
  try {
    await runModel(
      { ...job, askedFile },
      {
        debug: false,
        signal: stop.signal,
        sink: { book, take },
        onStep: (worker) => tell({ type: "worker-step", worker }),
        onWorkerEnd: (worker) => tell({ type: "worker-ended", worker }),
      },
    );
  } catch (error) {
    end = { type: "failed", reason: errorMessage(error), stack: error instanceof Error ? error.stack : undefined };
  }
  tell(end, () => process.exit(0));
}

/** @param onSent Called when the message has left this process. */
function tell(message: HostMessage, onSent: () => void = () => {}): void {
  // A channel that is closed ends this process by itself.
  process.send?.(message, undefined, undefined, onSent);
}
