// A user's config file, or a built-in evaluation by name, in the words of our schemas.

import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { OcLocalError } from "../core/errors.ts";
import { didYouMean } from "../core/nearest-names.ts";
import { findEvalConfig, listEvalConfigs } from "./catalog.ts";
import type { EvalConfigFile } from "./define.ts";
import { configFileSchema } from "./eval-schema.ts";
import { parseConfig } from "./parse.ts";
import { type Guard, readValue } from "./read-value.ts";
import { isFields } from "./upstream/fields.ts";
import { configFromUpstream } from "./upstream/from-upstream.ts";

export interface LoadedConfigFile {
  /** For messages and the dumped config: the path as given, or the built-in's name. */
  origin: string;
  value: EvalConfigFile;
  /** Fields that are accepted without effect, for the screen. */
  notes: string[];
}

/**
 * @param reference A path, or the name of a built-in evaluation such as `eval_chat_demo`.
 * @param guard Of a config that nobody names but a stored run. @default none
 */
export async function loadConfigFile(reference: string, cwd: string, guard?: Guard): Promise<LoadedConfigFile> {
  const path = resolve(cwd, reference);
  if (!existsSync(path)) {
    const builtIn = await findEvalConfig(reference);
    if (builtIn !== undefined) return { origin: builtIn.path, value: builtIn.value, notes: [] };
    throw new OcLocalError("CONFIG", `no config file ${path} and no built-in evaluation named "${reference}"`, {
      hint: didYouMean(reference, listEvalConfigs()) ?? `built-in: ${listEvalConfigs().join(", ")}`,
    });
  }
  guard?.(path);
  const read = await readValue(path, reference);
  if (!isFields(read)) throw noConfig(read, reference);
  const notes: string[] = [];
  const value = configFromUpstream(read, reference, notes);
  parseConfig(configFileSchema, value, reference);
  return { origin: reference, value: value as EvalConfigFile, notes };
}

function noConfig(value: unknown, origin: string): OcLocalError {
  if (value !== undefined)
    return new OcLocalError("CONFIG", `${origin}: a config is an object, found ${JSON.stringify(value).slice(0, 80)}`, {
      hint: 'write the fields by their names, for example { "models": ["oc_tiny"], "datasets": ["siqa_gen"] }',
    });
  return new OcLocalError("CONFIG", `${origin}: no default export`, {
    hint: 'end the file with what it configures, for example: export default { models: ["oc_tiny"], datasets: ["siqa_gen"] }',
  });
}
