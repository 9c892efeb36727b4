// What is stored of one asked row. `prediction` has exactly OpenCompass's fields and goes to predictions/; the rest is ours.

import type { JsonObject, JsonValue } from "./json.ts";

export interface RowRecord {
  /** Index of the row in the dataset entry's test rows. */
  row: number;
  /** Hash of everything that determines the result; a stored row is reused only under the same key. */
  key: string;
  /** OpenCompass's stored object: `origin_prompt`, `prediction`, `gold`, or the per-label values of PPL. */
  prediction: JsonObject;
  /** The reference answer, also where upstream leaves it out of its file (0, "" or false). */
  gold: JsonValue;
  facts: RowFacts;
  /** Set when the row could not be measured; it then has no prediction. */
  failed?: string;
}

/** What happened while the row was asked. */
export interface RowFacts {
  promptTokens: number;
  generatedTokens: number;
  /** Tokens cut from an overlong prompt. */
  truncatedTokens: number;
  /** In-context examples left out because the prompt did not fit. */
  droppedShots: number;
  finishReason?: "eos" | "stop" | "length";
}
