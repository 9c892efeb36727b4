// An invocation as the command line writes it when no flag is given.

import type { Invocation } from "../../src/job/invocation.ts";

export function invocationOf(cwd: string, given: Partial<Invocation> = {}): Invocation {
  return { cwd, models: [], modelPaths: [], datasets: [], modelOverrides: {}, modelDirs: [], ...given };
}
