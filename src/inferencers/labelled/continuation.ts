// Which part of a label's text answers. Templates per label mark no boundary: what the labels' token sequences do not share
// is the continuation. A dataset may name it instead: the text behind a separator, or a column that ends the prompt.

import type { Row } from "../../core/dataset.ts";
import { OcLocalError } from "../../core/errors.ts";
import { commonPrefix } from "../../core/token-sequence.ts";
import type { ContinuationRule, FittedPrompt, PromptedModel } from "../inferencer.ts";

/** Lengths of a continuation: tokens are counted from the end of the text, because an overlong text loses its start. */
export interface Continuation {
  tokens: number;
  /** UTF-8. */
  bytes: number;
  /** Code points. */
  characters: number;
}

export type Continuations = Continuation[] | { missing: string };

/**
 * The continuations behind what all labels share, cut at the start of a token that is also the start of a character.
 *
 *     … Answer :  A       shared: … Answer :      continuations: " A", " B"
 *     … Answer :  B
 *
 * @param texts Token ids of the labels' whole prompts.
 */
export function unsharedContinuations(model: PromptedModel, texts: readonly Int32Array[]): Continuations {
  const [first, ...others] = texts as [Int32Array, ...Int32Array[]];
  if (others.length === 0) return { missing: "there is one label, so nothing shows where its continuation begins" };
  // A label's prompt may begin another's; each keeps a token to be scored.
  const most = Math.min(...texts.map(({ length }) => length - 1));
  const shared = Math.min(most, ...others.map((other) => commonPrefix(first, other)));
  if (shared < 1) return { missing: "the labels' prompts do not begin with the same token" };
  return behindCharacter(model, texts, shared);
}

/** Most tokens that one character is spread over, and some context: enough to see it whole. */
const characterWindow = 8;

/** A character may be spread over several tokens, of which labels share the first: the boundary moves in front of it. */
function behindCharacter(model: PromptedModel, texts: readonly Int32Array[], shared: number): Continuation[] {
  // Texts are compared from a common start, so that what a tokenizer adds or hides there falls out.
  const start = Math.max(0, shared - characterWindow);
  const ends = texts.map((tokens) => model.detokenize(tokens.subarray(start)));
  for (let from = shared; ; from--) {
    const before = model.detokenize((texts[0] as Int32Array).subarray(start, from));
    if (from > Math.max(1, start) && !ends.every((end) => end.startsWith(before))) continue;
    return texts.map(({ length }, i) => measured((ends[i] as string).slice(before.length), length - from));
  }
}

function measured(text: string, tokens: number): Continuation {
  // A control token may have no text; a mean over nothing would be infinite.
  return { tokens, bytes: Math.max(1, Buffer.byteLength(text)), characters: Math.max(1, [...text].length) };
}

/** The continuation that ends a prompt: tokens behind those the prompt shares with itself without that text. */
export function endingContinuation(
  model: PromptedModel,
  { rendered, whole }: FittedPrompt,
  continuation: string,
): Continuation {
  const before = model.tokenize({ ...rendered, text: rendered.text.slice(0, -continuation.length) });
  const shared = Math.min(commonPrefix(before, whole), whole.length - 1);
  return measured(continuation, whole.length - shared);
}

/** The value of the column that ends the prompts of a row. @throws OcLocalError BAD_DATA where the row has none. */
export function continuationText({ column }: Extract<ContinuationRule, { column: string }>, row: Row): string {
  const value = row[column];
  if (typeof value === "string" && value !== "") return value;
  const found = value === undefined || value === null ? "none" : JSON.stringify(value).slice(0, 40);
  throw new OcLocalError(
    "BAD_DATA",
    `log-likelihood needs a column "${column}" with the text that ends the prompt, found ${found}`,
    { hint: `${otherContinuations}; columns of the row: ${Object.keys(row).join(", ")}` },
  );
}

const otherContinuations =
  'the dataset can say where its answers begin: "continuation": { "after": "Answer:" } names the text in front of them, "continuation": { "column": "…" } the column that ends the prompt';

/** The text that a dataset's rule names as the continuation of a prompt. */
export function namedContinuation(rule: ContinuationRule, { text }: { text: string }, row: Row): string {
  if ("column" in rule) {
    const value = continuationText(rule, row);
    if (text.endsWith(value)) return value;
    throw new OcLocalError(
      "BAD_DATA",
      `column "${rule.column}" is not the text that ends the prompt, which log-likelihood scores`,
      {
        hint: `the prompt ends ${JSON.stringify(text.slice(-40))}, the column ${JSON.stringify(value.slice(-40))}; ${otherContinuations}`,
      },
    );
  }
  const at = text.lastIndexOf(rule.after);
  const found = at < 0 ? "" : text.slice(at + rule.after.length);
  if (found !== "") return found;
  const problem = at < 0 ? "does not contain" : "ends with";
  throw new OcLocalError("TEMPLATE", `the prompt ${problem} continuation.after ${JSON.stringify(rule.after)}`, {
    hint: "name a text that stands in front of the answer in the template of every label",
  });
}
