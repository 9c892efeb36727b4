// What stands beside a score for people to judge it by: number of questions, interval, extraction, alarms, and whatever was
// cut, dropped or not scored; what is zero is not shown. Shown in the terminal, the Markdown and the details file; the .csv
// and .txt keep exactly upstream's columns.

import { printable } from "../../core/printable.ts";
import type { PythonValue } from "../../core/python-text.ts";
import { formatFixed } from "../text/format-fixed.ts";
import { leadingColumns, scoreCell } from "./cells.ts";
import { shorten } from "./fact-text.ts";
import { type Facts, factEntries } from "./facts.ts";
import type { GroupParts } from "./scoreboard.ts";
import type { Summary, SummaryRow } from "./summary.ts";

/** Display name of the model → dataset → what stands beside its score. */
export type Annotations = ReadonlyMap<string, ReadonlyMap<string, Facts>>;

export interface AnnotatedTable {
  /** First row: headings. */
  cells: string[][];
  /** Places of the columns that hold numbers. */
  numeric: ReadonlySet<number>;
}

/** Says what stands behind scores. */
export const intervalFootnote = "[low, high]: 95 % Wilson interval of the score.";

/** What a table can do without, the most dispensable first. */
export const dispensable = ["intervals", "extracted"] as const;
export type Dispensable = (typeof dispensable)[number];

/** Upstream's columns with intervals in the score cells, and further columns where there is something to show. */
export function annotateCells(
  summary: Summary,
  annotations: Annotations,
  leftOut: readonly Dispensable[] = [],
): AnnotatedTable {
  const columns = allColumns(summary, annotations, { intervals: !leftOut.includes("intervals") }).filter(
    ({ title, isOptional, cells }) =>
      !isOptional || (cells.some((cell) => cell !== "") && !leftOut.some((name) => name === title)),
  );
  const rows = [...summary.rows, ...summary.partRows].map((_, row) =>
    columns.map(({ cells }) => printable(cells[row] ?? "")),
  );
  const numeric = columns.flatMap(({ isNumeric }, index) => (isNumeric ? [index] : []));
  return { cells: [columns.map(({ title }) => printable(title)), ...rows], numeric: new Set(numeric) };
}

interface Column {
  title: string;
  cells: string[];
  isNumeric?: boolean;
  /** Left out when all cells are empty. */
  isOptional?: boolean;
}

function allColumns(summary: Summary, annotations: Annotations, { intervals }: { intervals: boolean }): Column[] {
  const { models } = summary;
  const rows = [...summary.rows, ...summary.partRows];
  const found = rows.map(({ dataset }) => models.map((model) => annotations.get(model)?.get(dataset)));
  const beside = factEntries.flatMap(([key, { beside: column }]) => {
    if (column === undefined) return [];
    const { title, isBeforeScores = false, text } = column;
    const textOf = (value: unknown) => (value === undefined ? undefined : text(value));
    const cells = found.map((perRow) => perModel(perRow.map((facts) => textOf(facts?.[key]))));
    return [{ title, cells, isNumeric: isBeforeScores, isBeforeScores, isOptional: true }];
  });
  const scoreColumn = (title: string, model: number): Column => ({
    title,
    cells: rows.map((row, index) => {
      const score = row.scores[model] ?? null;
      const parts = summary.partGroups.get(title)?.get(row.dataset);
      if (score === null && parts !== undefined) return scoredParts(parts);
      return intervals ? scoreWithInterval(row, score, found[index]?.[model]) : scoreCell(score);
    }),
    isNumeric: true,
  });
  return [
    ...leadingColumns.map((title) => ({ title, cells: rows.map((row) => row[title]) })),
    ...beside.filter(({ isBeforeScores }) => isBeforeScores),
    ...models.map(scoreColumn),
    ...beside.filter(({ isBeforeScores }) => !isBeforeScores),
    {
      title: "notes",
      cells: rows.map((row, index) => notes(summary, row, rows[index - 1], found[index])),
      isOptional: true,
    },
  ];
}

function scoreWithInterval(row: SummaryRow, score: number | null, annotation: Facts | undefined): string {
  const interval = annotation?.interval;
  if (score === null || interval === undefined || interval.metric !== row.metric) return scoreCell(score);
  return `${scoreCell(score)} [${formatFixed(interval.low)}, ${formatFixed(interval.high)}]`;
}

/** One value where all models agree, else one per model in the order of the columns. */
function perModel(values: (string | undefined)[]): string {
  const known = values.filter((value) => value !== undefined);
  if (known.length === 0) return "";
  if (known.length === values.length && new Set(known).size === 1) return known[0] ?? "";
  return values.map((value) => value ?? "-").join(" / ");
}

/** Said once per dataset, beside the first of its metrics. */
function notes(
  summary: Summary,
  row: SummaryRow,
  before: SummaryRow | undefined,
  found: (Facts | undefined)[] = [],
): string {
  if (before?.dataset === row.dataset) return "";
  const perModel = summary.models.flatMap((model, place) => {
    const error = row.scores[place] === null ? summary.raw.get(model)?.get(row.dataset)?.get("error") : undefined;
    const parts = row.scores[place] === null ? summary.partGroups.get(model)?.get(row.dataset) : undefined;
    const text = parts === undefined ? note(error, found[place]) : noAverage(parts);
    if (text === "") return [];
    return summary.models.length === 1 ? [text] : [`${model}: ${text}`];
  });
  return perModel.join("; ");
}

function scoredParts({ of, without }: GroupParts): string {
  return `${of - without.length} of ${of}`;
}

/** The parts that lack a score stand in the table, too; a few are named. */
function noAverage(parts: GroupParts): string {
  const { without } = parts;
  const named = without.length <= 3 ? `, none for ${without.join(", ")}` : "";
  return `no average: ${scoredParts(parts)} parts have a score${named}`;
}

function note(error: PythonValue | undefined, facts: Facts | undefined): string {
  const noted = facts === undefined ? [] : notesOf(facts, error === undefined);
  if (error !== undefined) noted.push({ at: 35, text: `no score: ${shorten(String(error))}` });
  const sorted = noted.sort((a, b) => a.at - b.at);
  return sorted.map(({ text }) => text).join(", ");
}

export function notesOf(facts: Facts, isScored: boolean): { at: number; text: string }[] {
  return factEntries.flatMap(([key, { note }]) => {
    const value = facts[key];
    const text = note !== undefined && value !== undefined && value !== 0 && note.text(value, facts, isScored);
    return text ? [{ at: note.at, text }] : [];
  });
}

/** What is said of facts below the table, once for all datasets that have them. */
export function footnotesOf(annotations: Annotations): string[] {
  const told = [...annotations].flatMap(([model, byDataset]) =>
    [...byDataset].map(([dataset, facts]) => ({ model, dataset, facts })),
  );
  return factEntries.flatMap(([key, fact]) => {
    const having = told.filter(({ facts }) => facts[key] !== undefined);
    return having.length === 0 ? [] : (fact.footnotes?.(having) ?? []);
  });
}
