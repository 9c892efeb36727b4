// results/<model>/<dataset>.json as this project writes it, in OpenCompass's form: metrics, what we count under "oc_local", then
// "details" with an entry per row. The rows are left unread where only the numbers are wanted: a file of a million rows costs
// no more memory than one of ten.

import { constants } from "node:buffer";
import { closeSync, existsSync, fstatSync, readSync } from "node:fs";
import { z } from "zod";
import type { JsonObject } from "../../core/json.ts";
import { deepestStored, isDeeperThan } from "../../core/json-shape.ts";
import { pyStr } from "../../core/python-text.ts";
import type { StoredResult } from "../../core/summary.ts";
import { writeFileAtomically } from "../../core/write-file.ts";
import { type Facts, factsSchema } from "../../report/summary/facts.ts";
import { openRegular, readable } from "../../store/journal/journal-lines.ts";
import { damageOf } from "../../store/stored/stored-json.ts";
import { resultsPath, type Workspace } from "../../store/workspace/workspace.ts";
import type { DetailsSpool } from "./details-spool.ts";

/** @param numbers What stands before the details. @param details Absent where no row was judged. @throws OcLocalError STORAGE */
export function writeResult(path: string, numbers: JsonObject, details: DetailsSpool | undefined): void {
  writeFileAtomically(path, resultPieces(numbers, details));
}

const opening = '\n    "details": {';
const closing = "\n}\n";

function* resultPieces(numbers: JsonObject, details: DetailsSpool | undefined): Generator<string | Uint8Array> {
  const head = JSON.stringify(numbers, null, 4);
  if (details === undefined) {
    yield `${head}\n`;
    return;
  }
  yield head === "{}" ? `{${opening}` : `${head.slice(0, -"\n}".length)},${opening}`;
  yield* details.pieces();
  yield `${details.isEmpty ? "}" : "\n    }"}${closing}`;
}

export interface ReadResult extends StoredResult {
  error?: string;
  facts: Facts | undefined;
  /** The file cannot be read. */
  isDamaged?: true;
}

/** As far as the table relies on the form. */
const numbersSchema = z.looseObject({
  error: z.json().exactOptional(),
  oc_local: factsSchema.exactOptional(),
});

/** A stored result; undefined when the dataset was never scored. One that is damaged has no score and says why. */
export function readResult(workspace: Workspace, model: string, dataset: string): ReadResult | undefined {
  const path = resultsPath(workspace, model, dataset);
  if (!existsSync(path)) return undefined;
  const text = readable(path, () => readNumbers(path));
  const found = text === undefined ? { damage: "it is larger than a result is" } : parseNumbers(text);
  if ("damage" in found) {
    const error = `${path} cannot be read: ${found.damage}; --mode eval writes it again`;
    return { metrics: {}, facts: undefined, error, isDamaged: true };
  }
  const { details: _details, oc_local: facts, error, ...values } = found.numbers;
  const metrics = values as StoredResult["metrics"];
  return { metrics, facts, ...(error !== undefined && { error: pyStr(error) }) };
}

function parseNumbers(text: string): { numbers: z.output<typeof numbersSchema> } | { damage: string } {
  const damage = damageOf(Buffer.from(text));
  if (damage !== undefined) return { damage };
  try {
    const value: unknown = JSON.parse(text);
    if (isDeeperThan(value, deepestStored)) return { damage: `it is nested deeper than ${deepestStored} levels` };
    const { success, data } = numbersSchema.safeParse(value);
    if (success && Object.keys(data).some((key) => key !== "details")) return { numbers: data };
    return { damage: "it holds no metrics" };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { damage: `it is no whole JSON (${error.message})` };
  }
}

const pieceBytes = 64 * 1024;

/**
 * The file's text up to the details as an object of its own; the whole text where it is not laid out as we write it. Undefined where
 * that is more than a text can hold.
 */
function readNumbers(path: string): string | undefined {
  const file = openRegular(path);
  try {
    const isWhole = textAt(file, fstatSync(file).size - closing.length, closing.length) === closing;
    let bytes = Buffer.alloc(0);
    while (bytes.length <= constants.MAX_STRING_LENGTH) {
      const piece = Buffer.alloc(Math.max(pieceBytes, bytes.length));
      const read = readSync(file, piece, 0, piece.length, bytes.length);
      bytes = Buffer.concat([bytes, piece.subarray(0, read)]);
      const end = isWhole ? bytes.indexOf(opening) : -1;
      if (end >= 0) return `${bytes.toString("utf8", 0, end).replace(/,$/, "")}\n}`;
      if (read === 0) return bytes.toString("utf8");
    }
    return undefined;
  } finally {
    closeSync(file);
  }
}

function textAt(file: number, start: number, length: number): string {
  if (start < 0) return "";
  const bytes = Buffer.alloc(length);
  return bytes.toString("utf8", 0, readSync(file, bytes, 0, length, start));
}
