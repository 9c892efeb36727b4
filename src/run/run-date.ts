// The date that chat templates are told is settled once, when a run starts, and goes with its invocation: through -r, to every
// worker and to every job on a cluster. A run that goes on after midnight asks what it asked before.

import { formatRenderTime, parseRenderTime, renderTimeOf } from "../core/render-time.ts";
import type { Invocation } from "../job/invocation.ts";
import { configuredRun } from "../plan/resolve.ts";
import { openManifest } from "../store/stored/open-manifest.ts";
import type { Workspace } from "../store/workspace/workspace.ts";
import { storedDate } from "./stored-invocation.ts";

export interface RunStart {
  now: Date;
  /** Of the run that is continued. */
  workspace?: Workspace | undefined;
}

/** What is given by flag or config counts, then what the continued run was told, then its start, then now. */
export async function withDate(invocation: Invocation, { now, workspace }: RunStart): Promise<Invocation> {
  const given = invocation.date ?? (await configuredRun(invocation)).date;
  if (given !== undefined) {
    const time = parseRenderTime(given);
    // What is no date is refused where the config is read.
    return time === null ? invocation : { ...invocation, date: formatRenderTime(time) };
  }
  const stored = workspace === undefined ? undefined : storedDate(workspace);
  if (stored !== undefined) return { ...invocation, date: stored };
  const startedAt = workspace === undefined ? undefined : openManifest(workspace).manifest?.startedAt;
  const start = startedAt === undefined ? now : new Date(startedAt);
  return { ...invocation, date: formatRenderTime(renderTimeOf(start)) };
}
