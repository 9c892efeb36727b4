// A JSON file of a run's folder, checked on reading: the folder may have been edited, copied in part, written by another program or
// cut short by a power loss.

import { readFileSync } from "node:fs";
import type { z } from "zod";
import { type ErrorCode, errorMessage, OcLocalError } from "../../core/errors.ts";

export interface StoredJsonOptions {
  /** What the file should hold, for the message: "an object". */
  expected: string;
  /** @default "BAD_DATA" */
  code?: ErrorCode;
  /** What to do about a file that cannot be read. */
  hint: string;
}

/** @throws OcLocalError naming the file, what is wrong with it and the remedy. */
export function readStoredJson<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  { expected, code = "BAD_DATA", hint }: StoredJsonOptions,
): z.output<Schema> {
  const fail = (reason: string, cause?: unknown) =>
    new OcLocalError(code, `${path} cannot be read: ${reason}`, { hint, cause });
  const bytes = readBytes(path, fail);
  const damage = damageOf(bytes);
  if (damage !== undefined) throw fail(damage);
  const { success, data, error } = schema.safeParse(parse(bytes, fail));
  if (!success) throw fail(`expected ${expected}`, error);
  return data;
}

type Fail = (reason: string, cause?: unknown) => OcLocalError;

function readBytes(path: string, fail: Fail): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
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
