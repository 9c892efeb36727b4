// A journal follows its data: answers keep to their questions, whatever happens to the rows around them.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { followData } from "../../../src/store/journal/follow-data.ts";
import { Journal } from "../../../src/store/journal/journal.ts";
import { tempFolder } from "../../data/temp-folder.ts";
import { readJournal } from "./read-journal.ts";

const folder = await tempFolder();
const facts = {
  promptTokens: 5,
  generatedTokens: 1,
  truncatedTokens: 0,
  droppedShots: 0,
  finishReason: "eos" as const,
};

/** Answers "A", "B" ... to the questions "a", "b" ..., with the references given. */
function journalOf(name: string, questions: string, golds = questions): string {
  const path = join(folder.path, `${name}.jsonl`);
  const journal = new Journal(path);
  [...questions].forEach((question, row) => {
    const gold = golds[row] as string;
    const prediction = { origin_prompt: question, prediction: question.toUpperCase(), gold };
    journal.append({ row, key: `k${question}`, question, prediction, gold, facts });
  });
  journal.close();
  return path;
}

const current = (questions: string, golds = questions) => ({
  rows: questions.length,
  question: (row: number) => questions[row] as string,
  gold: (row: number) => golds[row] as string,
});

const answers = (path: string) => [...readJournal(path)].map(([row, { prediction }]) => [row, prediction.prediction]);

test("a row in front moves every answer and asks for one", () => {
  const path = journalOf("front", "abc");
  expect(followData(path, current("xabc"))).toEqual({ moved: 3, corrected: 0 });
  expect(answers(path)).toEqual([
    [1, "A"],
    [2, "B"],
    [3, "C"],
  ]);
});

test("an answer whose row was taken out is kept behind the data, and found again when the row is back", () => {
  const path = journalOf("out", "abc");
  followData(path, current("bc"));
  expect(answers(path)).toEqual([
    [0, "B"],
    [1, "C"],
    [2, "A"],
  ]);
  expect(followData(path, current("abc"))).toEqual({ moved: 3, corrected: 0 });
  expect(new Map(answers(path) as [number, string][])).toEqual(
    new Map([
      [0, "A"],
      [1, "B"],
      [2, "C"],
    ]),
  );
});

test("corrected references replace the stored ones, also in predictions; one that becomes empty leaves these", () => {
  const path = journalOf("corrected", "abc");
  expect(followData(path, current("abc", "azc"))).toEqual({ moved: 0, corrected: 1 });
  expect(readJournal(path).get(1)).toMatchObject({ gold: "z", prediction: { prediction: "B", gold: "z" } });
  followData(path, { ...current("abc"), gold: (row) => (row === 1 ? "" : "abc".charAt(row)) });
  expect(readJournal(path).get(1)?.prediction).not.toHaveProperty("gold");
});

test("answers beyond --limit, and to a question that was edited in its place, stay where they are", () => {
  const path = journalOf("limit", "abcd");
  const before = readFileSync(path, "utf8");
  expect(followData(path, current("ax"))).toEqual({ moved: 0, corrected: 0 });
  expect(readFileSync(path, "utf8")).toBe(before);
});

test("a journal that is not there stays so", () => {
  expect(followData(join(folder.path, "none.jsonl"), current("ab"))).toEqual({ moved: 0, corrected: 0 });
});
