// What is known of a prompt before it is asked: plain data, the same for people and for --json.

import type { JsonValue } from "../../core/json.ts";
import type { TruncationSide } from "../../core/truncation-side.ts";

/** One row of one dataset entry as one model is asked it. */
export interface PromptView {
  dataset: string;
  /** The built-in variant it comes from; null for an entry that a config writes out. */
  variant: string | null;
  row: number;
  /** Rows of the entry. */
  rows: number;
  /** Abbr; null: no model, the plain prompt. */
  model: string | null;
  /** Column "mode" of the table. */
  mode: string;
  /** Prompt hash, 64 hex digits; the table shows six. */
  version: string;
  form: "chat template" | "meta template" | "plain text";
  /** Train row ids of the in-context examples, and those that are left when the prompt fits. */
  examples: { wanted: number[]; kept: number[] };
  reference: JsonValue;
  /** Null where nothing is generated. */
  generation: GenerationFacts | null;
  /** Null without a model. */
  fit: FitFacts | null;
  /** One, or one per label. */
  prompts: PromptText[];
}

export interface GenerationFacts {
  /** Null: the model's own, and there is no model. */
  maxOutLen: number | null;
  /** Tokens that can be generated: fewer than `maxOutLen` where the context ends before. */
  room: number | null;
  stopWords: readonly string[];
  /** Continuations of the prompt. */
  continuations: number;
}

export interface FitFacts {
  /** Tokens per sequence that the run plans. */
  contextSize: number;
  /** Most tokens of a prompt. */
  limit: number;
  /** Tokens of the row's longest prompt with all examples, before anything is left out. */
  wholeLength: number;
  /** Tokens cut from the row's prompts. */
  cutTokens: number;
  cutSide: TruncationSide;
  /** Text of the BOS token that stands in front of the prompt's text; null where none is added. */
  bos: string | null;
  /** Unicode form that the tokenizer brings text to; null: it takes text as it is. */
  textForm: string | null;
  /** Date and time that the chat template was told; null where the prompt holds none. */
  toldTime: string | null;
}

export interface PromptText {
  label: string | null;
  /** What the model reads, without the BOS token that the tokenizer adds. */
  text: string;
  /** What predictions store as the prompt: the messages of a chat model. */
  stored: JsonValue;
  /** Null without a model. */
  tokens: { count: number; pieces: TokenPiece[] } | null;
  /** First token whose log-probability counts; null where nothing is scored. */
  scoredFrom: number | null;
}

/** A character may be spread over several tokens. */
export interface TokenPiece {
  ids: number[];
  text: string;
  /** A control token such as BOS: it has no text in an answer. */
  isSpecial: boolean;
}
