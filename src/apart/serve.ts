// The inside of a process that works apart: it answers one question after the other, shows that it lives, and ends with the process
// that started it.

import { Worker } from "node:worker_threads";
import { type ApartMessage, type Question, sentError } from "./messages.ts";

/** Tells what is known before the answer is. */
export interface Telling {
  /** What the question needs is there. Whatever comes before is not watched. */
  begin(): void;
  tell(what: unknown): void;
}

export type Answer = (args: never, telling: Telling) => Promise<unknown>;

/** Often enough for a watchdog. */
const stepMs = 500;

export function serve(answers: Readonly<Record<string, Answer>>): void {
  // Of the terminal: whoever started this process ends it.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});
  process.on("disconnect", endNow);
  watchParent();
  process.on("message", ({ name, args, isHint }: Question) => {
    const ask = answers[name] as Answer;
    if (isHint) void ask(args as never, silent).catch(() => {});
    else void answer(ask, args);
  });
}

const silent: Telling = { begin: () => {}, tell: () => {} };

async function answer(ask: Answer, args: unknown): Promise<void> {
  const steps = setInterval(() => send({ type: "step" }), stepMs);
  try {
    const value = await ask(args as never, {
      begin: () => send({ type: "begin" }),
      tell: (what) => send({ type: "tell", what }),
    });
    send({ type: "answer", value });
  } catch (error) {
    send({ type: "failed", error: sentError(error) });
  } finally {
    clearInterval(steps);
  }
}

function send(message: ApartMessage): void {
  // Where the channel is closed this process is about to end.
  process.send?.(message, undefined, undefined, () => {});
}

function endNow(): void {
  process.kill(process.pid, "SIGKILL");
}

/** In a thread of its own: a regular expression without end lets this one see nothing. */
function watchParent(): void {
  const program = `setInterval(() => process.ppid === ${process.ppid} || process.kill(process.pid, "SIGKILL"), 250)`;
  new Worker(program, { eval: true, execArgv: [] }).unref();
}
