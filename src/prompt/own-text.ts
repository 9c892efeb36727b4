// Which part of a label's template is the option's own text: what the templates of the labels do not share. They are compared
// as they are written, a placeholder counting as one piece, so that neither a row's values nor a tokenizer moves the border:
//
//     A: {question}\nAnswer: {A}.      own text: {A}, whatever {A} and {B} have in common
//     B: {question}\nAnswer: {B}.

import { isMarker, type SectionedPrompt } from "./prompt-list.ts";

/** A place in a prompt: the item of its list, and an offset in that item's text. */
interface Place {
  item: number;
  offset: number;
}

export interface OwnSpan {
  start: Place;
  end: Place;
}

interface Piece {
  text: string;
  /** Absent for what is no text: a role, a section. */
  place?: Place;
}

/** @param prompts The labels' templates, not filled. @returns A span per label; undefined where a template has no text at all. */
export function ownSpans(prompts: readonly SectionedPrompt[]): (OwnSpan | undefined)[] {
  const labels = prompts.map(piecesOf);
  let before = sharedPieces(labels);
  let behind = sharedPieces(labels.map((pieces) => pieces.slice(before).reverse()));
  const own = (pieces: Piece[]) => trimBlanks(pieces.slice(before, pieces.length - behind));
  const isComplete = () => labels.every((pieces) => own(pieces).length > 0);
  // An option may be another one with a word less ("right" and "not right"): no option is without text.
  if (!isComplete()) behind = 0;
  while (before > 0 && !isComplete()) before -= 1;
  return labels.map((pieces) => spanOf(own(pieces)));
}

/** Puts a mark at both ends of the own text. */
export function markSpan(prompt: SectionedPrompt, { start, end }: OwnSpan, mark: string): SectionedPrompt {
  const marked = (text: string, item: number) => {
    const places = [end, start].filter((place) => place.item === item);
    return places.reduce((done, { offset }) => done.slice(0, offset) + mark + done.slice(offset), text);
  };
  if (typeof prompt === "string") return marked(prompt, 0);
  return prompt.map((item, i) => {
    if (typeof item === "string") return marked(item, i);
    return isMarker(item) || item.prompt === undefined ? item : { ...item, prompt: marked(item.prompt, i) };
  });
}

function piecesOf(prompt: SectionedPrompt): Piece[] {
  if (typeof prompt === "string") return textPieces(prompt, 0);
  return prompt.flatMap((item, i) => {
    if (typeof item === "string") return textPieces(item, i);
    if (isMarker(item)) return [{ text: JSON.stringify(item) }];
    const { prompt: text = "", ...role } = item;
    return [{ text: JSON.stringify(role) }, ...textPieces(text, i)];
  });
}

/** A placeholder, a word of a script that parts words by blanks, or a single character. */
const piece =
  /\{[^{}\n]*\}|(?:(?![\p{Ideographic}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Thai}])[\p{L}\p{M}\p{N}])+|./gsu;

function textPieces(text: string, item: number): Piece[] {
  return [...text.matchAll(piece)].map((found) => ({ text: found[0], place: { item, offset: found.index } }));
}

function sharedPieces([first = [], ...others]: readonly (readonly Piece[])[]): number {
  const isSame = (a: Piece | undefined, b: Piece | undefined) =>
    a?.text === b?.text && (a?.place === undefined) === (b?.place === undefined);
  const end = first.findIndex((own, i) => !others.every((other) => i < other.length && isSame(own, other[i])));
  return end < 0 ? first.length : end;
}

function trimBlanks(pieces: readonly Piece[]): Piece[] {
  const isText = ({ text, place }: Piece) => place !== undefined && text.trim() !== "";
  return pieces.slice(Math.max(0, pieces.findIndex(isText)), pieces.findLastIndex(isText) + 1);
}

function spanOf(pieces: readonly Piece[]): OwnSpan | undefined {
  const [first, last] = [pieces[0], pieces.at(-1)];
  if (first?.place === undefined || last?.place === undefined) return undefined;
  return { start: first.place, end: { ...last.place, offset: last.place.offset + last.text.length } };
}
