// Errors on screen: what failed and what to do about it, without a stack unless --debug asks for it.

import { styleText } from "node:util";
import { type ErrorCode, OcLocalError } from "../core/errors.ts";

export const exitCodes = { failed: 1, usage: 2, interrupted: 130 } as const;

/** Prints to standard error. @returns The exit code that belongs to the error. */
export function printError(error: unknown, debug: boolean): number {
  const own = error instanceof OcLocalError;
  const label = styleText("red", "error:", { stream: process.stderr });
  process.stderr.write(`${label} ${error instanceof Error ? error.message : String(error)}\n`);
  if (own && error.hint !== undefined)
    process.stderr.write(`${styleText("cyan", "hint:", { stream: process.stderr })}  ${error.hint}\n`);
  if (error instanceof Error && (debug || !own)) process.stderr.write(`${error.stack}\n${causes(error)}`);
  if (!own) process.stderr.write("This is a defect in oc-local: please report it with the lines above.\n");
  if (!own) return exitCodes.failed;
  if (error.code === "ABORTED") return exitCodes.interrupted;
  return usageCodes.has(error.code) ? exitCodes.usage : exitCodes.failed;
}

/** Refused before anything was computed: the command, its config or its input has to change. */
const usageCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "USAGE",
  "CONFIG",
  "UNKNOWN_NAME",
  "MISSING_DATA",
  "BAD_DATA",
  "MODEL_FILE",
  "CONTEXT_TOO_SMALL",
  "NOT_INSTALLED",
  "DEVICE",
  "TEMPLATE",
  "WORKSPACE",
]);

function causes(error: Error): string {
  return error.cause instanceof Error ? `caused by ${error.cause.stack}\n${causes(error.cause)}` : "";
}
