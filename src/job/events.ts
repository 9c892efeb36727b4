// What a run tells while it goes on: the progress display, the logs and library users read the same stream.

import type { Alarm } from "../core/alarm.ts";
import type { JsonValue } from "../core/json.ts";
import type { Place } from "../core/place.ts";
import type { EngineInfo, GenerationWork } from "../engines/engine.ts";
import type { ExpectedWork } from "./expected-work.ts";

/** What is told of an inference task. */
export interface TaskCounts {
  /** Of the dataset. */
  rows: number;
  answered: number;
  /** Answered by an earlier run, or found in the cache. */
  reused: number;
  failed: number;
  /** Prompt and output, of the answered rows. */
  tokens: number;
  /** Of these, tokens that were generated. */
  generated: number;
  /** Since the first row was asked. Tasks of a model flow through the engine together, so that their times may overlap. */
  seconds: number;
}

export function settledRows({ answered, reused, failed }: Pick<TaskCounts, "answered" | "reused" | "failed">): number {
  return answered + reused + failed;
}

export type RunEvent =
  | { type: "stage"; stage: "infer" | "eval" | "summary"; text: string }
  /** `text` does not name the place: who prints it puts that in front. */
  | ({ type: "note" | "warning"; text: string } & Place)
  /** How far it is with what precedes inference, several times a second. `what`: for example "planning prompts"; `share`: 0 to 1. */
  | { type: "planning"; model: string; what: string; rows: number; share: number }
  /** `work`: what each dataset will roughly cost, for the time that is left. */
  | { type: "model-start"; model: string; rows: number; work: readonly ExpectedWork[] }
  | { type: "model-open"; model: string; info: EngineInfo }
  | {
      type: "row";
      model: string;
      dataset: string;
      row: number;
      state: "answered" | "reused" | "failed";
      tokens: number;
      /** Of these, tokens that were generated. */
      generated: number;
      /** Why the row failed. */
      reason?: string;
    }
  /** What was done for generated answers that are still to come, every second at most; not every engine tells. */
  | ({ type: "generating"; model: string } & GenerationWork)
  | { type: "model-end"; model: string }
  /** The first row of a task was asked or found answered; its evaluation began. `by`: the inferencer or evaluator. */
  | { type: "task-start"; stage: "infer" | "eval"; model: string; dataset: string; rows: number; by: string }
  /** Every half minute at most. */
  | ({ type: "task-progress"; model: string; dataset: string } & TaskCounts)
  | ({ type: "task-end"; stage: "infer"; model: string; dataset: string } & TaskCounts)
  | {
      type: "task-end";
      stage: "eval";
      model: string;
      dataset: string;
      rows: number;
      seconds: number;
      /** Absent where there is no score. */
      metrics?: Record<string, JsonValue>;
    }
  /** A score that needs a second look; people read it below the table. */
  | { type: "alarm"; model: string; dataset: string; alarm: Alarm }
  | {
      type: "task-failed";
      model: string;
      dataset: string;
      reason: string;
      hint?: string | undefined;
      stack?: string | undefined;
      /** A warning told of it, together with others. */
      isRefused?: boolean | undefined;
    };

export type OnRunEvent = (event: RunEvent) => void;
