// Names of models and datasets become names of files: what cannot be one, or would share another's, is refused before anything
// is computed.

import { OcLocalError } from "../../core/errors.ts";
import { fileName } from "./workspace.ts";

/** Bytes. File systems take 255, and the longest of our endings is ".json.details.<process>.tmp". */
const longestName = 225;

/** @throws OcLocalError CONFIG */
export function requireOwnFiles(what: "model" | "dataset", names: readonly string[]): void {
  const owners = new Map<string, string>();
  for (const name of names) {
    const file = fileName(name);
    const problem = fileNameProblem(name);
    if (problem !== undefined) throw refused(what, name, problem);
    const other = owners.get(file);
    if (other !== undefined) throw refused(what, name, `would share its files with ${JSON.stringify(other)}`);
    owners.set(file, name);
  }
}

/** Why no file can be named after a model or dataset; undefined where one can. */
export function fileNameProblem(name: string): string | undefined {
  const file = fileName(name);
  const bytes = Buffer.byteLength(file);
  if (bytes > longestName) return `is too long for the name of a file: ${bytes} bytes, at most ${longestName}`;
  return ["", ".", ".."].includes(file) || file.includes("\0") ? "cannot be the name of a file" : undefined;
}

function refused(what: string, name: string, why: string): OcLocalError {
  const shown = name.length > 60 ? `${name.slice(0, 60)}…` : name;
  return new OcLocalError("CONFIG", `${what} ${JSON.stringify(shown)} ${why}`, { hint: "give it another abbr" });
}
