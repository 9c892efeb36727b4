// A text cut at what a pattern finds, by the behaviours of `tokenizers`.

export type Behavior = "Removed" | "Isolated" | "MergedWithPrevious" | "MergedWithNext" | "Contiguous";

/** A pattern with the flag g. */
export type Finder = RegExp;

interface Piece {
  text: string;
  isMatch: boolean;
}

/** @param invert What the pattern does not find counts as found. */
export function splitText(text: string, find: Finder, behavior: Behavior, { invert = false } = {}): string[] {
  const pieces = piecesOf(text, find).map(({ text, isMatch }) => ({ text, isMatch: isMatch !== invert }));
  return join(pieces, behavior).filter((piece) => piece !== "");
}

function piecesOf(text: string, find: Finder): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(find)) {
    if (match.index > end) pieces.push({ text: text.slice(end, match.index), isMatch: false });
    pieces.push({ text: match[0], isMatch: true });
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), isMatch: false });
  return pieces;
}

function join(pieces: readonly Piece[], behavior: Behavior): string[] {
  if (behavior === "Isolated") return pieces.map(({ text }) => text);
  if (behavior === "Removed") return pieces.filter(({ isMatch }) => !isMatch).map(({ text }) => text);
  if (behavior === "Contiguous") return merge(pieces, (piece, before) => piece.isMatch === before);
  if (behavior === "MergedWithPrevious") return merge(pieces, (piece, before) => piece.isMatch && !before);
  return mergeBackwards(pieces);
}

/** @param belongs Whether a piece goes to the one before it, of which is told whether it was found. */
function merge(pieces: readonly Piece[], belongs: (piece: Piece, before: boolean) => boolean): string[] {
  const merged: string[] = [];
  let before = false;
  for (const piece of pieces) {
    if (merged.length > 0 && belongs(piece, before)) merged[merged.length - 1] += piece.text;
    else merged.push(piece.text);
    before = piece.isMatch;
  }
  return merged;
}

function mergeBackwards(pieces: readonly Piece[]): string[] {
  const merged: string[] = [];
  let after = false;
  for (const { text, isMatch } of pieces.toReversed()) {
    if (merged.length > 0 && isMatch && !after) merged[0] = text + merged[0];
    else merged.unshift(text);
    after = isMatch;
  }
  return merged;
}
