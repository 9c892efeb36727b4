// What a run is given beside its options, and what it ends with.

import { resolve } from "node:path";
import { settingsOf } from "../job/settings.ts";
import type { OnRunEvent } from "./events.ts";
import type { FailedTask } from "./infer/answers.ts";
import type { Invocation, RunOptions } from "./invocation.ts";
import { configuredRun } from "./plan/resolve.ts";
import type { SummaryOutcome } from "./summary/summary-stage.ts";
import type { LockOptions } from "./workspace/lock.ts";
import type { Workspace } from "./workspace/workspace.ts";

export interface RunContext {
  onEvent: OnRunEvent;
  /** Stop: what is in flight is finished. */
  signal: AbortSignal;
  /** The same, unless it is only the terminal that has gone: a run on a cluster does without. @default `signal` */
  asked?: AbortSignal;
}

export interface RunOutcome {
  workspace: Workspace;
  /** Undefined when the run stopped before the table. */
  summary: SummaryOutcome | undefined;
  failed: FailedTask[];
  interrupted: boolean;
}

export async function workDirOf(invocation: Invocation, options: RunOptions): Promise<string> {
  const { workDir } = await configuredRun(invocation);
  return resolve(invocation.cwd, settingsOf(options, { ...(workDir !== undefined && { workDir }) }).workDir);
}

export function lockOptions({ onEvent, signal }: RunContext): LockOptions {
  return { signal, onWait: (text) => onEvent({ type: "note", text }) };
}
