// Which part of a label's text answers: from the option's own text on, with the blanks in front of it, as
// lm-evaluation-harness divides a text (its _encode_pair moves blanks at the end of a context to the continuation). Lengths are
// those of the option's text as it is written, whatever a tokenizer makes of the blanks around it and of words that all options
// begin with.

import type { Row } from "../../core/dataset.ts";
import { OcLocalError } from "../../core/errors.ts";
import { commonPrefix } from "../../core/token-sequence.ts";
import { lstrip, rstrip } from "../../core/unicode.ts";
import type { ContinuationRule, FittedPrompt, PromptedModel, RenderedPrompt } from "../inferencer.ts";

/** Lengths of a continuation: tokens are counted from the end of the text, because an overlong text loses its start. */
export interface Continuation {
  tokens: number;
  /** Of the option's own text, in UTF-8; 0 where it is empty. */
  bytes: number;
  /** The same in code points. */
  characters: number;
}

export type Continuations = Continuation[] | { missing: string };

/** An option's own text in its prompt. */
export interface OwnText {
  /** Where it begins, in UTF-16 units. */
  start: number;
  text: string;
}

/**
 * The continuations of a row's labels. Of a token that reaches over the border from a context that labels share, all of them
 * take the tokens from there on, so that they are scored behind the same context.
 *
 * @param prompts With their examples, before any token is cut.
 */
export function continuationsOf(
  model: PromptedModel,
  prompts: readonly Pick<FittedPrompt, "rendered" | "whole">[],
  own: readonly OwnText[],
): Continuations {
  const tokenize = rememberTexts(model);
  const shared = prompts.map((prompt, i) => contextTokens(tokenize, prompt, (own[i] as OwnText).start));
  const contexts = prompts.map(({ rendered }, i) => rendered.text.slice(0, (own[i] as OwnText).start));
  const from = shared.map((_, i) => Math.min(...shared.filter((__, j) => contexts[j] === contexts[i])));
  // Nothing predicts the first token of a text; where it is the same for all labels, it decides nothing either.
  const isFair = from.every((place) => place > 0) || new Set(prompts.map(({ whole }) => whole[0])).size === 1;
  if (!isFair) return { missing: "the options begin their prompts, so that nothing predicts their first tokens" };
  return prompts.map(({ whole }, i) => {
    const { text } = own[i] as OwnText;
    return { tokens: whole.length - Math.max(1, from[i] as number), ...lengthsOf(text) };
  });
}

/** Continuations in what the model reads of each text, which may have lost its start. */
export function placed<Text extends { tokens: Int32Array }>(
  texts: readonly Text[],
  continuations: readonly Continuation[],
): (Text & { from: number; bytes: number; characters: number })[] {
  return texts.map((text, i) => {
    const { tokens, bytes, characters } = continuations[i] as Continuation;
    return { ...text, bytes, characters, from: Math.max(1, text.tokens.length - tokens) };
  });
}

function lengthsOf(text: string): Pick<Continuation, "bytes" | "characters"> {
  return { bytes: Buffer.byteLength(text), characters: [...text].length };
}

type Tokenize = (rendered: RenderedPrompt, text: string) => Int32Array;

/** The labels of a row mostly share their context. */
function rememberTexts(model: PromptedModel): Tokenize {
  const known = new Map<string, Int32Array>();
  return (rendered, text) => {
    const tokens = known.get(text) ?? model.tokenize({ ...rendered, text });
    known.set(text, tokens);
    return tokens;
  };
}

/** How many tokens of a prompt are its context's; at least one is left to be scored. */
function contextTokens(
  tokenize: Tokenize,
  { rendered, whole }: Pick<FittedPrompt, "rendered" | "whole">,
  start: number,
): number {
  const context = rendered.text.slice(0, start);
  const bare = tokenize(rendered, rstrip(context));
  const shared = commonPrefix(bare, whole);
  if (shared === bare.length) return Math.min(shared, whole.length - 1);
  // A mark and the line end behind it may be one token, which then is the context's.
  const withBlanks = commonPrefix(tokenize(rendered, context), whole);
  return Math.min(bare.length, Math.max(shared, withBlanks), whole.length - 1);
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
export function namedText(rule: ContinuationRule, { text }: { text: string }, row: Row): OwnText {
  if ("column" in rule) {
    const value = continuationText(rule, row);
    if (text.endsWith(value)) return { start: text.length - value.length, text: value };
    throw new OcLocalError(
      "BAD_DATA",
      `column "${rule.column}" is not the text that ends the prompt, which log-likelihood scores`,
      {
        hint: `the prompt ends ${JSON.stringify(text.slice(-40))}, the column ${JSON.stringify(value.slice(-40))}; ${otherContinuations}`,
      },
    );
  }
  const at = text.lastIndexOf(rule.after);
  const found = at < 0 ? "" : lstrip(text.slice(at + rule.after.length));
  if (found !== "") return { start: text.length - found.length, text: found };
  const problem = at < 0 ? "does not contain" : "ends with";
  throw new OcLocalError("TEMPLATE", `the prompt ${problem} continuation.after ${JSON.stringify(rule.after)}`, {
    hint: "name a text that stands in front of the answer in the template of every label",
  });
}

/** Noncharacters, of which a prompt holds hardly any. */
const marks = Array.from({ length: 32 }, (_, i) => String.fromCharCode(0xfdd0 + i));

/**
 * The own text of a label's prompt, found by rendering it with marks.
 *
 * @param render The prompt with a mark around the own text. @returns Undefined where the template tells none.
 */
export function ownTextOf({ text }: { text: string }, render: (mark: string) => string): OwnText | undefined {
  const mark = marks.find((candidate) => !text.includes(candidate));
  if (mark === undefined) return undefined;
  const [before = "", own, ...behind] = render(mark).split(mark);
  // The prompt may be rendered otherwise with a mark in it.
  if (own === undefined || behind.length !== 1 || before + own + behind[0] !== text) return undefined;
  return { start: before.length, text: own };
}
