// The process that will read models, started before anything else of a command is loaded: both then get ready at the same time.

import { startEarlyReader } from "../../run/early-reader.ts";

export async function withEarlyProcess<T>(isNeeded: boolean, run: () => Promise<T>): Promise<T> {
  if (!isNeeded) return run();
  const end = startEarlyReader();
  try {
    return await run();
  } finally {
    end();
  }
}
