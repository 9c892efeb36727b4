// Errors on screen: what failed and what to do about it. A stack shows where the program stood, which says nothing about a mistake
// in a command, a config or a file: it is for defects, and under --debug for failures of an engine.

import { styleText } from "node:util";
import { cutText } from "../core/cut-text.ts";
import { type ErrorCode, errorMessage, OcLocalError } from "../core/errors.ts";
import { explained } from "../core/system-error.ts";
import { fittingHint } from "./advice.ts";
import { toScreen } from "./screen.ts";

export const exitCodes = { failed: 1, usage: 2, interrupted: 130 } as const;

/** Prints to standard error. @returns The exit code that belongs to the error. */
export function printError(thrown: unknown, debug: boolean): number {
  const error = explained(thrown);
  const own = error instanceof OcLocalError;
  const label = styleText("red", "error:", { stream: process.stderr });
  toScreen(`${label} ${errorMessage(error)}\n`);
  if (own && error.hint !== undefined)
    toScreen(`${styleText("cyan", "hint:", { stream: process.stderr })}  ${fittingHint(error.hint)}\n`);
  if (error instanceof Error && (!own || showsStack(error.code, debug)))
    toScreen(`${cutText(error.stack ?? "")}\n${causes(error)}`);
  if (!own) toScreen("This is a defect in oc-local: please report it with the lines above.\n");
  if (!own) return exitCodes.failed;
  if (error.code === "ABORTED") return exitCodes.interrupted;
  return usageCodes.has(error.code) ? exitCodes.usage : exitCodes.failed;
}

/** Those who look for a defect of ours set OC_LOCAL_STACKS=1. */
function showsStack(code: ErrorCode, debug: boolean): boolean {
  return process.env.OC_LOCAL_STACKS === "1" || (debug && code === "ENGINE");
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
  return error.cause instanceof Error ? `caused by ${cutText(error.cause.stack ?? "")}\n${causes(error.cause)}` : "";
}
