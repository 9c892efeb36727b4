// A model whose tokens are characters, and pieces that it merges into one token: token counts can be read off the text.

import type { TruncationSide } from "../../src/core/truncation-side.ts";
import type { PromptedModel } from "../../src/inferencers/inferencer.ts";
import { createLmTemplate } from "../../src/prompt/lm-meta-template.ts";

export interface CharModelOptions {
  contextSize?: number;
  truncationSide?: TruncationSide;
  padToken?: number | null;
  /** Put in front of every text when it is given. */
  bosToken?: number | null;
  /** Texts that are one token, the longest first. */
  merged?: string[];
}

/** Id of a merged piece: behind every character. */
export const firstMergedToken = 0x110000;

export function charModel(options: CharModelOptions = {}): PromptedModel {
  const { contextSize = 1000, truncationSide = "left", padToken = null, bosToken = null, merged = [] } = options;
  const plain = createLmTemplate(null);
  return {
    render(prompt, mode) {
      const text = plain.render(prompt, mode);
      return { text, stored: text };
    },
    renderText: (prompt, mode) => plain.render(prompt, mode),
    tokenize: ({ text }) => Int32Array.from([...(bosToken === null ? [] : [bosToken]), ...tokenize(text, merged)]),
    tokenizePiece: (text) => Int32Array.from(tokenize(text, merged)),
    detokenize: (tokens) =>
      [...tokens]
        .map((token) => (token === bosToken ? "" : (merged[token - firstMergedToken] ?? String.fromCodePoint(token))))
        .join(""),
    answerText: ({ text }) => text,
    promptLimit: (outputTokens) => contextSize - outputTokens,
    contextSize,
    truncationSide,
    bosToken,
    padToken,
  };
}

/** The characters of a token list that holds no merged pieces. */
export function textOf(tokens: Int32Array): string {
  return String.fromCodePoint(...tokens);
}

function tokenize(text: string, merged: readonly string[]): number[] {
  const tokens: number[] = [];
  for (let at = 0; at < text.length; ) {
    const piece = merged.findIndex((candidate) => text.startsWith(candidate, at));
    tokens.push(piece < 0 ? (text.codePointAt(at) as number) : firstMergedToken + piece);
    at += piece < 0 ? String.fromCodePoint(tokens.at(-1) as number).length : (merged[piece] as string).length;
  }
  return tokens;
}
