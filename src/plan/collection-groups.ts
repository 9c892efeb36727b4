// Averages of a collection are over its own members, also where another dataset of the run has their name: what a group of it names is
// followed to the id that the member has in this run.

import type { SelectedCollection, SelectedDatasets } from "../config/resolve-datasets.ts";
import type { Subset, SummaryGroup } from "../core/summary.ts";
import { datasetsOf } from "../report/summary/group-annotations.ts";

interface Known {
  datasets: readonly { id: string; variant: string | null; config: { abbr: string } }[];
  leftOut: readonly { row: string; id: string }[];
}

/** @param families Groups of the families as the run has them. */
export function collectionGroups(
  { collections, groups }: Pick<SelectedDatasets, "collections" | "groups">,
  families: readonly SummaryGroup[],
  known: Known,
): SummaryGroup[] {
  const added: SummaryGroup[] = [];
  for (const collection of collections) {
    const nameOf = namesIn(collection, groups, known);
    const own = new Map<string, string>();
    const rename = (name: string) => own.get(name) ?? nameOf(name);
    for (const group of collection.groups) {
      const isTaken = [...families, ...added].some(({ name }) => name === group.name);
      const name = isTaken ? `${collection.name}_${group.name}` : group.name;
      const subsets = group.subsets.map(
        (subset): Subset => (typeof subset === "string" ? rename(subset) : [rename(subset[0]), subset[1]]),
      );
      added.push({ ...group, name, subsets });
      own.set(group.name, name);
    }
  }
  return added;
}

/** What datasets and averages of families are called in the run, as far as they are the collection's. */
function namesIn(collection: SelectedCollection, families: readonly SummaryGroup[], { datasets, leftOut }: Known) {
  const ids = new Map(
    collection.entries.map(({ variant, abbr }) => [
      abbr,
      datasets.find((dataset) => dataset.variant === variant && dataset.config.abbr === abbr)?.id ?? abbr,
    ]),
  );
  return (name: string): string => {
    const id = ids.get(name) ?? leftOut.find(({ row }) => row === name)?.id;
    if (id !== undefined) return id;
    const family = families.find((group) => group.name === name);
    if (family === undefined) return name;
    const parts = [...datasetsOf(family, families)].filter((abbr) => ids.has(abbr));
    const suffixes = new Set(parts.map((abbr) => (ids.get(abbr) as string).slice(abbr.length)));
    const [suffix = ""] = suffixes;
    return suffixes.size === 1 ? name + suffix : name;
  };
}
