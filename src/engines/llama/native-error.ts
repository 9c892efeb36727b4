// What the addon throws, as errors that the rest of the program knows.

import { errorMessage, OcLocalError } from "../../core/errors.ts";
import type { NativeError } from "./addon.ts";

const hints: Partial<Record<NativeError["code"], string>> = {
  NO_MEMORY: "lower --max-seq-len or --batch-size, or take a smaller quantisation",
  MODEL:
    "every tensor lies within the file, so what llama.cpp says is not about its length: take another conversion of the model",
};

export function isNativeError(error: unknown): error is NativeError {
  return error instanceof Error && typeof (error as Partial<NativeError>).code === "string";
}

/** @param what Completes "llama.cpp could not …". */
export function engineError(what: string, error: unknown): OcLocalError {
  if (error instanceof OcLocalError) return error;
  const code = isNativeError(error) ? error.code : undefined;
  const hint = code === undefined ? undefined : hints[code];
  const message = `llama.cpp could not ${what}: ${errorMessage(error)}`;
  return new OcLocalError(code === "MODEL" ? "MODEL_FILE" : "ENGINE", message, {
    cause: error,
    ...(hint !== undefined && { hint }),
  });
}
