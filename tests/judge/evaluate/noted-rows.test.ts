// Rows that were not computed as the checkpoint does, or whose text holds special tokens: counted, and noted beside the score.

import { expect, test } from "vitest";
import type { RowFacts, RowRecord } from "../../../src/core/record.ts";
import { RowFactsCount } from "../../../src/judge/evaluate/row-facts.ts";
import type { ScoredRow } from "../../../src/judge/evaluate/score-row.ts";
import { notesOf } from "../../../src/report/summary/annotations.ts";
import { type Facts, factEntries } from "../../../src/report/summary/facts.ts";

const asked = { promptTokens: 9, generatedTokens: 0, truncatedTokens: 0, droppedShots: 0 };
const scored: ScoredRow = {
  score: { kind: "scored", value: 1, answer: "A", reference: "A" },
  ...{ extraction: undefined, raw: "A", answer: "A", reference: "A", detail: {} },
};

function factsOf(rows: Partial<RowFacts>[]): Partial<Facts> {
  const count = new RowFactsCount();
  for (const [row, more] of rows.entries()) {
    const record: RowRecord = { row, key: "", prediction: {}, gold: "A", facts: { ...asked, ...more } };
    count.add(record, scored);
  }
  return count.facts();
}

const notes = (facts: Partial<Facts>) => notesOf({ n: 3, unscored: 0, ...facts }, true).map(({ text }) => text);

test("deviating rows are counted, and the note begins with the mark of doubt", () => {
  const facts = factsOf([{ deviates: true }, {}, { deviates: true }]);
  expect(facts.deviating).toBe(2);
  expect(notes(facts)).toEqual(["! 2 questions not computed as the checkpoint does (manifest.json)"]);
  expect(notes(factsOf([{ deviates: true }]))).toEqual([
    "! 1 question not computed as the checkpoint does (manifest.json)",
  ]);
});

test("where every row is computed as the checkpoint does there is no note", () => {
  const facts = factsOf([{}, {}]);
  expect(facts.deviating).toBeUndefined();
  expect(notes(facts)).toEqual([]);
});

test("rows with special tokens in their own text are counted and noted", () => {
  const facts = factsOf([{ holdsSpecial: true }, {}]);
  expect(facts.specialTexts).toBe(1);
  expect(notes(facts)).toEqual(["1 question with special tokens in the text"]);
});

test("an average has the rows of all its parts; without any it has none", () => {
  const merge = factEntries.find(([key]) => key === "deviating")?.[1].merge;
  expect(merge?.([2, undefined, 3], [])).toBe(5);
  expect(merge?.([undefined, undefined], [])).toBeUndefined();
});
