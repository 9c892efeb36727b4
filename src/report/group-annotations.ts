// What stands beside an average: the counts of all its datasets together, and how many of them have an alarm. A table may show
// averages only, and what was cut or left out must not disappear in them.

import { compareWithGuessing } from "../core/compare-with-guessing.ts";
import type { SummaryGroup } from "../core/summary.ts";
import type { Annotation, Annotations } from "./annotations.ts";
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
      return [[group.name, { ...sumOf(parts), ofMetrics }] as const];
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

function sumOf(parts: readonly Annotation[]): Annotation {
  const sum = (count: (part: Annotation) => number | undefined) =>
    parts.reduce((total, part) => total + (count(part) ?? 0), 0);
  const extracting = parts.filter(({ extractedShare }) => extractedShare !== undefined);
  const extractedRows = extracting.reduce((total, part) => total + (part.extractedShare ?? 0) * rowsOf(part), 0);
  return {
    n: sum(({ n }) => n),
    ...(extracting.length > 0 && {
      extractedShare: extractedRows / extracting.reduce((total, part) => total + rowsOf(part), 0),
    }),
    ...(parts.some(({ thoughts }) => thoughts !== undefined) && {
      thoughts: sum(({ thoughts }) => thoughts),
      unclosedThoughts: sum(({ unclosedThoughts }) => unclosedThoughts),
    }),
    tagsLeftIn: sum(({ tagsLeftIn }) => tagsLeftIn),
    cutByLength: sum(({ cutByLength }) => cutByLength),
    truncatedPrompts: sum(({ truncatedPrompts }) => truncatedPrompts),
    droppedShots: sum(({ droppedShots }) => droppedShots),
    ...(parts.some(({ deviating = 0 }) => deviating > 0) && { deviating: sum(({ deviating }) => deviating) }),
    unscored: sum(({ unscored }) => unscored),
    withoutReference: sum(({ withoutReference }) => withoutReference),
    unmatchedReferences: sum(({ unmatchedReferences }) => unmatchedReferences),
    ...chanceOf(parts),
    parts: { total: parts.length, withAlarm: parts.filter(({ alarms = [] }) => alarms.length > 0).length },
  };
}

/**
 * All questions together, each guessed at its dataset's mean rate: fifty subjects of twenty questions may each look like
 * guessing, while the whole does not.
 */
function chanceOf(parts: readonly Annotation[]): Pick<Annotation, "chance" | "alarms"> {
  const judged = parts.flatMap(({ n, correct, chance }) =>
    correct === undefined || chance === undefined ? [] : [{ n, correct, rate: chance.expected / 100 }],
  );
  if (judged.length < parts.length) return {};
  const rates = judged.flatMap(({ n, rate }) => Array.from({ length: n }, () => rate));
  const correct = judged.reduce((total, part) => total + part.correct, 0);
  const { chance, alarm } = compareWithGuessing(correct, rates);
  return { chance, alarms: alarm === undefined ? [] : [alarm] };
}

function rowsOf({ n, unscored = 0 }: Annotation): number {
  return n + unscored;
}
