// Which built-in datasets the answers of a folder belong to, where nothing readable says what it was asked for: the abbr names the
// dataset, the prompt hash or else the form of the answers the variant.

import { promptHash } from "../../config/prompt-hash.ts";
import { type VariantEntry, variantsByAbbr } from "../../config/variants-by-abbr.ts";
import { wayOfAsking } from "../../plan/ways-of-asking.ts";
import { unknownVersion } from "../../store/stored/open-manifest.ts";
import type { ManifestDataset } from "../../store/workspace/manifest.ts";

export interface KnownDatasets {
  /** What `--datasets` takes, in the order of the datasets. */
  variants: string[];
  /** Datasets whose variant nothing but the form of the answers chose. */
  assumed: { dataset: string; variant: string }[];
  unknown: { dataset: string; reason: string }[];
}

export async function knownDatasets(datasets: readonly ManifestDataset[]): Promise<KnownDatasets> {
  const candidates = await variantsByAbbr(new Set(datasets.map(({ abbr }) => abbr)));
  const known: KnownDatasets = { variants: [], assumed: [], unknown: [] };
  for (const dataset of datasets) {
    const chosen = choose(dataset, candidates.get(dataset.abbr) ?? []);
    if ("reason" in chosen) {
      known.unknown.push({ dataset: dataset.id, reason: chosen.reason });
      continue;
    }
    if (!known.variants.includes(chosen.variant)) known.variants.push(chosen.variant);
    if (dataset.version === unknownVersion) known.assumed.push({ dataset: dataset.id, variant: chosen.variant });
  }
  return known;
}

function choose(
  { mode, version }: ManifestDataset,
  candidates: readonly VariantEntry[],
): { variant: string } | { reason: string } {
  if (candidates.length === 0) return { reason: "no built-in dataset has this abbr" };
  const inMode = candidates.filter(({ entry }) => mode === "unknown" || wayOfAsking(entry).tableMode === mode);
  if (inMode.length === 0) return { reason: `no built-in dataset of this abbr is asked by ${mode}` };
  if (version !== unknownVersion) {
    const same = inMode.find(({ entry }) => promptHash(entry.infer) === version);
    return same ?? { reason: "no built-in dataset of this abbr has its prompts" };
  }
  const families = [...new Set(inMode.map(({ family }) => family))];
  if (families.length > 1) return { reason: `it may be of ${families.join(" or ")}` };
  return inMode.find(({ isDefault }) => isDefault) ?? (inMode[0] as VariantEntry);
}
