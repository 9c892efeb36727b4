// The cases of a run for programs: a line per dataset with its counts, and a line per row, each a whole JSON object.

import { visibleJson } from "../../core/visible-text.ts";
import { kindsOf } from "./cases.ts";
import type { DatasetCases } from "./cases-text.ts";

export function datasetJsonLines(
  run: string,
  { model, dataset, metric, counts, notes, groups }: DatasetCases,
): string[] {
  const { rules, ...numbers } = counts;
  const summary = {
    type: "dataset",
    run,
    model,
    dataset,
    ...(metric && { metric }),
    ...numbers,
    rules: Object.fromEntries(rules),
    notes,
  };
  const rows = groups.flatMap((group) => group.rows).sort((a, b) => a.row - b.row);
  const cases = rows.map((row) => ({ type: "case", model, dataset, kinds: kindsOf(row), ...row }));
  return [summary, ...cases].map((value) => visibleJson(value));
}
