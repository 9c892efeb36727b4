// The file of a reference's model in a folder: its weights in F32, else the quantised ones that the F32 ones were made of.

import { searchFolders } from "../../../src/plan/model-place/candidates.ts";
import { readModelName } from "../../../src/plan/model-place/quantisation.ts";

export interface FoundModel {
  path: string;
  /** Whether what is left of a difference is arithmetic: beside quantised weights activations are rounded, too. */
  isF32: boolean;
}

/** @param name As the reference calls the model: "gemma-3-270m-q4_k_m". Null where the folder has neither file. */
export async function findModel(folder: string, name: string): Promise<FoundModel | null> {
  const wanted = readModelName(name);
  const { candidates } = await searchFolders([folder]);
  const same = candidates.filter(({ model, path }) => model === wanted.model && path.endsWith(".gguf"));
  const whole = same.find(({ quantisation }) => quantisation === "f32");
  if (whole !== undefined) return { path: whole.path, isF32: true };
  const own = same.find(({ quantisation }) => quantisation === wanted.quantisation);
  return own === undefined ? null : { path: own.path, isF32: false };
}
