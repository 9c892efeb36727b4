// A JSON file of a run's folder, checked on reading: the folder may have been edited, copied in part or written by another
// program.

import { readFileSync } from "node:fs";
import type { z } from "zod";
import { errorMessage, OcLocalError } from "../../core/errors.ts";

/** @param expected What the file should hold, for the message. */
export function readStoredJson<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  expected: string,
): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message : `expected ${expected}`;
    throw new OcLocalError(
      "BAD_DATA",
      `${path} cannot be read: ${isSystemError(error) ? errorMessage(error) : reason}`,
      {
        hint: "restore the file; a result is made again by oc-local eval -m eval -r",
        cause: error,
      },
    );
  }
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && "syscall" in error;
}
