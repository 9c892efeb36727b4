// The parts a config names: a part is loaded only when a run uses it, and its options are read by its own schema.

import { z } from "zod";
import { OcLocalError } from "../core/errors.ts";
import { didYouMean, nearestNames } from "../core/nearest-names.ts";
import { parseOptions } from "../core/options.ts";
import { importPart, moduleNames, type PartFolder, partsIn } from "../core/parts.ts";
import type { PartSpec } from "../core/spec.ts";
import type { EngineModule } from "../engines/engine.ts";

const partKinds: Record<PartFolder, string> = {
  "prompt/retrievers": "retriever",
  inferencers: "inferencer",
  postprocess: "postprocessor",
  evaluators: "evaluator",
  engines: "engine",
};

/** A part as it is called: `module.create…(options)`. */
export interface LoadedPart<Module> {
  module: Module;
  /** As the module's `optionsSchema` reads them. */
  options: unknown;
}

const noOptions = z.strictObject({});

/** A module without `optionsSchema` takes no options. @throws OcLocalError UNKNOWN_NAME with the nearest names; CONFIG */
export async function loadPart<Module>(
  folder: PartFolder,
  { type, ...options }: PartSpec<string>,
): Promise<LoadedPart<Module>> {
  const module = await loadModule<Module & { optionsSchema?: z.ZodObject }>(folder, type);
  const label = folder === "prompt/retrievers" ? `retriever "${type}"` : type;
  return { module, options: parseOptions(module.optionsSchema ?? noOptions, options, label) };
}

/** @throws OcLocalError UNKNOWN_NAME with the nearest names. */
export function loadEngine(name: string): Promise<EngineModule> {
  return loadModule("engines", name);
}

async function loadModule<Module>(folder: PartFolder, type: string): Promise<Module> {
  const names = moduleNames(folder);
  const module = names.includes(type) ? await importPart<Module>(folder, type) : undefined;
  if (module !== undefined) return module;
  const parts = [...(await partsIn(folder)).keys()];
  const near = nearestNames(type, names, names.length).filter((name) => parts.includes(name));
  throw new OcLocalError("UNKNOWN_NAME", `there is no ${partKinds[folder]} "${type}"`, {
    hint: didYouMean(type, near) ?? `there are: ${parts.join(", ")}`,
  });
}

/** A part's name, for people; of a function of a config its own. */
export function labelOf({ type }: Pick<PartSpec, "type">): string {
  return typeof type === "string" ? type : type.name || "a function of the config";
}
