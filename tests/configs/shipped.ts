// Which of OpenCompass's config files have a counterpart here, by the name of the file.

import { basename } from "node:path";
import { findDatasets, listDatasets } from "../../src/config/catalog.ts";
import type { DatasetConfig } from "../../src/config/dataset-schema.ts";
import { NotShipped } from "../golden/golden.ts";

/** Default names that stand for another variant than upstream's, whose scoring needs the Python library math-verify. */
export const substituted: readonly string[] = ["math_gen", "math_prm800k_500_gen"];

const names = new Set((await listDatasets()).map(({ name }) => name).filter((name) => !substituted.includes(name)));

export function isShipped(config: string): boolean {
  return names.has(basename(config, ".py"));
}

/** @throws NotShipped */
export async function shippedEntries(config: string): Promise<DatasetConfig[]> {
  if (!isShipped(config)) throw new NotShipped(config);
  return (await findDatasets(basename(config, ".py"), new Set(["base"]))).entries;
}
