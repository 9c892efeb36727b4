// JSON Lines: one object a line, gzipped when the name ends in ".gz". Every line is read and checked, also where few rows are asked.

import type { Row } from "../core/dataset.ts";
import { OcLocalError } from "../core/errors.ts";
import type { JsonValue } from "../core/json.ts";
import { RowBudget } from "./bounds.ts";
import { byteOrderMark, innerMark } from "./inner-mark.ts";
import { type JsonOptions, parseJson, requireShallow } from "./json.ts";
import { findJsonError, type JsonError } from "./json-error.ts";
import { lineHint, listHint } from "./json-hint.ts";
import { type DataLine, readLines } from "./read-lines.ts";
import { withFile } from "./table-file.ts";
import { readText } from "./txt.ts";

/** @throws OcLocalError MISSING_DATA, or BAD_DATA naming file, line and column. */
export async function readJsonl(path: string, options: JsonOptions = {}): Promise<Row[]> {
  const rows: Row[] = [];
  const budget = new RowBudget(path);
  for await (const lines of readLines(path)) {
    const [first] = lines;
    if (first === undefined) continue;
    budget.check(first.line);
    if (first.line === 1 && first.text.trimStart().startsWith("[")) await refuseList(path);
    for (const line of lines) {
      const { values } = requireShallow(line.bytes, { path, line: line.line });
      budget.add(line.line, line.bytes.length, values);
      rows.push(readRow(path, line, options));
    }
  }
  return withFile(rows, path);
}

function readRow(path: string, { line, text, isLast }: DataLine, options: JsonOptions): Row {
  if (text.trim() === "") throw blankLine(path, line);
  if (text.startsWith(byteOrderMark)) throw innerMark(path, line);
  const source = { path, line, hint: (error: JsonError) => lineHint(path, error, { line, isLast }) };
  const value = parseJson(text, source, options);
  if (isRow(value)) return value;
  throw new OcLocalError("BAD_DATA", `${path}:${line}: expected an object, found ${text.slice(0, 20)}`, {
    hint: "a JSON Lines file holds one {...} a line; other lines do not belong in it",
  });
}

/** One list of objects, also one that is spread over lines. */
async function refuseList(path: string): Promise<void> {
  const text = await readText(path);
  if (findJsonError(text) !== null || !/^\s*\[\s*\{/.test(text)) return;
  const message = `${path}:1: expected one object a line, found one JSON list over the whole file`;
  throw new OcLocalError("BAD_DATA", message, { hint: listHint(path) });
}

function isRow(value: JsonValue): value is Row {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function blankLine(path: string, line: number): OcLocalError {
  return new OcLocalError("BAD_DATA", `${path}:${line}: expected an object, found a blank line`, {
    hint: `delete line ${line}`,
  });
}
