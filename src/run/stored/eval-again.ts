// The command that judges the stored answers of a run again, as advice.

import { dirname, relative, resolve } from "node:path";
import { shellWord } from "../../core/shell-quote.ts";
import { defaultWorkDir, type Workspace } from "../workspace/workspace.ts";

export function evalAgain({ path, timestamp }: Workspace): string {
  const workDir = dirname(path);
  const folder = workDir === resolve(defaultWorkDir) ? "" : ` -w ${shellWord(relative("", workDir) || ".")}`;
  return `oc-local eval -m eval -r ${timestamp}${folder}`;
}
