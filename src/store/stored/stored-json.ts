// A JSON file of a run's folder, checked on reading: the folder may have been edited, copied in part, written by another program or
// cut short by a power loss.

import { constants as bufferLimits } from "node:buffer";
import { readFileSync, statSync } from "node:fs";
import type { z } from "zod";
import { type ErrorCode, errorMessage, OcLocalError } from "../../core/errors.ts";
import { deepestStored, isDeeperThan } from "../../core/json-shape.ts";
import { printable } from "../../core/printable.ts";

export interface StoredJsonOptions {
  /** What the file should hold, for the message: "an object". */
  expected: string;
  /** @default "BAD_DATA" */
  code?: ErrorCode;
  /** What to do about a file that cannot be read. */
  hint: string;
  /** @default what a text can hold: predictions of many rows */
  maxBytes?: number;
}

/** Of a file that holds no rows: manifest, invocation, configs. */
export const plainFileBytes = 64 * 1024 * 1024;

/** @throws OcLocalError naming the file, what is wrong with it and the remedy. */
export function readStoredJson<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  { expected, code = "BAD_DATA", hint, maxBytes = bufferLimits.MAX_STRING_LENGTH }: StoredJsonOptions,
): z.output<Schema> {
  const fail = (reason: string, cause?: unknown) =>
    new OcLocalError(code, `${path} cannot be read: ${reason}`, { hint, cause });
  const bytes = readBytes(path, maxBytes, fail);
  const damage = damageOf(bytes);
  if (damage !== undefined) throw fail(damage);
  const value = parse(bytes, fail);
  if (isDeeperThan(value, deepestStored)) throw fail(`it is nested deeper than ${deepestStored} levels`);
  const { success, data, error } = schema.safeParse(value);
  if (!success) throw fail(`expected ${expected}${placeOf(error)}`, error);
  return data;
}

type Fail = (reason: string, cause?: unknown) => OcLocalError;

/** The first field that is another one than expected. */
function placeOf({ issues }: z.ZodError): string {
  const place = issues[0]?.path.map(String).join(".") ?? "";
  return place === "" ? "" : ` (${printable(place).slice(0, 200)} is not as expected)`;
}

/** A pipe would be waited for, and a device need not end. */
function readBytes(path: string, maxBytes: number, fail: Fail): Buffer {
  try {
    const stat = statSync(path);
    if (!stat.isFile() && !stat.isDirectory()) throw fail("it is no regular file");
    if (stat.size > maxBytes) throw fail(`it has ${stat.size} bytes, more than the ${maxBytes} that it may have`);
    return readFileSync(path);
  } catch (error) {
    if (error instanceof OcLocalError) throw error;
    throw fail(errorMessage(error), error);
  }
}

/** What a power loss leaves of a file that was not on the disk yet. */
export function damageOf(bytes: Buffer): string | undefined {
  if (bytes.every((byte) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09)) return "it is empty";
  return bytes.includes(0) ? "it holds zero bytes, as a power loss leaves them" : undefined;
}

/** Also of a file that is longer than a text can be. */
function parse(bytes: Buffer, fail: Fail): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) throw fail(`it is no whole JSON (${error.message})`, error);
    throw fail(errorMessage(error), error);
  }
}
