// What stands beside an average: the counts of all its datasets together, and how many of them have an alarm. A table may show
// averages only, and what was cut or left out must not disappear in them.

import type { SummaryGroup } from "../../core/summary.ts";
import type { Annotations } from "./annotations.ts";
import { type Facts, factEntries } from "./facts.ts";
import type { Summary } from "./summary.ts";

/** Annotations with those of the groups that have a score. */
export function annotateGroups(
  annotations: Annotations,
  groups: readonly SummaryGroup[],
  raw: Summary["raw"],
): Annotations {
  const annotated = [...annotations].map(([model, byDataset]) => {
    const own = groups.flatMap((group) => {
      const result = raw.get(model)?.get(group.name);
      if (result === undefined || result.has("error") || byDataset.has(group.name)) return [];
      const parts = [...datasetsOf(group, groups)].map((dataset) => byDataset.get(dataset));
      if (!parts.every((part) => part !== undefined)) return [];
      const ofMetrics = [...result.keys()].filter((metric) => !notMeans.has(metric));
      return [[group.name, { ...mergeFacts(parts), ofMetrics }] as const];
    });
    return [model, new Map([...byDataset, ...own])] as const;
  });
  return new Map(annotated);
}

/** Metrics of a group that are no share of its right answers. */
const notMeans: ReadonlySet<string> = new Set(["standard_deviation", "sum", "harmonic_mean"]);

/** Groups in it are replaced by what they hold; each dataset counts once. */
export function datasetsOf(group: SummaryGroup, groups: readonly SummaryGroup[]): Set<string> {
  // A group may hold earlier ones only, so this ends.
  const earlier = groups.slice(0, groups.indexOf(group));
  const names = group.subsets.map((subset) => (typeof subset === "string" ? subset : subset[0]));
  return new Set(
    names.flatMap((name) => {
      const inner = earlier.find((candidate) => candidate.name === name);
      return inner === undefined ? [name] : [...datasetsOf(inner, groups)];
    }),
  );
}

function mergeFacts(parts: readonly Facts[]): Facts {
  const merged = factEntries.flatMap(([key, { merge }]) => {
    const values = parts.map((part) => part[key]);
    const value = merge?.(values, parts);
    return value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries(merged) as unknown as Facts;
}
