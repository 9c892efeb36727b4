// What a run reports of itself to someone who does not watch it: that it began, that tasks failed, how it ended.

import type { AffectedRows } from "../../job/affected-rows.ts";
import type { RunMode } from "../../job/invocation.ts";

/** What every report says. */
export interface RunFacts {
  /** Folder of the run. */
  workspace: string;
  timestamp: string;
  mode: RunMode;
  host: string;
  models: string[];
  datasets: string[];
}

export interface ReportedFailure {
  model: string;
  dataset: string;
  reason: string;
  affected?: AffectedRows | undefined;
}

/** "crash": the run itself broke down, and what it was computing is not finished. */
export type RunResult = "ok" | "failed" | "interrupted" | "crash";

export type ReportedEvent =
  | { event: "start" }
  /** Those that failed since the last report. */
  | { event: "task-failed"; failed: ReportedFailure[] }
  | {
      event: "end";
      result: RunResult;
      seconds: number;
      failed: ReportedFailure[];
      /** Files of the table, where it was made. */
      summary?: { txt: string; csv: string; md: string };
      /** Why it broke down. */
      error?: string;
    };

/** `time`: ISO 8601. */
export type StatusEvent = RunFacts & { time: string } & ReportedEvent;

/** Somewhere a report goes; it throws where it cannot be delivered. */
export interface StatusTarget {
  /** For warnings: "the hook", "the Lark bot". */
  readonly name: string;
  send(event: StatusEvent): Promise<void>;
}
