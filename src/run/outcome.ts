// What a run is given beside its options, and what it ends with.

import { resolve } from "node:path";
import type { OnRunEvent } from "../job/events.ts";
import type { FailedTask } from "../job/failed-task.ts";
import type { Invocation, RunOptions } from "../job/invocation.ts";
import type { SummaryOutcome } from "../judge/summary/summary-stage.ts";
import { configuredWorkDir } from "../plan/resolve.ts";
import type { LockOptions } from "../store/workspace/lock.ts";
import { defaultWorkDir, type Workspace } from "../store/workspace/workspace.ts";

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

/** `-w`, else the config's, else outputs/default. */
export async function workDirOf(invocation: Invocation, { workDir }: RunOptions): Promise<string> {
  return resolve(invocation.cwd, workDir ?? (await configuredWorkDir(invocation)) ?? defaultWorkDir);
}

export function lockOptions({ onEvent, signal }: RunContext): LockOptions {
  return { signal, onWait: (text) => onEvent({ type: "note", text }) };
}
