// The text of each token, for people. A character may be spread over several tokens (bytes of Chinese, emoji): these stand
// together, because none of them is text alone.

import type { Tokenizer } from "../../core/request.ts";
import type { TokenPiece } from "../../report/prompt/prompt-view.ts";

/** A character has at most four bytes in UTF-8, so it has at most four tokens. */
const mostTokens = 4;
const incomplete = "\ufffd";

export function tokenPieces(tokens: Int32Array, tokenizer: Pick<Tokenizer, "detokenize">): TokenPiece[] {
  const pieces: TokenPiece[] = [];
  for (let start = 0; start < tokens.length; ) {
    let end = start + 1;
    let text = textBehind(tokens, { start, end }, tokenizer);
    while (text.endsWith(incomplete) && end < tokens.length && end - start < mostTokens) {
      end += 1;
      text = textBehind(tokens, { start, end }, tokenizer);
    }
    const ids = tokens.slice(start, end);
    pieces.push({ ids: [...ids], text, isSpecial: isSpecial(ids, text, tokenizer) });
    start = end;
  }
  return pieces;
}

/** Read together with the token before: a text that stands alone may lose the space in front of its first word. */
function textBehind(
  tokens: Int32Array,
  { start, end }: { start: number; end: number },
  { detokenize }: Pick<Tokenizer, "detokenize">,
): string {
  if (start === 0) return detokenize(tokens.slice(0, end));
  const before = detokenize(tokens.slice(start - 1, start));
  return detokenize(tokens.slice(start - 1, end)).slice(before.length);
}

function isSpecial(ids: Int32Array, text: string, { detokenize }: Pick<Tokenizer, "detokenize">): boolean {
  return ids.length === 1 && text.trim() !== "" && detokenize(ids, { special: false }) === "";
}
