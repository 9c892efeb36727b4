// The command that goes on with a run's folder, for hints.

import { dirname, relative, resolve } from "node:path";
import { shellWord } from "../../core/shell-quote.ts";
import { defaultWorkDir, type Workspace } from "./workspace.ts";

/** From the folder that the program was started in. */
export function continueCommand({ path, timestamp }: Workspace): string {
  const workDir = dirname(path);
  const folder = workDir === resolve(defaultWorkDir) ? "" : ` -w ${shellWord(relative("", workDir) || ".")}`;
  return `oc-local eval -r ${timestamp}${folder}`;
}
