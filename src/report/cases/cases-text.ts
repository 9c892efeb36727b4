// The cases of a run for the terminal: the summary, then dataset by dataset the rows worth reading.

import { listed } from "../../core/listed.ts";
import { printable } from "../../core/printable.ts";
import { wrapText } from "../text/wrap-text.ts";
import { type CaseTextOptions, caseLines } from "./case-text.ts";
import { type CaseCounts, type CaseGroup, nothingExtracted, sortedRules } from "./cases.ts";
import { type CountedDataset, ruleLines, summaryLines } from "./cases-summary.ts";

export interface DatasetCases extends CountedDataset {
  /** Scoring convention that the rows are read under, where it is not the dataset's own. */
  metric?: string;
  notes: string[];
  groups: CaseGroup[];
}

/** @param run One line that says which run this is. */
export function formatCases(run: string, datasets: readonly DatasetCases[], options: CaseTextOptions): string {
  const { width } = options;
  const listed = datasets.filter(({ groups }) => groups.length > 0);
  const sections = listed.flatMap((dataset) => ["", ...sectionLines(dataset, options)]);
  return [
    printable(run),
    "",
    ...summaryLines(datasets, width),
    ...paragraph(ruleLines(datasets, width)),
    ...paragraph(noteLines(datasets, width)),
    ...(listed.length === 0 ? ["", "No rows of these kinds."] : sections),
    "",
  ].join("\n");
}

function paragraph(lines: string[]): string[] {
  return lines.length > 0 ? ["", ...lines] : [];
}

/** A line per note: the subjects of a benchmark mostly share it. */
function noteLines(datasets: readonly DatasetCases[], width: number): string[] {
  const named = new Map<string, string[]>();
  for (const { dataset, notes } of datasets) {
    for (const note of notes) named.set(note, [...(named.get(note) ?? []), dataset]);
  }
  return [...named].flatMap(([note, names]) => {
    return wrapText(printable(`note: ${listed(names, 3)}: ${note}`), width);
  });
}

function sectionLines({ model, dataset, metric, counts, groups }: DatasetCases, options: CaseTextOptions): string[] {
  return [
    options.bold(printable(`${model} / ${dataset}${metric === undefined ? "" : ` by ${metric}`}`)),
    ...(counts.rules.size > 0 ? wrapText(`extracted: ${rulesText(counts)}`, options.width) : []),
    ...groups.flatMap((group) => [
      "",
      groupTitle(group),
      ...group.rows.flatMap((row) => ["", ...caseLines(row, options)]),
    ]),
  ];
}

function rulesText({ rules }: CaseCounts): string {
  return sortedRules(rules)
    .map(([rule, { rows }]) => (rule === nothingExtracted ? `${rows} not` : `${rows} by "${printable(rule)}"`))
    .join(", ");
}

function groupTitle({ kind, total, shownBefore, rows }: CaseGroup): string {
  const shown = rows.length + shownBefore;
  const above = shownBefore > 0 ? `, ${shownBefore} of them above` : "";
  const more = shown < total ? `; --limit ${total} shows all` : "";
  return `${kind}: ${shown} of ${total} rows shown${above}${more}`;
}
