// The error that an action ends in, in the form tests compare: its class, code, message and hint.

import { OcLocalError } from "../../src/core/errors.ts";

export interface DescribedError {
  name: string;
  code: string;
  message: string;
  hint: string | undefined;
}

/** @throws What was thrown when it is not one of the project's errors: a defect, not a refusal. */
export async function errorOf(action: () => unknown): Promise<DescribedError> {
  try {
    await action();
  } catch (error) {
    if (!(error instanceof OcLocalError)) throw error;
    const { name, code, message, hint } = error;
    return { name, code, message, hint };
  }
  throw new Error("expected an error, but there was none");
}
