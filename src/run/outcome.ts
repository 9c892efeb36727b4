// What a run is given beside its options, and what it ends with.

import { resolve } from "node:path";
import type { OnRunEvent } from "../job/events.ts";
import type { FailedTask } from "../job/failed-task.ts";
import type { Invocation, RunOptions } from "../job/invocation.ts";
import { settingsOf } from "../job/settings.ts";
import type { JudgedRun } from "../judge/judge-run.ts";
import { configuredRun } from "../plan/resolve.ts";
import { logFiles, logTail } from "../store/logs/log-tail.ts";
import type { LockOptions } from "../store/workspace/lock.ts";
import type { Workspace } from "../store/workspace/workspace.ts";

export { describeAffected } from "../job/affected-rows.ts";
export type { FailedTask } from "../job/failed-task.ts";
export { continueCommand } from "../store/workspace/continue-command.ts";

export interface RunContext {
  onEvent: OnRunEvent;
  /** Stop: what is in flight gets a moment to end. */
  signal: AbortSignal;
  /** The same, unless it is only the terminal that has gone: a run on a cluster does without. @default `signal` */
  asked?: AbortSignal;
}

/** Without a table where the run stopped before it. */
export interface RunOutcome extends JudgedRun {
  workspace: Workspace;
}

/** What its logs say of a failed task. @param since Lines of earlier runs in the same folder are left out. */
export function logsOf(workspace: Workspace, since: Date) {
  return {
    tailOf: (task: FailedTask) => logTail(workspace, task, since),
    filesOf: (task: FailedTask) => logFiles(workspace, task),
  };
}

export async function workDirOf(invocation: Invocation, options: RunOptions): Promise<string> {
  const { workDir } = await configuredRun(invocation);
  return resolve(invocation.cwd, settingsOf(options, { ...(workDir !== undefined && { workDir }) }).workDir);
}

export function lockOptions({ onEvent, signal }: RunContext): LockOptions {
  return { signal, onWait: (text) => onEvent({ type: "note", text }) };
}
