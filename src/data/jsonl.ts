// JSON Lines: one object a line, gzipped when the name ends in ".gz". Lines end at CRLF, LF or a lone CR as in Python's
// text mode, and nowhere else: U+2028 and U+2029 may stand inside a JSON string.

import type { Row } from "../core/dataset.ts";
import { OcLocalError } from "../core/errors.ts";
import type { JsonValue } from "../core/json.ts";
import { type JsonOptions, parseJson } from "./json.ts";
import { withFile } from "./table-file.ts";
import { readText } from "./txt.ts";

/** @throws OcLocalError MISSING_DATA, or BAD_DATA naming file, line and column. */
export async function readJsonl(path: string, options: JsonOptions = {}): Promise<Row[]> {
  const lines = (await readText(path)).split("\n");
  if (lines.at(-1) === "") lines.pop();
  const rows = lines.map((line, i) => {
    if (line.trim() === "") throw blankLine(path, i + 1);
    const value = parseJson(line, { path, line: i + 1 }, options);
    if (isRow(value)) return value;
    throw new OcLocalError("BAD_DATA", `${path}:${i + 1}: expected an object, found ${line.slice(0, 20)}`, {
      hint: "a JSON Lines file holds one {...} a line; a whole JSON document is read with readJson",
    });
  });
  return withFile(rows, path);
}

function isRow(value: JsonValue): value is Row {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function blankLine(path: string, line: number): OcLocalError {
  return new OcLocalError("BAD_DATA", `${path}:${line}: expected an object, found a blank line`, {
    hint: `delete line ${line}`,
  });
}
