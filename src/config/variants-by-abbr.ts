// Built-in variants by the abbrs of their entries: what a file named after a dataset, such as predictions/<model>/gsm8k.json, may be
// the answers to.

import { findFamily, listFamilies } from "./catalog.ts";
import type { DatasetConfig } from "./dataset-schema.ts";

export interface VariantEntry {
  family: string;
  /** What `--datasets` takes. */
  variant: string;
  /** The family's name for its mode means it: `gsm8k_gen`. */
  isDefault: boolean;
  /** As the variant writes it: not checked, without defaults. */
  entry: DatasetConfig;
}

/** Every entry that has one of the abbrs. */
export async function variantsByAbbr(abbrs: ReadonlySet<string>): Promise<Map<string, VariantEntry[]>> {
  const found = new Map<string, VariantEntry[]>();
  for (const family of listFamilies()) {
    const { variants, aliases = {} } = await findFamily(family);
    const defaults = ["gen", "ppl", "ll"].map((mode) => aliases[`${family}_${mode}`] ?? `${family}_${mode}`);
    for (const [variant, build] of Object.entries(variants))
      for (const entry of build()) {
        if (!abbrs.has(entry.abbr)) continue;
        const known = found.get(entry.abbr) ?? [];
        found.set(entry.abbr, [...known, { family, variant, isDefault: defaults.includes(variant), entry }]);
      }
  }
  return found;
}
