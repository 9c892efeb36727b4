// An inferencer turns one row into engine requests and the engine's answers into the row's prediction. It holds no
// state between rows and knows no engine, so rows of many datasets can be in flight in one stream.

import type { Row } from "../core/dataset.ts";
import type { JsonObject, JsonValue } from "../core/json.ts";
import type { OutLenSetting } from "../core/out-len.ts";
import type { Prompt, PromptMode } from "../core/prompt.ts";
import type { LabelScores, RowFacts } from "../core/record.ts";
import type { GenerateRequest, Generation, Sampling, ScoreRequest } from "../core/request.ts";
import type { ScoringConvention } from "../core/scoring-conventions.ts";
import type { TruncationSide } from "../core/truncation-side.ts";
import type { PromptBuilder } from "../prompt/prompt-builder.ts";

/** What every file in this folder that is an inferencer exports, besides `optionsSchema` where it takes options. */
export interface InferencerModule {
  /** OpenCompass's class, which the prompt hash contains. Absent: it is our own. */
  upstreamName?: string;
  wayOfAsking: WayOfAsking;
  /** The conventions that its rows may have values of. Absent: nothing is chosen by label. @param options As configs give them. */
  conventions?(options: Readonly<Record<string, unknown>>): ScoringConvention[];
  /** @throws OcLocalError CONFIG or BAD_DATA where a dataset lacks what it needs, whatever the model. */
  requireDataset?(options: unknown, dataset: DatasetContext): void;
  createInferencer(options: unknown, context: InferenceContext): Inferencer;
}

/** What the stages know of an inferencer before it is made. */
export interface WayOfAsking {
  /** Column "mode" of the table, by OpenCompass's rule: the kind of the inferencer. */
  tableMode: "gen" | "ppl" | "ll" | "unknown";
  /** How its prompts are rendered. */
  promptMode: PromptMode;
  /** One prompt per label. */
  asksLabels: boolean;
  generates: boolean;
  /** Tokens behind the prompt, where the inferencer fixes them. */
  outputTokens?: number;
  /** It sets temperature, top_k and top_p itself. */
  setsSampling?: true;
  /** Column of the first row that lists the choices of all rows. */
  choicesColumn?: string;
}

/** Where the part of a label's prompt that answers begins: behind a text, or as a column of the row that ends the prompt. */
export type ContinuationRule = { after: string } | { column: string };

/** What is asked and scored as upstream does it although it is unfair or an accident (docs/compatibility.md). */
export type Compat = "opencompass";

export interface Inferencer {
  /** @throws OcLocalError when the row cannot be asked; the row is then recorded as failed. */
  ask(row: number): Question;
}

export type Question = (
  | { kind: "generate"; requests: Omit<GenerateRequest, "index">[]; answer(generations: Generation[]): Answer }
  | {
      kind: "score";
      /** Whose requests come first, in this order; empty where a row is not scored by label. */
      labels: readonly string[];
      /** Where the part of each label's tokens begins that its stored value is made of. Absent: where it is asked from. */
      valuedFrom?: readonly number[];
      /** Why the row will have no value of a convention, where that is known before it is asked. */
      lacks?(convention: ScoringConvention): string | undefined;
      requests: Omit<ScoreRequest, "index">[];
      answer(logProbs: Float32Array[]): Answer;
    }
) & {
  /** What was done to make the prompts fit, for people who look at a prompt before it is asked. */
  fitted: FittedPrompts;
  /** What the answer depends on besides the requests: a stored row is reused only where it is the same. */
  basis?: JsonValue;
};

export interface Answer {
  prediction: JsonObject;
  facts: RowFacts;
  scores?: LabelScores;
}

/** A dataset as inferencers see it. */
export interface DatasetContext {
  prompts: PromptBuilder;
  /** Ids of the in-context examples, per test row. */
  iceIds: number[][];
  /** The test rows. */
  rows: Row[];
  outputColumn: string | null;
  /** Absent: what the labels' prompts do not share. */
  continuation?: ContinuationRule | undefined;
}

/** What an inferencer is made from, besides its own options. */
export interface InferenceContext extends DatasetContext, OutLenSetting {
  compat?: Compat | undefined;
  model: PromptedModel;
  /** Default of the model, as `maxOutLen`; an inferencer's own options win. */
  minOutLen: number;
  stopWords: string[];
  sampling: Sampling;
}

/** A model as far as prompts are concerned. */
export interface PromptedModel {
  render(prompt: Prompt, mode: PromptMode): RenderedPrompt;
  /** Text of in-context examples as it appears inside a rendered prompt. */
  renderText(prompt: Prompt, mode: PromptMode): string;
  tokenize(rendered: RenderedPrompt): Int32Array;
  /** A piece of text by itself: no BOS. */
  tokenizePiece(text: string): Int32Array;
  /** Control tokens become their text. */
  detokenize(tokens: Int32Array): string;
  /** What the model answered, as it is stored. */
  answerText(generation: Generation, stopWords: readonly string[]): string;
  /** Most tokens of a prompt that leaves room for this many generated ones. */
  promptLimit(outputTokens: number): number;
  /** Tokens a sequence may hold, prompt and output together. */
  readonly contextSize: number;
  /** What an overlong prompt loses; "error": such a row is not asked. */
  readonly truncationSide: TruncationSide;
  /** Stays in front of a text that loses its left side; null where the model has none. */
  readonly bosToken: number | null;
  readonly padToken: number | null;
  /** Whether a prompt that was rendered so far holds the date or time. */
  tellsTime?(): boolean;
}

export interface RenderedPrompt {
  /** What the model reads. */
  text: string;
  /** What predictions store as the prompt: the text, or the messages of a chat model. */
  stored: JsonValue;
  /** The text comes from a chat template, which writes BOS itself where the model wants it. */
  hasTemplate?: boolean;
}

/** A prompt that fits (fit-prompt.ts). */
export interface FittedPrompt {
  rendered: RenderedPrompt;
  /** What the model reads. */
  tokens: Int32Array;
  /** The tokens before any were cut. */
  whole: Int32Array;
}

export interface FittedPrompts {
  prompts: FittedPrompt[];
  /** The examples that are left. */
  iceIds: number[];
  droppedShots: number;
  truncatedTokens: number;
}
