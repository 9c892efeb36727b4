// The files that are parts: a folder is the registry, a part's name is its file's name, and what a file exports tells whether it is
// a part or something that parts share.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { codeRoot, moduleExtension } from "./package.ts";

/** What each folder's files export to make the part. */
const factoryNames = {
  "prompt/retrievers": "createRetriever",
  inferencers: "createInferencer",
  postprocess: "createPostprocessor",
  evaluators: "createEvaluator",
  engines: "open",
} as const;

export type PartFolder = keyof typeof factoryNames;

/** Names of the modules in a folder: parts, and what they share. */
export function moduleNames(folder: PartFolder): string[] {
  return readdirSync(join(codeRoot, "src", folder))
    .filter((file) => file.endsWith(moduleExtension) && !file.endsWith(".d.ts"))
    .map((file) => file.slice(0, -moduleExtension.length));
}

/** Undefined when the module is no part. */
export async function importPart<Module>(folder: PartFolder, name: string): Promise<Module | undefined> {
  const file = join(codeRoot, "src", folder, `${name}${moduleExtension}`);
  const module = (await import(pathToFileURL(file).href)) as Module & object;
  return factoryNames[folder] in module ? module : undefined;
}

/** All parts of a folder by their names. */
export async function partsIn<Module>(folder: PartFolder): Promise<Map<string, Module>> {
  const parts = new Map<string, Module>();
  // One after the other: a loader that translates TypeScript as it goes may hand out modules that another import has not finished.
  for (const name of moduleNames(folder)) {
    const module = await importPart<Module>(folder, name);
    if (module !== undefined) parts.set(name, module);
  }
  return parts;
}
