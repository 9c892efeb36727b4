// What stands above the cases: per dataset how many rows are right, wrong, not extracted, cut and failed, and which rules
// found the answers.

import { printable } from "../../core/printable.ts";
import { displayWidth, padText } from "../text/display-width.ts";
import { drawTable } from "../text/psql-table.ts";
import { wrapText } from "../text/wrap-text.ts";
import { addCounts, type CaseCounts, sortedRules } from "./cases.ts";

export interface CountedDataset {
  model: string;
  dataset: string;
  counts: CaseCounts;
}

interface Column {
  title: string;
  value(counts: CaseCounts): number;
  /** Left out where every dataset has 0. */
  isOptional?: boolean;
}

const columns: Column[] = [
  { title: "rows", value: ({ rows }) => rows },
  { title: "right", value: ({ right }) => right },
  { title: "wrong", value: ({ wrong, partial }) => wrong - partial },
  { title: "partly right", value: ({ partial }) => partial, isOptional: true },
  { title: "not judged", value: ({ unjudged }) => unjudged, isOptional: true },
  { title: "unextracted", value: ({ unextracted }) => unextracted },
  { title: "cut", value: ({ cut }) => cut },
  { title: "failed", value: ({ failed }) => failed },
  { title: "no answer yet", value: ({ unanswered }) => unanswered, isOptional: true },
];

/** @param width Columns of the terminal: where the table is wider, a dataset takes lines of its own. */
export function summaryLines(datasets: readonly CountedDataset[], width: number): string[] {
  const total = addCounts(datasets.map(({ counts }) => counts));
  const shown = columns.filter(({ isOptional, value }) => !isOptional || value(total) > 0);
  const hasModels = new Set(datasets.map(({ model }) => model)).size > 1;
  const rows = datasets.map(({ model, dataset, counts }) => ({
    names: hasModels ? [dataset, model] : [dataset],
    counts,
  }));
  if (datasets.length > 1) rows.push({ names: hasModels ? ["all", ""] : ["all"], counts: total });
  const cells = rows.map(({ names, counts }) => [
    ...names.map(printable),
    ...shown.map(({ value }) => String(value(counts))),
  ]);
  const names = hasModels ? ["dataset", "model"] : ["dataset"];
  const numeric = new Set(shown.map((_, place) => names.length + place));
  const table = drawTable([[...names, ...shown.map(({ title }) => title)], ...cells], numeric);
  if (table.every((line) => displayWidth(line) <= width)) return table;
  return rows.flatMap(({ names, counts }) => [
    names.map(printable).join(" "),
    ...shown.map(({ title, value }) => `  ${padText(title, 13)} ${value(counts)}`),
  ]);
}

/** Rules of all datasets, with how many of the answers they found are right; none where nothing is extracted. */
export function ruleLines(datasets: readonly CountedDataset[], width: number): string[] {
  const rules = sortedRules(addCounts(datasets.map(({ counts }) => counts)).rules);
  if (rules.length === 0) return [];
  const cells = rules.map(([rule, { rows, right }]) => [
    printable(rule),
    String(rows),
    `${right} (${((right / rows) * 100).toFixed(1)}%)`,
  ]);
  const table = drawTable([["extracted by the rule", "rows", "right"], ...cells], new Set([1, 2]));
  if (table.every((line) => displayWidth(line) <= width)) return table;
  return cells.flatMap(([rule, rows, right]) => wrapText(`extracted ${rows}, right ${right}: ${rule}`, width));
}
