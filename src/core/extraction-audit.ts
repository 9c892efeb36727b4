// What several extraction rules make of the same stored outputs: how far a score depends on the rule alone.

import type { JsonValue } from "./json.ts";
import type { Thought } from "./thoughts.ts";

/** What is extracted. */
export type AuditedAnswers = "options" | "numbers";

export interface ExtractionAudit {
  model: string;
  dataset: string;
  answers: AuditedAnswers;
  /** Outputs that were read. */
  rows: number;
  /** Outputs that rules read without their thoughts; absent where there are none. */
  thoughts?: number;
  rules: AuditedRule[];
  /** Rows where two rules give different answers. */
  disagreements: Disagreement[];
}

export interface AuditedRule {
  name: string;
  right: number;
  unextracted: number;
}

export interface Disagreement {
  row: number;
  prompt: JsonValue;
  output: string;
  /** Without its thoughts: what rules read. Absent where there are none. */
  judged?: string;
  thought?: Thought;
  reference: string;
  /** Rule to answer; empty where it found none. */
  answers: Record<string, string>;
  /** The rules whose answer is right. */
  right: string[];
}
