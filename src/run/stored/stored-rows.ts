// The rows of one model on one dataset, put together from what the run's folder has: answers from the journal or from predictions/,
// where OpenCompass keeps them, how they were judged from results/.

import { existsSync } from "node:fs";
import type { RowRecord } from "../../core/record.ts";
import type { StoredDataset, StoredRow } from "../../core/stored-row.ts";
import { journalPath, type Workspace } from "../workspace/workspace.ts";
import { openAnswers } from "./answer-source.ts";
import { countRows } from "./list-answers.ts";
import { type RowDetail, readStoredResult, type StoredResultFile } from "./stored-results.ts";
import type { StoredTask } from "./stored-tasks.ts";
import { describePrediction, judge } from "./stored-values.ts";

/** @throws OcLocalError BAD_DATA for a file that cannot be read as what it should be. */
export function readStoredRows(workspace: Workspace, task: StoredTask): StoredDataset {
  const { model, dataset } = task;
  const result = readStoredResult(workspace, model, dataset);
  const records = readRecords(workspace, task);
  const known = new Set([...records.keys(), ...(result?.details.keys() ?? [])]);
  const rows = [...known]
    .filter((row) => task.rows === undefined || row < task.rows)
    .sort((a, b) => a - b)
    .map((row) => toStoredRow(row, records.get(row), result?.details.get(row)));
  return {
    model,
    dataset,
    rows,
    unanswered: task.rows === undefined ? 0 : task.rows - rows.length,
    notes: [...notesOf(rows, result), ...notesOfFolder(workspace, task, result)],
  };
}

/** As the evaluation reads them. */
function readRecords(workspace: Workspace, { model, dataset, rows }: StoredTask): Map<number, RowRecord> {
  const answers = openAnswers({ workspace, model, dataset, rows: rows ?? countRows(workspace, model, dataset) });
  try {
    const records = new Map<number, RowRecord>();
    for (let row = 0; row < answers.affected.of; row++) {
      const record = answers.get(row);
      if (record !== undefined) records.set(row, record);
    }
    return records;
  } finally {
    answers.close();
  }
}

function toStoredRow(row: number, record: RowRecord | undefined, detail: RowDetail | undefined): StoredRow {
  const described = describePrediction(record?.prediction ?? {}, detail);
  const reference = detail?.reference ?? record?.gold ?? described.gold;
  const judged = record?.failed === undefined ? judge(detail) : { verdict: "failed" as const, reason: record.failed };
  return {
    row,
    prompt: described.prompt,
    labels: described.labels,
    ...(described.output !== undefined && { output: described.output }),
    ...(detail?.answer !== undefined && { answer: detail.answer }),
    ...(detail?.rule !== undefined && { rule: detail.rule }),
    ...(detail?.extracted === false && { extracted: false as const }),
    ...(reference !== undefined && { reference }),
    cut: record?.facts?.finishReason === "length",
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

function notesOf(rows: readonly StoredRow[], result: StoredResultFile | undefined): string[] {
  if (result === undefined)
    return rows.length === 0
      ? []
      : ["not scored yet: what is right, wrong or unextracted is known after the evaluation (-m eval)"];
  if (result.error !== undefined) return [`no score: ${result.error}`];
  if (result.details.size === 0) return ["its result holds no rows, so what is right and wrong is not known"];
  const unextracted = rows.filter(({ extracted }) => extracted === false).length;
  const counted = result.unextracted ?? unextracted;
  if (counted === unextracted) return [];
  return [`${counted} answers could not be extracted, and which is not stored: evaluate the run again with -m eval`];
}
