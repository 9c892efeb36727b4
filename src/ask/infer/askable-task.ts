// A task in the worker that asks its rows.

import type { JsonObject, JsonValue } from "../../core/json.ts";
import type { Inferencer } from "../../inferencers/inferencer.ts";
import type { Task } from "./messages.ts";

/** A task with everything needed to ask its rows. */
export interface AskableTask extends Task {
  inferencer: Inferencer;
  /** The reference answer of a row. */
  gold(row: number): JsonValue;
  /** What the evaluator needs of a row beside the reference. */
  columns?(row: number): JsonObject | undefined;
  /** What its answer is found again by (plan/question-hash.ts). Absent: it is not stored. */
  question?(row: number): string;
  /** Its own text holds that of special tokens, which is read as these. */
  holdsSpecial?(row: number): boolean;
}

/** A row in the flow through an engine. */
export interface RowToAsk {
  task: AskableTask;
  row: number;
  /** Other rows may not follow soon: what was asked is better computed than waited with. */
  endsWindow?: boolean;
}
