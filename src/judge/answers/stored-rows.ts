// The rows of one model on one dataset, put together from what the run's folder has: answers from the journal or from predictions/,
// where OpenCompass keeps them, how they were judged from results/.

import { existsSync } from "node:fs";
import type { RowRecord } from "../../core/record.ts";
import type { ScoringConvention } from "../../core/scoring-conventions.ts";
import type { StoredDataset, StoredRow } from "../../core/stored-row.ts";
import { type Thinking, withoutThoughts } from "../../core/thoughts.ts";
import { countRows } from "../../store/stored/list-answers.ts";
import { type RowDetail, readStoredResult, type StoredResultFile } from "../../store/stored/stored-results.ts";
import type { StoredTask } from "../../store/stored/stored-tasks.ts";
import { describePrediction, judge } from "../../store/stored/stored-values.ts";
import { missingUnder, underMetric } from "../../store/stored/under-metric.ts";
import { continueCommand } from "../../store/workspace/continue-command.ts";
import { journalPath, type Workspace } from "../../store/workspace/workspace.ts";
import { openAnswers } from "./answer-source.ts";

/** @throws OcLocalError BAD_DATA for a file that cannot be read as what it should be. */
export function readStoredRows(
  workspace: Workspace,
  task: StoredTask,
  metric: ScoringConvention | undefined = task.metric,
): StoredDataset {
  const { model, dataset } = task;
  const result = readStoredResult(workspace, model, dataset);
  const { records, broken } = readRecords(workspace, task);
  const known = new Set([...records.keys(), ...(result?.details.keys() ?? [])]);
  const rows = [...known]
    .filter((row) => task.rows === undefined || row < task.rows)
    .sort((a, b) => a - b)
    .map((row) => {
      const detail = result?.details.get(row);
      return toStoredRow(row, records.get(row), { detail, metric, thinking: result?.thinking });
    });
  const isRead = [...records.values()].some(({ scores }) => scores !== undefined && scores.convention !== metric);
  const other = isRead ? metric : undefined;
  const notes = notesOf(workspace, rows, result);
  if (other !== undefined && result?.error === undefined)
    notes.push(...metricNotes(workspace, other, { rows, records }));
  return {
    model,
    dataset,
    ...(other !== undefined && { metric: other }),
    rows,
    unanswered: task.rows === undefined ? 0 : task.rows - rows.length,
    notes: [...notes, ...notesOfFolder(workspace, task, result), ...(broken === undefined ? [] : [broken])],
  };
}

interface ReadRecords {
  records: Map<number, RowRecord>;
  /** What is left out of the journal. */
  broken: string | undefined;
}

/** As the evaluation reads them. */
function readRecords(workspace: Workspace, { model, dataset, rows }: StoredTask): ReadRecords {
  const answers = openAnswers({ workspace, model, dataset, rows: rows ?? countRows(workspace, model, dataset) });
  try {
    const records = new Map<number, RowRecord>();
    for (let row = 0; row < answers.affected.of; row++) {
      const record = answers.get(row);
      if (record !== undefined) records.set(row, record);
    }
    return { records, broken: answers.broken };
  } finally {
    answers.close();
  }
}

interface Reading {
  detail: RowDetail | undefined;
  /** @default the dataset's own */
  metric: ScoringConvention | undefined;
  /** What was taken out of outputs before they were judged. */
  thinking: Thinking | undefined;
}

function toStoredRow(row: number, record: RowRecord | undefined, reading: Reading): StoredRow {
  const { detail: own, metric, thinking } = reading;
  const described = describePrediction(record?.prediction ?? {}, own);
  const { scores } = record ?? {};
  const isOther = metric !== undefined && scores !== undefined && scores.convention !== metric;
  const read = isOther
    ? underMetric(metric, scores, { labels: described.labels, detail: own })
    : { labels: described.labels, output: described.output, detail: own };
  const { detail } = read;
  const reference = detail?.reference ?? own?.reference ?? record?.gold ?? described.gold;
  const judged = record?.failed === undefined ? judge(detail) : { verdict: "failed" as const, reason: record.failed };
  const { answer: given, thought } =
    thinking === undefined ? {} : withoutThoughts(read.output ?? null, thinking, described.prompt);
  return {
    row,
    prompt: described.prompt,
    labels: read.labels,
    ...(read.output !== undefined && { output: read.output }),
    ...(given !== undefined && thought !== undefined && { judged: given, thought }),
    ...(detail?.answer !== undefined && { answer: detail.answer }),
    ...(detail?.rule !== undefined && { rule: detail.rule }),
    ...(detail?.extracted === false && { extracted: false as const }),
    ...(reference !== undefined && { reference }),
    cut: record?.facts?.finishReason === "length" || thought === "unclosed",
    ...judged,
  };
}

function notesOfFolder(
  workspace: Workspace,
  { model, dataset, damage }: StoredTask,
  result: StoredResultFile | undefined,
): string[] {
  const unknown = damage === undefined ? [] : [`how many rows were to be asked is not known: ${damage}`];
  if (existsSync(journalPath(workspace, model, dataset))) return unknown;
  // A folder of OpenCompass's, or one whose journal is gone.
  const isOurs = result?.unextracted !== undefined;
  return [...unknown, `which answers were cut${isOurs ? "" : " and how they were extracted"} is not stored`];
}

function notesOf(workspace: Workspace, rows: readonly StoredRow[], result: StoredResultFile | undefined): string[] {
  if (result === undefined)
    return rows.length === 0
      ? []
      : [`not scored yet: what is right, wrong or unextracted is known after ${continueCommand(workspace)} -m eval`];
  const notes = thoughtNotes(rows);
  if (result.error !== undefined) return [...notes, `no score: ${result.error}`];
  if (result.details.size === 0) return [...notes, "its result holds no rows, so what is right and wrong is not known"];
  const unextracted = rows.filter(({ extracted }) => extracted === false).length;
  const counted = result.unextracted ?? unextracted;
  if (counted === unextracted) return notes;
  return [
    ...notes,
    `${counted} answers could not be extracted, and which is not stored: ${continueCommand(workspace)} -m eval tells it`,
  ];
}

function thoughtNotes(rows: readonly StoredRow[]): string[] {
  const having = rows.filter(({ thought }) => thought !== undefined).length;
  const unclosed = rows.filter(({ thought }) => thought === "unclosed").length;
  if (having === 0) return [];
  const without = unclosed === 0 ? "" : `; in ${unclosed} of them the thought has no end and counts as cut`;
  return [`thoughts are taken out of ${having} answers before anything is extracted${without}`];
}

/** What is said of a dataset that is read under another convention than its own. */
function metricNotes(
  workspace: Workspace,
  metric: ScoringConvention,
  { rows, records }: { rows: readonly StoredRow[]; records: ReadRecords["records"] },
): string[] {
  const lacking = rows.flatMap(({ row, verdict }) => {
    const { scores } = records.get(row) ?? {};
    const missing = verdict === "unscored" && scores !== undefined ? missingUnder(metric, scores) : undefined;
    return missing === undefined ? [] : [{ row, missing }];
  })[0];
  const unknown = rows.filter(({ verdict, output }) => verdict === "unknown" && output !== undefined).length;
  return [
    `right and wrong by --metric ${metric}`,
    ...(lacking === undefined ? [] : [`no score by ${metric}: row ${lacking.row}: ${lacking.missing}`]),
    ...(unknown === 0
      ? []
      : [
          `whether ${unknown} rows are right by ${metric} is not stored: ${continueCommand(workspace)} -m eval tells it`,
        ]),
  ];
}
