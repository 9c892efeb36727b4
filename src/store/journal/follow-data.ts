// Before a run is continued its journal follows the data: answers go to the rows that ask their questions now, with the references
// that these have now. What no row asks for any more is kept, for data that is put back. Whether an answer still
// counts is decided row by row, by its key.

import type { JsonValue } from "../../core/json.ts";
import { writeFileAtomically } from "../../core/write-file.ts";
import { indexJournal } from "./journal-index.ts";
import { JournalRows } from "./journal-rows.ts";
import { type MatchedRows, matchRows } from "./match-rows.ts";
import { isSame, withReference } from "./with-reference.ts";

/** A dataset as its files are now. */
export interface CurrentRows {
  rows: number;
  question(row: number): string;
  gold(row: number): JsonValue;
}

export interface FollowedData {
  /** Answers that have another row number than before. */
  moved: number;
  /** Answers that have another reference than before. */
  corrected: number;
}

/** Nothing is written where nothing has changed. @throws OcLocalError STORAGE; the journal is then as before. */
export function followData(path: string, current: CurrentRows): FollowedData {
  const { rows: indexed } = indexJournal(path);
  const records = new JournalRows(path, indexed);
  try {
    const stored = questionsOf(records, indexed.rows());
    const asked = Array.from({ length: current.rows }, (_, row) => current.question(row));
    const places = placesOf(matchRows(stored, asked));
    const answers = places.filter(({ isAsked }) => isAsked);
    const moved = answers.filter(({ from, to }) => from !== to).length;
    const corrected = answers.filter(({ from, to }) => {
      const record = records.get(from);
      return record !== undefined && !isSame(record.gold, current.gold(to));
    }).length;
    if (moved + corrected > 0) writeFileAtomically(path, linesOf(places, records, current));
    return { moved, corrected };
  } finally {
    records.close();
  }
}

/** Of the rows that were answered; failed ones are asked again wherever they are. */
function questionsOf(records: JournalRows, rows: Iterable<number>): Map<number, string | undefined> {
  const questions = new Map<number, string | undefined>();
  for (const row of rows) {
    const record = records.get(row);
    if (record !== undefined && record.failed === undefined) questions.set(row, record.question);
  }
  return questions;
}

interface Place {
  from: number;
  to: number;
  /** A row of the data asks for it. */
  isAsked: boolean;
}

/** Answers that no row asks for keep their number where it is free, else they are put behind the data. */
function placesOf({ storedAt, left }: MatchedRows): Place[] {
  const asked = storedAt.flatMap((from, to) => (from === undefined ? [] : [{ from, to, isAsked: true }]));
  let next = left.reduce((last, row) => Math.max(last, row + 1), storedAt.length);
  const others = left.map((from) => ({ from, to: storedAt[from] === undefined ? from : next++, isAsked: false }));
  return [...asked, ...others];
}

function* linesOf(places: readonly Place[], records: JournalRows, current: CurrentRows): Generator<string> {
  for (const { from, to, isAsked } of places) {
    const record = records.get(from);
    if (record === undefined) continue;
    const followed = isAsked ? withReference(record, current.gold(to)) : record;
    // Row and key stay in front, where the index looks for them.
    yield `${JSON.stringify({ ...followed, row: to })}\n`;
  }
}
