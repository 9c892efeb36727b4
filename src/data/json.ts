// JSON files. JavaScript reads 64.0 as 64, Python as a float that prints as "64.0": `numbers: "python-text"` keeps what
// Python would print, for the files whose floats go into prompts or references.

import { OcLocalError } from "../core/errors.ts";
import type { JsonValue } from "../core/json.ts";
import { pyFloat } from "../core/python-text.ts";
import { findJsonError } from "./json-error.ts";
import { endOfJsonString } from "./json-string.ts";
import { readText } from "./txt.ts";

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
  return parseJson(await readText(path), { path, line: 1 }, options);
}

/** @param start Where in the file `text` begins. */
export function parseJson(text: string, start: { path: string; line: number }, options: JsonOptions): JsonValue {
  try {
    const value: JsonValue = JSON.parse(text);
    if (options.numbers === "python-text") return JSON.parse(quoteNumbers(text, () => true));
    return mayHoldUnsafeInteger.test(text) ? JSON.parse(quoteNumbers(text, isUnsafeInteger)) : value;
  } catch (cause) {
    const error = findJsonError(text);
    if (error === null) throw cause;
    const before = text.slice(0, error.offset).split("\n");
    const place = `${start.path}:${start.line + before.length - 1}:${(before.at(-1) as string).length + 1}`;
    throw new OcLocalError("BAD_DATA", `${place}: not valid JSON: expected ${error.expected}, found ${error.found}`, {
      cause,
    });
  }
}

const mayHoldUnsafeInteger = /\d{16}/;
const quoteOrNumber = /"|-?\d[\d.eE+-]*/g;

/** Valid JSON with the chosen number literals replaced by strings of Python's text for them. */
function quoteNumbers(text: string, chosen: (literal: string) => boolean): string {
  const pieces: string[] = [];
  let copied = 0;
  quoteOrNumber.lastIndex = 0;
  for (let found = quoteOrNumber.exec(text); found !== null; found = quoteOrNumber.exec(text)) {
    const [literal] = found;
    if (literal === '"') {
      quoteOrNumber.lastIndex = endOfJsonString(text, found.index);
    } else if (chosen(literal)) {
      pieces.push(text.slice(copied, found.index), `"${pythonText(literal)}"`);
      copied = quoteOrNumber.lastIndex;
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
