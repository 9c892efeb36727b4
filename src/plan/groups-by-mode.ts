// Where entries of a run share an abbr, their ids carry the mode, and so do the groups over them: "ceval" becomes "ceval_gen"
// and "ceval_ppl". Groups over other datasets stay as they are.

import type { Subset, SummaryGroup } from "../core/summary.ts";

/** A dataset of the run under its name in the workspace. */
export interface IdentifiedDataset {
  id: string;
  config: { abbr: string };
}

export function groupsByMode(groups: readonly SummaryGroup[], datasets: readonly IdentifiedDataset[]): SummaryGroup[] {
  const renamed = datasets.filter(({ id, config }) => id !== config.abbr);
  const suffixes = [...new Set(renamed.map(({ id, config }) => id.slice(config.abbr.length)))];
  const bySuffix = suffixes.map((suffix) => {
    const entries = renamed.filter(({ id, config }) => id === config.abbr + suffix);
    const ids = new Map(entries.map(({ id, config }) => [config.abbr, id]));
    return { suffix, ids, over: groupsOver(groups, ids) };
  });
  const kept = groups.filter((group) => bySuffix.every(({ over }) => !over.has(group)));
  const copies = bySuffix.flatMap(({ suffix, ids, over }) => {
    const names = new Set([...over].map(({ name }) => name));
    const rename = (name: string) => ids.get(name) ?? (names.has(name) ? name + suffix : name);
    return groups.filter((group) => over.has(group)).map((group) => renameGroup(group, suffix, rename));
  });
  return [...kept, ...copies];
}

/** Groups that hold one of the datasets, themselves or through a group of theirs. */
function groupsOver(groups: readonly SummaryGroup[], ids: ReadonlyMap<string, string>): Set<SummaryGroup> {
  const over = new Set<SummaryGroup>();
  for (let found = -1; found < over.size; ) {
    found = over.size;
    const names = new Set([...over].map(({ name }) => name));
    for (const group of groups) {
      const members = group.subsets.map((subset) => (typeof subset === "string" ? subset : subset[0]));
      if (members.some((member) => ids.has(member) || names.has(member))) over.add(group);
    }
  }
  return over;
}

function renameGroup(group: SummaryGroup, suffix: string, rename: (name: string) => string): SummaryGroup {
  const { weights, transforms } = group;
  // A weight's key may carry a metric: "name@metric".
  const renameKey = (key: string) => key.replace(/^[^@]+/, rename);
  const renameKeys = <Value>(record: Record<string, Value>) =>
    Object.fromEntries(Object.entries(record).map(([key, value]) => [renameKey(key), value]));
  return {
    ...group,
    name: group.name + suffix,
    subsets: group.subsets.map(
      (subset): Subset => (typeof subset === "string" ? rename(subset) : [rename(subset[0]), subset[1]]),
    ),
    ...(weights !== undefined && { weights: renameKeys(weights) }),
    ...(transforms !== undefined && { transforms: renameKeys(transforms) }),
  };
}
