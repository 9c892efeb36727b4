// Where the evaluation of a stored run reads a dataset's answers: the journal, unless predictions/ was edited since, holds answers
// alone, or is all there is. Which it was is told.

import { existsSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { counted } from "../../core/counted.ts";
import { OcLocalError } from "../../core/errors.ts";
import type { JsonObject } from "../../core/json.ts";
import type { RowRecord } from "../../core/record.ts";
import { type AffectedRows, affectedRows } from "../../job/affected-rows.ts";
import { type AskableRows, askedRows, countAsked, isAsked } from "../../plan/asked-rows.ts";
import type { IndexedRows } from "../../store/journal/indexed-rows.ts";
import { describeBroken, indexJournal } from "../../store/journal/journal-index.ts";
import { JournalRows } from "../../store/journal/journal-rows.ts";
import { predictionRecord } from "../../store/stored/prediction-record.ts";
import { isAsWritten, writePredictions } from "../../store/stored/predictions-file.ts";
import { readPredictions } from "../../store/stored/stored-predictions.ts";
import { journalPath, predictionsPath, type Workspace } from "../../store/workspace/workspace.ts";

export interface AnswerSource {
  get(row: number): RowRecord | undefined;
  /** For people; undefined for a journal that nobody compared with anything. */
  from?: string;
  /** They are not, or not all, those of the journal. */
  isFromPredictions: boolean;
  /** What is left out of the journal, for people. */
  broken?: string;
  affected: AffectedRows;
  /** Writes predictions/ again, where they are damaged and the journal has every row. @throws OcLocalError STORAGE */
  mend?(): void;
  close(): void;
}

export interface StoredAnswersOf {
  workspace: Workspace;
  model: string;
  dataset: string;
  rows: number;
  /** By row, 1 where it was not asked. @default all were */
  unasked?: Uint8Array;
}

/** What a run has just asked. @throws OcLocalError STORAGE */
export function openJournal({ workspace, model, dataset, rows, unasked }: StoredAnswersOf): AnswerSource {
  const path = journalPath(workspace, model, dataset);
  const index = indexJournal(path);
  const { rows: indexed } = index;
  const broken = describeBroken(index);
  const records = new JournalRows(path, indexed);
  return {
    get: (row) => records.get(row),
    isFromPredictions: false,
    ...(broken !== undefined && { broken }),
    affected: affectedOf(indexed, { rows, ...(unasked && { unasked }) }),
    close: () => records.close(),
  };
}

/** What a folder holds. @throws OcLocalError STORAGE; BAD_DATA where predictions that have to be read are damaged */
export function openAnswers(stored: StoredAnswersOf): AnswerSource {
  const journal = openJournal(stored);
  const { affected } = journal;
  try {
    if (affected.unanswered < affected.of) return compared(journal, stored);
    const predictions = openPredictions(stored);
    if (predictions === undefined) return journal;
    journal.close();
    return { ...predictions, ...(journal.broken !== undefined && { broken: journal.broken }) };
  } catch (error) {
    journal.close();
    throw error;
  }
}

function affectedOf(indexed: IndexedRows, all: AskableRows): AffectedRows {
  const failed: number[] = [];
  let answered = 0;
  for (const row of indexed.rows()) {
    if (row >= all.rows) break;
    if (!isAsked(all, row)) continue;
    if (indexed.isFailed(row)) failed.push(row);
    else answered += 1;
  }
  return affectedRows(failed, answered, countAsked(all));
}

function openPredictions({ workspace, model, dataset, ...all }: StoredAnswersOf): AnswerSource | undefined {
  const predictions = readPredictions(workspace, model, dataset);
  if (predictions.size === 0) return undefined;
  const answered = [...predictions.keys()].filter((row) => row < all.rows && isAsked(all, row)).length;
  const isThere = existsSync(journalPath(workspace, model, dataset));
  return {
    get: (row) => {
      const prediction = predictions.get(row);
      return prediction && predictionRecord(row, prediction);
    },
    from: `predictions/, for ${isThere ? "the journal holds no readable answer" : "there is no journal"}`,
    isFromPredictions: true,
    affected: affectedRows([], answered, countAsked(all)),
    close: () => {},
  };
}

/** The journal, and in its place the rows of predictions/ that are others. */
function compared(journal: AnswerSource, { workspace, model, dataset, ...all }: StoredAnswersOf): AnswerSource {
  const { rows } = all;
  const asked = askedRows(all);
  const path = predictionsPath(workspace, model, dataset);
  const { failed, unanswered } = journal.affected;
  const isWhole = failed + unanswered === 0;
  const ofJournal = { ...journal, from: "the journal" };
  if (!existsSync(path) || (isWhole && isAsWritten(path, journal, asked))) return ofJournal;
  let predictions: Map<number, JsonObject>;
  try {
    predictions = readPredictions(workspace, model, dataset);
  } catch (error) {
    if (!(error instanceof OcLocalError) || error.code !== "BAD_DATA") throw error;
    const mend = () => writePredictions(path, journal, asked);
    return { ...journal, from: `the journal, for ${error.message}`, ...(isWhole && { mend }) };
  }
  const other = otherRows(journal, predictions, rows);
  if (other.records.size === 0) return ofJournal;
  const { edited, lacking } = other;
  const counts = [
    edited.length > 0 && `differs from the journal in ${counted(edited.length, "row")} (the first: ${edited[0]})`,
    lacking.length > 0 && `has ${counted(lacking.length, "row")} that the journal lacks (the first: ${lacking[0]})`,
  ];
  const { affected } = journal;
  return {
    ...journal,
    get: (row) => other.records.get(row) ?? journal.get(row),
    from: `predictions/, which ${counts.filter((text) => text !== false).join(" and ")}`,
    isFromPredictions: true,
    affected: { ...affected, unanswered: affected.unanswered - lacking.length },
  };
}

/** Rows of predictions/ that are not those of the journal. A failed row stays failed: its file was written before. */
function otherRows(journal: AnswerSource, predictions: ReadonlyMap<number, JsonObject>, rows: number) {
  const records = new Map<number, RowRecord>();
  const edited: number[] = [];
  const lacking: number[] = [];
  for (const [row, prediction] of predictions) {
    if (row >= rows) continue;
    const record = journal.get(row);
    if (record?.failed !== undefined || (record && isDeepStrictEqual(record.prediction, prediction))) continue;
    (record === undefined ? lacking : edited).push(row);
    const { gold = record?.gold ?? null } = prediction;
    const { question, columns } = record ?? {};
    const kept = { ...(question !== undefined && { question }), ...(columns !== undefined && { columns }) };
    records.set(row, { ...predictionRecord(row, prediction), gold, ...kept });
  }
  return { records, edited, lacking };
}
