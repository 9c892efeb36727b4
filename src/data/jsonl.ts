// JSON Lines: one object a line, gzipped when the name ends in ".gz". Lines end at CRLF, LF or a lone CR as in Python's
// text mode, and nowhere else: U+2028 and U+2029 may stand inside a JSON string.

import type { Row } from "../core/dataset.ts";
import { OcLocalError } from "../core/errors.ts";
import type { JsonValue } from "../core/json.ts";
import { byteOrderMark, innerMark } from "./inner-mark.ts";
import { type JsonOptions, parseJson } from "./json.ts";
import { findJsonError, type JsonError } from "./json-error.ts";
import { lineHint, listHint } from "./json-hint.ts";
import { withFile } from "./table-file.ts";
import { readText } from "./txt.ts";

/** @throws OcLocalError MISSING_DATA, or BAD_DATA naming file, line and column. */
export async function readJsonl(path: string, options: JsonOptions = {}): Promise<Row[]> {
  const text = await readText(path);
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  const first = lines[0] ?? "";
  if (first.trimStart().startsWith("[") && isList(text)) {
    const message = `${path}:1: expected one object a line, found one JSON list over the whole file`;
    throw new OcLocalError("BAD_DATA", message, { hint: listHint(path) });
  }
  const rows = lines.map((line, i) => {
    const place = { line: i + 1, isLast: i + 1 === lines.length };
    if (line.trim() === "") throw blankLine(path, i + 1);
    if (line.startsWith(byteOrderMark)) throw innerMark(path, i + 1);
    const source = { path, line: i + 1, hint: (error: JsonError) => lineHint(path, error, place) };
    const value = parseJson(line, source, options);
    if (isRow(value)) return value;
    throw new OcLocalError("BAD_DATA", `${path}:${i + 1}: expected an object, found ${line.slice(0, 20)}`, {
      hint: "a JSON Lines file holds one {...} a line; other lines do not belong in it",
    });
  });
  return withFile(rows, path);
}

/** One list of objects, also one that is spread over lines. */
function isList(text: string): boolean {
  if (findJsonError(text) !== null) return false;
  return /^\s*\[\s*\{/.test(text);
}

function isRow(value: JsonValue): value is Row {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function blankLine(path: string, line: number): OcLocalError {
  return new OcLocalError("BAD_DATA", `${path}:${line}: expected an object, found a blank line`, {
    hint: `delete line ${line}`,
  });
}
