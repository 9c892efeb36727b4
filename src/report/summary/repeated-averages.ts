// Averages that a table for people shows once. Upstream has a row for every metric that all members of a group share and one
// for the average's own name, which is mostly the same number; a group of one member has that member's. The .csv and .txt keep
// all rows.

import type { SummaryGroup } from "../../core/summary.ts";
import { datasetsOf } from "./group-annotations.ts";
import { defaultMetric } from "./groups.ts";
import type { Summary, SummaryRow } from "./summary.ts";

export interface ShownOnce {
  summary: Summary;
  /** Groups that are left out because a row of another name says the same; undefined where there are none. */
  footnote: string | undefined;
}

export function withoutRepeatedAverages(summary: Summary, groups: readonly SummaryGroup[]): ShownOnce {
  const byName = new Map(groups.map((group) => [group.name, group]));
  const isRepeated = (row: SummaryRow) => {
    const group = byName.get(row.dataset);
    const own = group && rowOf(summary, group.name, defaultMetric(group));
    return own !== undefined && own !== row && isSameScores(own, row);
  };
  const once = summary.rows.filter((row) => !isRepeated(row));
  const same = once.flatMap((row, i) => {
    const group = byName.get(row.dataset);
    const other = group && (onlyMember(summary, group, row) ?? alike(once.slice(0, i), row, { group, groups, byName }));
    return other === undefined ? [] : [{ row, other }];
  });
  const left = new Set(same.map(({ row }) => row));
  const named = [...new Set(same.map(({ row, other }) => `${row.dataset} (${other})`))];
  return {
    summary: { ...summary, rows: once.filter((row) => !left.has(row)) },
    footnote: named.length === 0 ? undefined : `Averages that another row shows: ${named.join(", ")}.`,
  };
}

function rowOf({ rows }: Summary, dataset: string, metric: string): SummaryRow | undefined {
  return rows.find((row) => row.dataset === dataset && row.metric === metric);
}

/** The one member that a group averages. */
function onlyMember({ rows }: Summary, { subsets }: SummaryGroup, row: SummaryRow): string | undefined {
  const [only, ...others] = subsets;
  if (only === undefined || others.length > 0) return undefined;
  const member = typeof only === "string" ? only : only[0];
  return rows.some((other) => other.dataset === member && isSameScores(other, row)) ? member : undefined;
}

/** An earlier group that averages the same datasets in the same way. */
function alike(
  earlier: readonly SummaryRow[],
  row: SummaryRow,
  {
    group,
    groups,
    byName,
  }: { group: SummaryGroup; groups: readonly SummaryGroup[]; byName: Map<string, SummaryGroup> },
): string | undefined {
  const members = (each: SummaryGroup) => [...datasetsOf(each, groups)].sort().join("\n");
  return earlier.find((other) => {
    const candidate = other.dataset === row.dataset ? undefined : byName.get(other.dataset);
    if (candidate === undefined || other.metric !== row.metric || !isSameScores(other, row)) return false;
    return members(candidate) === members(group);
  })?.dataset;
}

function isSameScores(a: SummaryRow, b: SummaryRow): boolean {
  return a.scores.every((score, i) => Object.is(score, b.scores[i]));
}
