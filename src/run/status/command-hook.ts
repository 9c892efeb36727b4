// A command of the user's that is run for each report: the report is JSON on its standard input, and the parts a shell script
// needs are in its environment. It runs in the shell, in a process group of its own, so that Ctrl-C does not reach it.

import { type ChildProcess, spawn } from "node:child_process";
import { OutputTail } from "../../apart/output-tail.ts";
import { errorMessage, OcLocalError } from "../../core/errors.ts";
import { redactText } from "../../store/workspace/redact.ts";
import type { StatusEvent, StatusTarget } from "./status-event.ts";

/** Longer than a slow mail server needs, and short enough to wait for at the end of a run. */
const defaultLimitMs = 30_000;

export function createCommandHook(command: string, limitMs = defaultLimitMs): StatusTarget {
  return { name: "the hook", send: (event) => runCommand(command, event, limitMs) };
}

/** @throws OcLocalError HOOK when the command fails or takes too long; it is killed then, with what it has started. */
async function runCommand(command: string, event: StatusEvent, limitMs: number): Promise<void> {
  const child = spawn(command, { shell: true, detached: hasGroups, env: { ...process.env, ...environmentOf(event) } });
  const tail = new OutputTail();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (text: string) => tail.add(text));
  }
  // A command need not read its input, and may end before it is written.
  child.stdin.on("error", (error: NodeJS.ErrnoException) => error.code === "EPIPE" || tail.add(`${error.message}\n`));
  child.stdin.end(`${JSON.stringify(event)}\n`);
  let isLate = false;
  const limit = setTimeout(() => {
    isLate = true;
    kill(child);
  }, limitMs);
  child.once("exit", () => clearTimeout(limit));
  try {
    const { code, signal } = await endOf(child);
    if (code === 0) return;
    const how = isLate ? `took longer than ${limitMs / 1000} s and was killed` : `ended with ${code ?? signal}`;
    const last = tail.lines.at(-1);
    throw new OcLocalError("HOOK", `${how}${last === undefined ? "" : `: ${redactText(last)}`}`);
  } finally {
    clearTimeout(limit);
    for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
  }
}

const hasGroups = process.platform !== "win32";

function kill(child: ChildProcess): void {
  if (hasGroups && child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  else child.kill("SIGKILL");
}

/** What it left running in the background may hold the pipes open for ever: its output is waited for only so long. */
const outputMs = 200;

function endOf(child: ChildProcess): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  return new Promise((resolve, reject) => {
    child.once("close", (code, signal) => resolve({ code, signal }));
    child.once("exit", (code, signal) => setTimeout(() => resolve({ code, signal }), outputMs));
    child.once("error", (error) =>
      reject(new OcLocalError("HOOK", `cannot be started: ${errorMessage(error)}`, { cause: error })),
    );
  });
}

function environmentOf(event: StatusEvent): Record<string, string> {
  return {
    OC_LOCAL_EVENT: event.event,
    OC_LOCAL_WORKSPACE: event.workspace,
    OC_LOCAL_TIMESTAMP: event.timestamp,
    ...(event.event !== "start" && { OC_LOCAL_FAILED: String(event.failed.length) }),
    ...(event.event === "end" && { OC_LOCAL_RESULT: event.result }),
  };
}
