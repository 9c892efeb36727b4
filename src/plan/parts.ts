// Finds the parts a config names: the folder is the registry, a part's name is its file's name, and a part is loaded
// only when a run uses it.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { OcLocalError } from "../core/errors.ts";
import { didYouMean, nearestNames } from "../core/nearest-names.ts";
import { codeRoot, moduleExtension } from "../core/package.ts";
import type { PartSpec } from "../core/spec.ts";

export type PartFolder = "prompt/retrievers" | "inferencers" | "postprocess" | "evaluators" | "engines";

/** What each folder's files export to make the part. */
const factoryNames: Record<PartFolder, string> = {
  "prompt/retrievers": "createRetriever",
  inferencers: "createInferencer",
  postprocess: "createPostprocessor",
  evaluators: "createEvaluator",
  engines: "open",
};

const partKinds: Record<PartFolder, string> = {
  "prompt/retrievers": "retriever",
  inferencers: "inferencer",
  postprocess: "postprocessor",
  evaluators: "evaluator",
  engines: "engine",
};

/** The module of a named part. @throws OcLocalError UNKNOWN_NAME with the nearest names. */
export async function loadPart<Module>(folder: PartFolder, type: string): Promise<Module> {
  const names = moduleNames(folder);
  const module = names.includes(type) ? await importPart(folder, type) : undefined;
  if (module !== undefined) return module as Module;
  const near = await partsAmong(nearestNames(type, names, names.length), folder);
  throw new OcLocalError("UNKNOWN_NAME", `there is no ${partKinds[folder]} "${type}"`, {
    hint: didYouMean(type, near) ?? `there are: ${(await partsAmong(names, folder)).join(", ")}`,
  });
}

/** A part's name, for people; of a function of a config its own. */
export function labelOf({ type }: Pick<PartSpec, "type">): string {
  return typeof type === "string" ? type : type.name || "a function of the config";
}

/** Names of the modules in a folder: parts, and what they share. */
function moduleNames(folder: PartFolder): string[] {
  return readdirSync(join(codeRoot, "src", folder))
    .filter((file) => file.endsWith(moduleExtension) && !file.endsWith(".d.ts"))
    .map((file) => file.slice(0, -moduleExtension.length));
}

/** Undefined when the module is no part. */
async function importPart(folder: PartFolder, name: string): Promise<Record<string, unknown> | undefined> {
  const file = join(codeRoot, "src", folder, `${name}${moduleExtension}`);
  const module = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  return factoryNames[folder] in module ? module : undefined;
}

async function partsAmong(names: readonly string[], folder: PartFolder): Promise<string[]> {
  const modules = await Promise.all(names.map((name) => importPart(folder, name)));
  return names.filter((_, i) => modules[i] !== undefined);
}
