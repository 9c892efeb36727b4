// What the prompts of a row's labels share, and what each has behind it: in text and in tokens.

import type { PromptText, TokenPiece } from "./prompt-view.ts";

export interface SharedPrompts {
  /** Empty when the labels share nothing; with one prompt all of it. */
  text: string;
  pieces: TokenPiece[];
  /** What is left of each prompt, in order. */
  rests: { label: string | null; text: string; pieces: TokenPiece[]; prompt: PromptText }[];
}

export function sharedPrompts(prompts: readonly PromptText[]): SharedPrompts {
  const texts = prompts.map(({ text }) => [...text]); // code points: a character is never split
  const pieces = prompts.map(({ tokens }) => tokens?.pieces ?? []);
  if (prompts.length === 1) return { text: prompts[0]?.text ?? "", pieces: pieces[0] ?? [], rests: [] };
  const textLength = commonLength(texts, (a, b) => a === b);
  const pieceLength = commonLength(pieces, (a, b) => a.ids.join() === b.ids.join());
  return {
    text: texts[0]?.slice(0, textLength).join("") ?? "",
    pieces: pieces[0]?.slice(0, pieceLength) ?? [],
    rests: prompts.map((prompt, i) => ({
      label: prompt.label,
      text: texts[i]?.slice(textLength).join("") ?? "",
      pieces: pieces[i]?.slice(pieceLength) ?? [],
      prompt,
    })),
  };
}

/** Items that all lists have in common from the start. */
function commonLength<Item>(
  [first = [], ...others]: readonly Item[][],
  isEqual: (a: Item, b: Item) => boolean,
): number {
  const differs = first.findIndex((item, i) =>
    others.some((other) => i >= other.length || !isEqual(item, other[i] as Item)),
  );
  return differs < 0 ? first.length : differs;
}
