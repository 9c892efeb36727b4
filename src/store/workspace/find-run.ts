// The run that a path means, to read it: the folder of a run itself, or the newest run of a folder of runs. Nothing is
// written, so that a run of OpenCompass, a copied one and one that is being written can be looked at.

import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { UsageError } from "../../core/errors.ts";
import { listRuns, type Workspace } from "./workspace.ts";

export interface FoundRun {
  workspace: Workspace;
  /** The runs of the folder that was given, oldest first; empty where the run itself was given. */
  among: string[];
}

/** @throws UsageError where the path is no run and holds none. */
export function findRun(path: string): FoundRun {
  const folder = resolve(path);
  if (!existsSync(folder)) {
    throw new UsageError(`there is no folder ${folder}`, {
      hint: "give the folder of a run, such as outputs/default/20260220_120000, or a folder of runs for its newest one",
    });
  }
  if (!statSync(folder).isDirectory())
    throw new UsageError(`${folder} is a file: give the folder of a run`, {
      hint: "runs are in outputs/default unless oc-local eval has -w",
    });
  if (isRun(folder)) return { workspace: { path: folder, timestamp: basename(folder) }, among: [] };
  const among = listRuns(folder);
  const newest = among.at(-1);
  if (newest === undefined) throw new UsageError(`${folder} is no run and holds none`, { hint: nearbyRuns(folder) });
  return { workspace: { path: join(folder, newest), timestamp: newest }, among };
}

function isRun(folder: string): boolean {
  return ["manifest.json", "predictions", "results", "journal"].some((name) => existsSync(join(folder, name)));
}

function nearbyRuns(folder: string): string {
  const subfolders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const holding = subfolders.map(({ name }) => join(folder, name)).filter((path) => listRuns(path).length > 0);
  if (holding.length > 0) return `there are runs in ${holding.slice(0, 3).join(", ")}`;
  return "a run has predictions/, results/ or journal/ in it; runs are written to outputs/default unless oc-local eval has -w";
}
