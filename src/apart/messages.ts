// What crosses the boundary between this process and one that works apart: plain data only.

import { type ErrorCode, errorMessage, OcLocalError, UsageError } from "../core/errors.ts";
import type { Place } from "../core/place.ts";
import { explained } from "../core/system-error.ts";

export interface Question {
  name: string;
  args: unknown;
  /** It will be asked soon: nothing is answered, and what fails will fail then. */
  isHint?: boolean;
}

export type ApartMessage =
  /** What it needed for the question is there: from now on it is watched. */
  | { type: "begin" }
  /** Nothing is stuck. */
  | { type: "step" }
  | { type: "tell"; what: unknown }
  /** Nothing follows, as after the next one. */
  | { type: "answer"; value: unknown }
  | { type: "failed"; error: SentError };

export interface SentError {
  /** Absent: a defect. */
  code?: ErrorCode;
  /** Without its place. */
  message: string;
  at?: Place;
  hint?: string;
  stack?: string;
}

/** What the operating system refused is put into words here: its code stays behind. */
export function sentError(thrown: unknown): SentError {
  const error = explained(thrown);
  if (error instanceof OcLocalError) {
    const { code, reason: message, at, hint } = error;
    return { code, message, ...(at !== undefined && { at }), ...(hint !== undefined && { hint }) };
  }
  return {
    message: errorMessage(error),
    ...(error instanceof Error && error.stack !== undefined && { stack: error.stack }),
  };
}

export function receivedError({ code, message, at, hint, stack }: SentError): Error {
  const options = { at, ...(hint !== undefined && { hint }) };
  if (code === "USAGE") return new UsageError(message, options);
  if (code !== undefined) return new OcLocalError(code, message, options);
  const defect = new Error(message);
  if (stack !== undefined) defect.stack = stack;
  return defect;
}
