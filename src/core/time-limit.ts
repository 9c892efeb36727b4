// Ends a computation that would go on without end, such as a regular expression made to do so.

import { watched } from "./watched.ts";

export class TimeLimitError extends Error {
  override readonly name = "TimeLimitError";
}

/** The time is doubled where the process did not get to compute: what waits for a processor is not without end. */
const mostTries = 5;

/** @throws TimeLimitError; what `compute` throws. It may be called again after it was ended. */
export function withTimeLimit<T>(limitMs: number, compute: () => T): T {
  for (let timeout = limitMs, tries = 1; ; timeout *= 2, tries++) {
    const before = process.cpuUsage();
    const result = watched({ timeout }, compute);
    if (result !== undefined) return result.value;
    const { user, system } = process.cpuUsage(before);
    if ((user + system) / 1000 > limitMs / 2 || tries === mostTries)
      throw new TimeLimitError(`it takes longer than ${limitMs / 1000} s`);
  }
}
