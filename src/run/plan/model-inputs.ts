// The models of a run as entries: from names, from paths, from a config that has either or writes them out.

import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { findModel, findModels } from "../../config/catalog.ts";
import { isModelPath } from "../../config/config-path.ts";
import type { EvalConfigFile } from "../../config/define.ts";
import type { ModelInput } from "../../config/model-schema.ts";
import { OcLocalError } from "../../core/errors.ts";
import type { Invocation } from "../invocation.ts";
import { modelOfPath } from "./model-place/model-of-path.ts";

export async function modelInputs(
  { models, modelPaths, cwd }: Pick<Invocation, "models" | "modelPaths" | "cwd">,
  value: EvalConfigFile,
  notes: string[],
): Promise<ModelInput[]> {
  const named = async (references: readonly (ModelInput | string)[]) => {
    const inputs: ModelInput[] = [];
    for (const one of references) inputs.push(...(typeof one === "string" ? await inputsOf(one, cwd, notes) : [one]));
    return inputs;
  };
  if (models.length + modelPaths.length > 0) {
    const paths: ModelInput[] = [];
    for (const path of modelPaths) paths.push(await modelOfPath(path, cwd));
    return [...(await named(models)), ...paths];
  }
  if (value.models !== undefined && value.models.length > 0) return named(value.models);
  notes.unshift("no model is given: running the embedded oc-tiny");
  return [await findModel("oc_tiny")];
}

/** A built-in name before a file of the same name. */
async function inputsOf(reference: string, cwd: string, notes: string[]): Promise<ModelInput[]> {
  if (isModelPath(reference)) return [await modelOfPath(reference, cwd)];
  try {
    const found = await findModels(reference);
    const names = Object.keys(found);
    if (names.length > 1) notes.push(`${reference} means ${names.join(", ")}`);
    return Object.values(found);
  } catch (error) {
    const isUnknown = error instanceof OcLocalError && error.code === "UNKNOWN_NAME";
    if (!isUnknown || !existsSync(resolve(cwd, reference))) throw error;
    notes.push(`${reference} is no built-in model: taken for the path ${resolve(cwd, reference)}`);
    return [await modelOfPath(reference, cwd)];
  }
}
