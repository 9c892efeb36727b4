// JSON files. JavaScript reads 64.0 as 64, Python as a float that prints as "64.0": `numbers: "python-text"` keeps what
// Python would print, for the files whose floats go into prompts or references.
// docs/exactness.md E1.5.

import { OcLocalError } from "../core/errors.ts";
import type { JsonValue } from "../core/json.ts";
import { type JsonShape, jsonShape } from "../core/json-shape.ts";
import { lineOf, tooDeep } from "../core/outside-file.ts";
import { pyFloat } from "../core/python-text.ts";
import { RowBudget } from "./bounds.ts";
import { findJsonError, type JsonError } from "./json-error.ts";
import { documentHint } from "./json-hint.ts";
import { endOfJsonString } from "./json-string.ts";
import { bothHalves, findLoneSurrogate } from "./lone-surrogate.ts";
import { readBytes } from "./read-bytes.ts";
import { textOf } from "./txt.ts";

export interface JsonOptions {
  /**
   * `"python-text"`: every number becomes the text Python's `str()` has for it. Integers beyond 2^53, which JavaScript
   * would round, become their digits either way.
   * @default "number"
   */
  numbers?: "number" | "python-text";
}

/** @throws OcLocalError MISSING_DATA, or BAD_DATA naming file, line and column. */
export async function readJson(path: string, options: JsonOptions = {}): Promise<JsonValue> {
  const bytes = await readBytes(path);
  const text = textOf(path, bytes);
  const { values } = requireShallow(bytes, { path, line: 1 });
  new RowBudget(path).add(1, bytes.length, values);
  const source = { path, line: 1, hint: (error: JsonError) => documentHint(path, error) };
  return parseJson(text, source, options);
}

/** @param bytes Of JSON text that begins at a line of the file. @throws OcLocalError BAD_DATA */
export function requireShallow(bytes: Buffer, { path, line }: Pick<JsonSource, "path" | "line">): JsonShape {
  const shape = jsonShape(bytes);
  if (shape.tooDeepAt === undefined) return shape;
  throw new OcLocalError("BAD_DATA", `${path}:${line - 1 + lineOf(bytes, shape.tooDeepAt)}: ${tooDeep}`, {
    hint: "take the value out, or write it as a text",
  });
}

/** Where in the file a text begins, and what to advise where it goes wrong. */
export interface JsonSource {
  path: string;
  line: number;
  hint?: (error: JsonError) => string;
}

/** NaN, Infinity and -Infinity are read: Python writes them. @throws OcLocalError BAD_DATA */
export function parseJson(text: string, source: JsonSource, options: JsonOptions): JsonValue {
  const lone = findLoneSurrogate(text);
  const error = lone === null ? null : halfCharacter(text, lone);
  try {
    const value = parse(text, options);
    if (error === null) return value;
    throw badJson(text, source, error);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    const wrong = findJsonError(text) ?? error;
    if (wrong !== null) throw badJson(text, source, wrong, cause);
    return parse(withPythonNumbers(text), options, (_, value) => (value === notANumber ? nanOf(options) : value));
  }
}

function parse(
  text: string,
  { numbers }: JsonOptions,
  revive?: (key: string, value: JsonValue) => JsonValue,
): JsonValue {
  const value: JsonValue = JSON.parse(text, revive);
  if (numbers === "python-text")
    return JSON.parse(
      quoteNumbers(text, () => true),
      revive,
    );
  return mayHoldUnsafeInteger.test(text) ? JSON.parse(quoteNumbers(text, isUnsafeInteger), revive) : value;
}

function badJson(text: string, { path, line, hint }: JsonSource, error: JsonError, cause?: unknown): OcLocalError {
  const before = text.slice(0, error.offset).split("\n");
  const place = `${path}:${line + before.length - 1}:${(before.at(-1) as string).length + 1}`;
  const advice = hint?.(error);
  return new OcLocalError("BAD_DATA", `${place}: not valid JSON: expected ${error.expected}, found ${error.found}`, {
    cause,
    ...(advice !== undefined && { hint: advice }),
  });
}

function halfCharacter(text: string, offset: number): JsonError {
  const found = `the half ${text.slice(offset, offset + 6)} alone: a text was cut inside it`;
  return { offset, expected: bothHalves, found };
}

/** Stands for NaN, which JavaScript's JSON cannot say; a text of a file would have to hold these very characters. */
const notANumber = "\u0000NaN\u0000";
const quoteOrPythonNumber = /"|NaN|Infinity/g;

/** JSON that JavaScript reads: 1e999 is infinite. */
function withPythonNumbers(text: string): string {
  const words: Readonly<Record<string, string>> = { NaN: JSON.stringify(notANumber), Infinity: "1e999" };
  return replaceOutsideTexts(text, quoteOrPythonNumber, (word) => words[word] ?? null);
}

function nanOf({ numbers }: JsonOptions): JsonValue {
  return numbers === "python-text" ? "nan" : Number.NaN;
}

const mayHoldUnsafeInteger = /\d{16}/;
const quoteOrNumber = /"|-?\d[\d.eE+-]*/g;

/** Valid JSON with the chosen number literals replaced by strings of Python's text for them. */
function quoteNumbers(text: string, chosen: (literal: string) => boolean): string {
  return replaceOutsideTexts(text, quoteOrNumber, (literal) => (chosen(literal) ? `"${pythonText(literal)}"` : null));
}

/** @param pattern Finds quotes and what may be replaced. @param replacement Null: it stays. */
function replaceOutsideTexts(text: string, pattern: RegExp, replacement: (found: string) => string | null): string {
  const pieces: string[] = [];
  let copied = 0;
  pattern.lastIndex = 0;
  for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
    const [literal] = found;
    const replaced = literal === '"' ? null : replacement(literal);
    if (literal === '"') {
      pattern.lastIndex = endOfJsonString(text, found.index);
    } else if (replaced !== null) {
      pieces.push(text.slice(copied, found.index), replaced);
      copied = pattern.lastIndex;
    }
  }
  return pieces.join("") + text.slice(copied);
}

function pythonText(literal: string): string {
  return isInteger(literal) ? BigInt(literal).toString() : pyFloat(Number(literal));
}

function isUnsafeInteger(literal: string): boolean {
  return isInteger(literal) && !Number.isSafeInteger(Number(literal));
}

function isInteger(literal: string): boolean {
  return /^-?\d+$/.test(literal);
}
