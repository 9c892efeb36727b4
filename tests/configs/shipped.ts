// Which of OpenCompass's config files have a counterpart here, by the name of the file.

import { basename, dirname } from "node:path";
import { findDatasets, listDatasets } from "../../src/config/catalog.ts";
import type { DatasetConfig } from "../../src/config/dataset-schema.ts";
import { NotShipped } from "../golden/golden.ts";

/** Default names that stand for another variant than upstream's, which needs what is not built: math-verify, examples chosen by models. */
export const substituted: readonly string[] = [
  "math_gen",
  "math_prm800k_500_gen",
  "commonsenseqa_gen",
  "commonsenseqa_ppl",
];

const names = new Set((await listDatasets()).map(({ name }) => name).filter((name) => !substituted.includes(name)));

/** OpenCompass's files have a key that nothing reads, or were changed under an old name. */
export const hashedOtherwise: readonly string[] = ["cmmlu_gen_ffe7c0", "tydiqa_gen", "tydiqa_gen_978d2a"];

/** Of another family, whose files have names of ours. */
const ofOthers = ["PMMEval"];

export function isShipped(config: string): boolean {
  return names.has(basename(config, ".py")) && !ofOthers.includes(dirname(config));
}

/** @throws NotShipped */
export async function shippedEntries(config: string): Promise<DatasetConfig[]> {
  if (!isShipped(config)) throw new NotShipped(config);
  return (await findDatasets(basename(config, ".py"), new Set(["base"]))).entries;
}
