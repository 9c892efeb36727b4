// The models of a run as entries: from names, from paths, from a config that has either or writes them out.

import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { findModel, findModels } from "../config/catalog.ts";
import { isModelPath } from "../config/config-path.ts";
import type { EvalConfigFile } from "../config/define.ts";
import type { ModelInput } from "../config/model-schema.ts";
import type { UserEntries } from "../config/user-entries.ts";
import { OcLocalError } from "../core/errors.ts";
import { type Invocation, namesDatasets } from "../job/invocation.ts";
import type { ModelFiles } from "./model-files.ts";
import { abbrOfPath } from "./model-place/model-of-path.ts";
import { isRefusable } from "./refused.ts";

/** The embedded model, which runs on its demo when none is named. */
const sampleModel = "oc_tiny";

/** What names are looked up in. */
export interface ModelSources {
  value: EvalConfigFile;
  /** Of the config, for messages. */
  origin: string;
  user: UserEntries;
  files: Pick<ModelFiles, "ofPath">;
}

export interface ModelEntry {
  input: ModelInput;
  /** Why nothing that can be asked is at its path. */
  error?: OcLocalError;
}

export async function modelInputs(
  invocation: Invocation,
  { value, origin, user, files }: ModelSources,
  notes: string[],
): Promise<ModelEntry[]> {
  const { models, modelPaths, cwd } = invocation;
  const named = async (references: readonly (ModelInput | string)[]) => {
    const entries: ModelEntry[] = [];
    for (const one of references)
      entries.push(...(typeof one === "string" ? await entriesOf(one, { cwd, user, files }, notes) : [{ input: one }]));
    return entries;
  };
  if (models.length + modelPaths.length > 0) {
    const paths: ModelEntry[] = [];
    for (const path of modelPaths) paths.push(await entryOfPath(path, cwd, files));
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
  return [{ input: await findModel(sampleModel) }];
}

/** Nothing says what is evaluated. */
function isSample(invocation: Invocation): boolean {
  return invocation.config === undefined && !namesDatasets(invocation);
}

/** With the name of the model that a run without names asks: other datasets may be added to it later. */
export function namingSampleModel(invocation: Invocation): Invocation {
  const namesModel = invocation.models.length + invocation.modelPaths.length > 0;
  return isSample(invocation) && !namesModel ? { ...invocation, models: [sampleModel] } : invocation;
}

/** A built-in name before a file of the same name. */
async function entriesOf(
  reference: string,
  { cwd, user, files }: { cwd: string } & Pick<ModelSources, "user" | "files">,
  notes: string[],
): Promise<ModelEntry[]> {
  if (isModelPath(reference)) return [await entryOfPath(reference, cwd, files)];
  try {
    const found = await findModels(reference, user);
    const names = Object.keys(found);
    if (names.length > 1) notes.push(`${reference} means ${names.join(", ")}`);
    return Object.values(found).map((input) => ({ input }));
  } catch (error) {
    const isUnknown = error instanceof OcLocalError && error.code === "UNKNOWN_NAME";
    if (!isUnknown || !existsSync(resolve(cwd, reference))) throw error;
    notes.push(`${reference} is no built-in model: taken for the path ${resolve(cwd, reference)}`);
    return [await entryOfPath(reference, cwd, files)];
  }
}

async function entryOfPath(path: string, cwd: string, files: ModelSources["files"]): Promise<ModelEntry> {
  try {
    return { input: await files.ofPath(path, cwd) };
  } catch (error) {
    if (!isRefusable(error)) throw error;
    return { input: { abbr: abbrOfPath(resolve(cwd, path)), path }, error };
  }
}
