// Names of datasets in a run's folder and table. Entries may share an abbr (C-Eval asked by gen and by ppl): their names then carry the
// mode, the version or the variant too, one ending for all entries of a variant, so that averages over it keep their members.

import { promptHash } from "../config/prompt-hash.ts";
import type { SelectedDatasets } from "../config/resolve-datasets.ts";
import { OcLocalError } from "../core/errors.ts";
import { groupBy } from "../core/group-by.ts";
import { requireOwnFiles } from "../store/workspace/own-files.ts";
import type { LeftOutDataset, ResolvedDataset } from "./resolve.ts";
import { wayOfAsking } from "./ways-of-asking.ts";

type Unnamed = Omit<ResolvedDataset, "id">;

/** @throws OcLocalError CONFIG where two entries are the same. */
export function identifyDatasets({ entries, names, dimensions }: SelectedDatasets): ResolvedDataset[] {
  const datasets = entries.map((config, i): Unnamed => {
    const [dimension] = dimensions[i] ?? [];
    const version = promptHash(config.infer);
    const mode = wayOfAsking(config).tableMode;
    return { variant: names[i] ?? null, config, version, mode, ...(dimension !== undefined && { dimension }) };
  });
  const sets = setsOf(datasets);
  for (let shared = sharedIds(sets); shared.size > 0; shared = sharedIds(sets)) {
    for (const set of sets) if (hasSharedId(set, shared)) lengthen(set);
  }
  const ids = new Map(sets.flatMap((set) => set.parts.map((part) => [part, idOf(part, set)] as const)));
  const identified = datasets.map((dataset) => ({ id: ids.get(dataset) as string, ...dataset }));
  requireOwnFiles(
    "dataset",
    identified.map(({ id }) => id),
  );
  return identified;
}

/** Entries that are named alike: those of a variant, or one that a config writes out. */
interface DatasetSet {
  parts: Unnamed[];
  /** From short to long. */
  endings: string[];
  level: number;
}

function setsOf(datasets: readonly Unnamed[]): DatasetSet[] {
  const byVariant = groupBy<string | Unnamed, Unnamed>(datasets, (dataset) => dataset.variant ?? dataset);
  const named = [...byVariant.values()].flatMap((parts) => (isAlike(parts) ? parts.map((part) => [part]) : [parts]));
  return named.map((parts) => ({ parts, endings: endingsOf(parts), level: 0 }));
}

/** One ending for all would not tell them apart. */
function isAlike(parts: readonly Unnamed[]): boolean {
  return new Set(parts.map(({ config }) => config.abbr)).size < parts.length;
}

function endingsOf(parts: readonly Unnamed[]): string[] {
  const common = (ending: (part: Unnamed) => string) => {
    const all = new Set(parts.map(ending));
    return all.size === 1 ? [...all] : [];
  };
  const [{ variant }] = parts as [Unnamed];
  return [
    "",
    ...common(({ mode }) => `_${mode}`),
    ...common(({ mode, version }) => `_${mode}_${version.slice(0, 6)}`),
    // The same prompts scored in two ways, or prompts that differ from part to part.
    ...(variant === null ? [] : [`_${variant}`]),
  ];
}

function idOf({ config }: Unnamed, { endings, level }: DatasetSet): string {
  return config.abbr + endings[level];
}

function sharedIds(sets: readonly DatasetSet[]): Set<string> {
  const seen = new Set<string>();
  const all = sets.flatMap((set) => set.parts.map((part) => idOf(part, set)));
  return new Set(all.filter((id) => seen.size === seen.add(id).size));
}

function hasSharedId(set: DatasetSet, shared: ReadonlySet<string>): boolean {
  return set.parts.some((part) => shared.has(idOf(part, set)));
}

function lengthen(set: DatasetSet): void {
  const [{ config }] = set.parts as [Unnamed];
  set.level += 1;
  if (set.level < set.endings.length) return;
  throw new OcLocalError("CONFIG", `dataset ${config.abbr} is named twice with the same prompts`, {
    hint: "give one of the two entries another abbr",
  });
}

/** One that shares its name with a dataset that is asked, or with another one, carries its variant. */
export function identifyLeftOut(
  leftOut: SelectedDatasets["leftOut"],
  { datasets, groups }: { datasets: readonly ResolvedDataset[]; groups: readonly { name: string }[] },
): (LeftOutDataset & { row: string })[] {
  const taken = new Set([
    ...datasets.flatMap(({ id, config }) => [id, config.abbr]),
    ...groups.map(({ name }) => name),
  ]);
  return leftOut.map(({ row, variant, reason, dimensions: [dimension] }) => {
    const longer = variant.startsWith(`${row}_`) ? variant : `${row}_${variant}`;
    const id = taken.has(row) ? longer : row;
    taken.add(id);
    return { row, variant, id, reason, ...(dimension !== undefined && { dimension }) };
  });
}
