// The models of a run as entries: from names, from paths, from a config that has either or writes them out.

import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { findModel, findModels } from "../../config/catalog.ts";
import { isModelPath } from "../../config/config-path.ts";
import type { EvalConfigFile } from "../../config/define.ts";
import type { ModelInput } from "../../config/model-schema.ts";
import type { UserEntries } from "../../config/user-entries.ts";
import { OcLocalError } from "../../core/errors.ts";
import type { Invocation } from "../invocation.ts";
import { modelOfPath } from "./model-place/model-of-path.ts";

/** The embedded model, which runs on its demo when none is named. */
const sampleModel = "oc_tiny";

/** What names are looked up in. */
export interface ModelSources {
  value: EvalConfigFile;
  /** Of the config, for messages. */
  origin: string;
  user: UserEntries;
}

export async function modelInputs(
  invocation: Invocation,
  { value, origin, user }: ModelSources,
  notes: string[],
): Promise<ModelInput[]> {
  const { models, modelPaths, cwd } = invocation;
  const named = async (references: readonly (ModelInput | string)[]) => {
    const inputs: ModelInput[] = [];
    for (const one of references)
      inputs.push(...(typeof one === "string" ? await inputsOf(one, { cwd, user }, notes) : [one]));
    return inputs;
  };
  if (models.length + modelPaths.length > 0) {
    const paths: ModelInput[] = [];
    for (const path of modelPaths) paths.push(await modelOfPath(path, cwd));
    return [...(await named(models)), ...paths];
  }
  if (value.models !== undefined && value.models.length > 0) return named(value.models);
  if (!isSample(invocation)) {
    throw new OcLocalError("USAGE", `${origin}: no models`, {
      hint:
        "give a file with --model PATH, or a name with --models NAME (oc-local list); " +
        `the embedded toy model runs on its demo, or by name: --models ${sampleModel}`,
    });
  }
  notes.unshift("no model is given: running the embedded oc-tiny");
  return [await findModel(sampleModel)];
}

/** Nothing says what is evaluated. */
function isSample({ config, datasets }: Pick<Invocation, "config" | "datasets">): boolean {
  return config === undefined && datasets.length === 0;
}

/** With the name of the model that a run without names asks: other datasets may be added to it later. */
export function namingSampleModel(invocation: Invocation): Invocation {
  const namesModel = invocation.models.length + invocation.modelPaths.length > 0;
  return isSample(invocation) && !namesModel ? { ...invocation, models: [sampleModel] } : invocation;
}

/** A built-in name before a file of the same name. */
async function inputsOf(
  reference: string,
  { cwd, user }: { cwd: string; user: UserEntries },
  notes: string[],
): Promise<ModelInput[]> {
  if (isModelPath(reference)) return [await modelOfPath(reference, cwd)];
  try {
    const found = await findModels(reference, user);
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
