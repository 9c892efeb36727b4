// The process that will read models, started before anything else of a command is loaded: both then get ready at the same time.

import { startSpare } from "../../apart/apart-process.ts";
import { modelProgram } from "../../run/reader/model-program-name.ts";

export async function withEarlyProcess<T>(isNeeded: boolean, run: () => Promise<T>): Promise<T> {
  if (!isNeeded) return run();
  const end = startSpare(modelProgram);
  try {
    return await run();
  } finally {
    end();
  }
}
