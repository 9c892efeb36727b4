// The command that goes on with a run's folder, for hints.

import { dirname, relative, resolve } from "node:path";
import { shellWord } from "../../core/shell-quote.ts";
import { defaultWorkDir, type Workspace } from "./workspace.ts";

/** From the folder that the program was started in. @param config That is named again. */
export function continueCommand({ path, timestamp }: Workspace, config?: string): string {
  const workDir = dirname(path);
  const folder = workDir === resolve(defaultWorkDir) ? "" : ` -w ${shellWord(relative("", workDir) || ".")}`;
  const named = config === undefined ? "" : ` ${shellWord(config)}`;
  return `oc-local eval${named} -r ${timestamp}${folder}`;
}
