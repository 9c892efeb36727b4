// The error classes of the project. A message says what failed, on which thing, expected against got; the hint is the
// edit or command that mends it. The command line prints both without a stack. What they quote comes from files: here it is cut and
// loses what a terminal would act on, wherever it is shown or stored later.

import { cutText } from "./cut-text.ts";
import { type Place, placed } from "./place.ts";
import { harmlessText } from "./visible-text.ts";

/** Why something failed, as a stable word a program can branch on. */
export type ErrorCode =
  | "USAGE" // a flag or a combination of flags that cannot be meant
  | "CONFIG" // a config file or field
  | "UNKNOWN_NAME" // a model, dataset or part that does not exist, or a name that fits several
  | "MISSING_DATA" // a data file that is not there
  | "BAD_DATA" // a data file that cannot be read as what it should be
  | "MODEL_FILE" // a model file that is absent, truncated or of another format
  | "CONTEXT_TOO_SMALL" // a prompt that cannot fit
  | "ENGINE" // the inference library failed
  | "NOT_INSTALLED" // an engine whose library is absent or cannot be loaded
  | "DEVICE" // a device that is absent or cannot be used
  | "WORKSPACE" // the output folder cannot be made, or another run is writing it
  | "STORAGE" // rows or results cannot be written any more: the disk is full or gone
  | "CLUSTER" // Slurm's commands are absent, refuse the jobs or do not answer
  | "TEMPLATE" // a prompt or chat template that cannot be rendered
  | "EVALUATION" // predictions that cannot be scored
  | "HOOK" // a report of the run's status that could not be delivered
  | "ABORTED"; // the user asked to stop

export interface OcLocalErrorOptions {
  /** What to do about it: a command or an edit. */
  hint?: string;
  /** The hint says what may have been meant. */
  isMisspelt?: boolean | undefined;
  cause?: unknown;
  /** What it is about: stands in front of the message. */
  at?: Place | undefined;
}

export class OcLocalError extends Error {
  override readonly name: string = "OcLocalError";
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly isMisspelt: boolean;
  readonly at: Place | undefined;
  /** The message without its place. */
  readonly reason: string;

  constructor(code: ErrorCode, message: string, options: OcLocalErrorOptions = {}) {
    super(
      errorText(placed(options.at ?? {}, message)),
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    this.code = code;
    this.isMisspelt = options.isMisspelt ?? false;
    this.at = options.at;
    this.reason = errorText(message);
    this.hint = options.hint === undefined ? undefined : errorText(options.hint);
  }
}

/** The command itself cannot be meant: exit code 2. */
export class UsageError extends OcLocalError {
  override readonly name = "UsageError";

  constructor(message: string, options: OcLocalErrorOptions = {}) {
    super("USAGE", message, options);
  }
}

/** The text of anything that was thrown. */
export function errorMessage(error: unknown): string {
  return errorText(error instanceof Error ? error.message : String(error));
}

function errorText(text: string): string {
  return harmlessText(cutText(text));
}

/** What failed and what to do about it in one text, where the hint has no line of its own: in records and tables. */
export function messageWithHint(error: unknown): string {
  const hint = error instanceof OcLocalError ? error.hint : undefined;
  return hint === undefined ? errorMessage(error) : `${errorMessage(error)} (${hint})`;
}
