// The process that reads models, started before a command has loaded anything else: both get ready at the same time.

import { startSpare } from "../apart/apart-process.ts";
import { modelProgram } from "./reader/model-program-name.ts";

/** @returns What ends it where nobody needed it. */
export function startEarlyReader(): () => void {
  return startSpare(modelProgram);
}
