// What an engine is asked and what it answers. Results come in any order and carry their request's index.

/** Text to token ids and back. */
export interface Tokenizer {
  /**
   * @param options.addBos `"model"` follows the model's own metadata.
   * @param options.parseSpecial Whether text such as `<|im_end|>` becomes its control token.
   */
  tokenize(text: string, options: TokenizeOptions): Int32Array;
  detokenize(tokens: Int32Array, options?: DetokenizeOptions): string;
}

export interface DetokenizeOptions {
  /** Whether control tokens appear as their text. @default true */
  special?: boolean;
}

export interface TokenizeOptions {
  addBos: "model" | boolean;
  parseSpecial: boolean;
}

/** Asks ln p(tokens[from + k] | tokens before) for every k. `from` is at least 1: nothing predicts the first token. */
export interface ScoreRequest {
  index: number;
  tokens: Int32Array;
  from: number;
  /** The next request may not come soon: nothing is gained by waiting for it. @default false */
  endsWindow?: boolean;
}

export interface ScoreResult {
  index: number;
  /** `[tokens.length - from]`, natural logarithm. */
  logProbs: Float32Array;
}

/** How the next token is picked. Temperature 0 is greedy and ignores the rest but `repetitionPenalty`. */
export interface Sampling {
  temperature: number;
  topK: number;
  topP: number;
  minP: number;
  repetitionPenalty: number;
  seed: number;
}

export interface GenerateRequest {
  index: number;
  tokens: Int32Array;
  /** Upper bound of generated tokens. */
  maxTokens: number;
  /** End tokens are banned before this many were generated. */
  minTokens: number;
  /** Generation ends before the first occurrence of any of these texts. */
  stopWords: readonly string[];
  sampling: Sampling;
}

export type FinishReason = "eos" | "stop" | "length";

export interface Generation {
  index: number;
  /** Generated text without the stop word and without end tokens. */
  text: string;
  tokens: Int32Array;
  finishReason: FinishReason;
  tokenCounts: { prompt: number; generated: number };
  /** Per generated token the best logit minus the second best, from engines that tell: near ties may flip. */
  topTwoGaps?: Float32Array;
}
