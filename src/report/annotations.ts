// What stands beside a score for people to judge it by: number of questions, interval, extraction, alarms, and whatever was
// cut, dropped or not scored; what is zero is not shown. Shown in the terminal, the Markdown and the details file; the .csv
// and .txt keep exactly upstream's columns.

import { type Alarm, alarmTitles } from "../core/alarm.ts";
import type { ChanceLevel } from "../core/compare-with-guessing.ts";
import { printable } from "../core/printable.ts";
import type { PythonValue } from "../core/python-text.ts";
import { leadingColumns, scoreCell } from "./cells.ts";
import { formatFixed } from "./format-fixed.ts";
import type { GroupParts } from "./scoreboard.ts";
import type { Summary, SummaryRow } from "./summary.ts";

export interface Annotation {
  /** Questions scored. */
  n: number;
  /** 95 % interval of one of the dataset's metrics, in that metric's unit. */
  interval?: { metric: string; low: number; high: number };
  /** Answers a postprocessor could extract, 0 to 1. Absent where nothing is extracted (PPL). */
  extractedShare?: number;
  /** The metrics that right and wrong answers and the level of guessing belong to. Absent: none. */
  ofMetrics?: readonly string[];
  /** Right and wrong answers, where every score is one of both. */
  correct?: number;
  wrong?: number;
  /** Answers cut at the token limit. */
  cutByLength?: number;
  /** Answers that thoughts were taken out of, and those among them whose thought has no end. */
  thoughts?: number;
  unclosedThoughts?: number;
  /** Answers with tags of thoughts, where none are taken out. */
  tagsLeftIn?: number;
  /** Questions whose prompt lost tokens because it did not fit. */
  truncatedPrompts?: number;
  /** In-context examples left out because the prompt did not fit. */
  droppedShots?: number;
  /** Questions with a text longer than what the engine computes as the checkpoint does. */
  deviating?: number;
  /** Questions without a score, left out of the metrics. */
  unscored?: number;
  /** Questions without a reference, which have no part in the score. */
  withoutReference?: number;
  /** References that no option can equal. */
  unmatchedReferences?: number;
  /** The score is over so many of the rows, because the others failed. */
  partial?: { rows: number; of: number };
  /** How many for each reason, the most frequent first. */
  unscoredReasons?: Readonly<Record<string, number>>;
  chance?: ChanceLevel;
  alarms?: readonly Alarm[];
  /** Of an average: its datasets, and those among them with an alarm. */
  parts?: { total: number; withAlarm: number };
  /** In what OpenCompass's way differs. */
  correction?: string;
  /** By convention. */
  conventions?: ReadonlyMap<string, Unshown>;
}

/** The score under a convention that the table does not show, by titles as in the table, or why there is none. */
export type Unshown = { metrics: Record<string, number>; annotation: Annotation } | { missing: string };

/** Display name of the model → dataset → annotation. */
export type Annotations = ReadonlyMap<string, ReadonlyMap<string, Annotation>>;

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
  const merged = (fact: (annotation: Annotation) => string | undefined) =>
    found.map((perRow) => perModel(perRow.map((annotation) => annotation && fact(annotation))));
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
    { title: "n", cells: merged(({ n }) => String(n)), isNumeric: true, isOptional: true },
    ...models.map(scoreColumn),
    { title: "extracted", cells: merged(({ extractedShare }) => percent(extractedShare)), isOptional: true },
    {
      title: "notes",
      cells: rows.map((row, index) => notes(summary, row, rows[index - 1], found[index])),
      isOptional: true,
    },
  ];
}

function scoreWithInterval(row: SummaryRow, score: number | null, annotation: Annotation | undefined): string {
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

/** 100% is kept for every single one. */
function percent(share: number | undefined): string | undefined {
  if (share === undefined) return undefined;
  const rounded = (share * 100).toFixed(1).replace(/\.0$/, "");
  return rounded === "100" && share < 1 ? "99.9%" : `${rounded}%`;
}

/** Said once per dataset, beside the first of its metrics. */
function notes(
  summary: Summary,
  row: SummaryRow,
  before: SummaryRow | undefined,
  found: (Annotation | undefined)[] = [],
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

function note(error: PythonValue | undefined, annotation: Annotation | undefined): string {
  const {
    alarms = [],
    parts,
    n = 0,
    cutByLength = 0,
    truncatedPrompts = 0,
    droppedShots = 0,
    deviating = 0,
  } = annotation ?? {};
  const { unscored = 0, unscoredReasons = {}, withoutReference = 0, unmatchedReferences = 0 } = annotation ?? {};
  const { thoughts = 0, unclosedThoughts = 0, tagsLeftIn = 0 } = annotation ?? {};
  const facts = alarms.map(({ code }) => `! ${alarmTitles[code]}`);
  if (parts?.withAlarm) facts.push(`! ${parts.withAlarm} of ${counted(parts.total, "part")} with an alarm`);
  if (annotation?.partial) facts.push(`partial: ${annotation.partial.rows} of ${annotation.partial.of} rows`);
  if (error !== undefined) facts.push(`no score: ${shorten(String(error))}`);
  if (withoutReference > 0) facts.push(n + unscored > 0 ? `${withoutReference} without a reference` : "no references");
  if (unmatchedReferences > 0) facts.push(`${counted(unmatchedReferences, "reference")} of no option`);
  if (cutByLength > 0) facts.push(`${cutByLength} cut at the token limit (${percent(cutByLength / (n + unscored))})`);
  if (unclosedThoughts > 0)
    facts.push(`${counted(unclosedThoughts, "unclosed thought")} (${percent(unclosedThoughts / (n + unscored))})`);
  if (thoughts > 0) facts.push(`${counted(thoughts, "answer")} with thoughts, taken out`);
  if (tagsLeftIn > 0) facts.push(`${counted(tagsLeftIn, "answer")} with thinking tags left in (--thinking-tags)`);
  if (truncatedPrompts > 0) facts.push(`${counted(truncatedPrompts, "prompt")} truncated`);
  if (droppedShots > 0) facts.push(`${counted(droppedShots, "shot")} dropped`);
  if (deviating > 0)
    facts.push(`! ${counted(deviating, "question")} not computed as the checkpoint does (manifest.json)`);
  if (annotation?.correction !== undefined) facts.push(annotation.correction);
  // Without a score the reason is told already.
  if (unscored > 0 && error === undefined) facts.push(`${unscored} not scored${firstReason(unscoredReasons)}`);
  return facts.join(", ");
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

function firstReason(reasons: Readonly<Record<string, number>>): string {
  const [first, ...others] = Object.keys(reasons);
  if (first === undefined) return "";
  return ` (${shorten(first)}${others.length > 0 ? ` and ${counted(others.length, "other reason")}` : ""})`;
}

/** The details file has the whole text. */
function shorten(text: string): string {
  const characters = [...text];
  return characters.length <= 60 ? text : `${characters.slice(0, 59).join("")}…`;
}
