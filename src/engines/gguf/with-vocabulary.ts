// A vocabulary can be whole and still lack what its kind needs: llama.cpp then throws on the first text that needs it.

import { errorMessage, OcLocalError } from "../../core/errors.ts";

/** The addon's codes for a call that is a defect of ours, and for a model that was closed. */
const ofCaller: ReadonlySet<unknown> = new Set(["ARGUMENT", "CLOSED"]);

/** @param what Completes "llama.cpp could not …". @throws OcLocalError MODEL_FILE; what the addon itself refuses as it is. */
export function withVocabulary<T>(path: string, what: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof Error && "code" in error && ofCaller.has(error.code)) throw error;
    throw new OcLocalError("MODEL_FILE", `${path}: llama.cpp could not ${what}: ${errorMessage(error)}`, {
      hint: "its vocabulary lacks something, such as the byte tokens of a SentencePiece one: take another conversion of the model",
      cause: error,
    });
  }
}
