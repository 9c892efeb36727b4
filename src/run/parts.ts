// Finds the parts a config names: the folder is the registry, a part's name is its file's name, and a part is loaded
// only when a run uses it.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { OcLocalError } from "../core/errors.ts";
import { didYouMean } from "../core/nearest-names.ts";
import { codeRoot, moduleExtension } from "../core/package.ts";

export type PartFolder = "prompt/retrievers" | "inferencers" | "postprocess" | "evaluators" | "engines";

/** What each folder's files export to make the part. */
const factoryNames: Record<PartFolder, string> = {
  "prompt/retrievers": "createRetriever",
  inferencers: "createInferencer",
  postprocess: "createPostprocessor",
  evaluators: "createEvaluator",
  engines: "open",
};

/** The module of a named part. @throws OcLocalError UNKNOWN_NAME with the nearest names. */
export async function loadPart<Module>(folder: PartFolder, type: string): Promise<Module> {
  const files = readdirSync(join(codeRoot, "src", folder));
  const file = `${type}${moduleExtension}`;
  const module = files.includes(file)
    ? ((await import(pathToFileURL(join(codeRoot, "src", folder, file)).href)) as Record<string, unknown>)
    : undefined;
  if (module !== undefined && factoryNames[folder] in module) return module as Module;
  const known = files.filter((name) => name.endsWith(moduleExtension) && !name.endsWith(".d.ts"));
  throw new OcLocalError("UNKNOWN_NAME", `there is no part "${type}" in ${folder}`, {
    hint: didYouMean(
      type,
      known.map((name) => name.slice(0, -moduleExtension.length)),
    ),
  } as { hint: string });
}
