// The demo sets of data/tiny: complete, well-formed, right, and with answers spread over the options.

import { join } from "node:path";
import { expect, test } from "vitest";
import { packageRoot } from "../../src/core/package.ts";
import { readCsv, type TextRow } from "../../src/data/csv.ts";
import { readJsonl } from "../../src/data/jsonl.ts";
import { readText } from "../../src/data/txt.ts";

const root = join(packageRoot, "data/tiny");
const letters = ["A", "B", "C", "D"];
const mmluColumns = ["input", ...letters, "target"];

test.each([
  ["train", 5],
  ["test", 100],
])("word problems, %s: the calculation uses the question's numbers and is right", async (split, count) => {
  const rows = (await readJsonl(join(root, `gsm8k/${split}.jsonl`))) as { question: string; answer: string }[];
  expect(rows).toHaveLength(count);
  for (const { question, answer } of rows) {
    const [, left, sign, right, result, final] = /^(\d+) ([+-]) (\d+) = (\d+)\n#### (\d+)$/.exec(answer) ?? [];
    expect([...question.matchAll(/\d+/g)].map(String)).toEqual([left, right]);
    expect(Number(left) + (sign === "+" ? 1 : -1) * Number(right)).toBe(Number(result));
    expect(final).toBe(result);
  }
});

test.each([
  ["ceval", "dev", 5, ["id", "question", ...letters, "answer", "explanation"]],
  ["ceval", "val", 60, ["id", "question", ...letters, "answer"]],
  ["ceval", "test", 5, ["id", "question", ...letters]],
  ["mmlu", "dev", 5, mmluColumns],
  ["mmlu", "test", 60, mmluColumns],
])("multiple choice, %s %s: rows, columns, four different options", async (layout, split, count, columns) => {
  for (const subject of ["common_sense", "vocabulary"]) {
    const rows = await choices(layout, split, subject);
    expect(rows).toHaveLength(count);
    for (const row of rows) {
      expect(Object.keys(row)).toEqual(columns);
      expect(new Set(letters.map((letter) => row[letter])).size).toBe(4);
    }
  }
});

test.each([
  ["ceval", "val", "answer"],
  ["mmlu", "test", "target"],
])(
  "multiple choice, %s: no letter is the answer much more often, and no question is an example",
  async (layout, split, column) => {
    for (const subject of ["common_sense", "vocabulary"]) {
      const rows = await choices(layout, split, subject);
      for (const letter of letters) {
        const share = rows.filter((row) => row[column] === letter).length / rows.length;
        expect(share).toBeGreaterThan(0.1);
        expect(share).toBeLessThan(0.45);
      }
      const asked = (row: TextRow) => [row.question ?? row.input, ...letters.map((letter) => row[letter])].join("\n");
      const examples = new Set((await choices(layout, "dev", subject)).map(asked));
      expect(new Set(rows.map(asked)).size).toBe(rows.length);
      for (const row of rows) expect(examples).not.toContain(asked(row));
    }
  },
);

test.each([
  ["train", 5],
  ["dev", 100],
])("situations, %s: three different answers and a label for each row", async (split, count) => {
  const rows = (await readJsonl(join(root, `siqa/${split}.jsonl`))) as Record<string, string>[];
  const labels = (await readText(join(root, `siqa/${split}-labels.lst`))).trimEnd().split("\n");
  expect(rows).toHaveLength(count);
  expect(labels).toHaveLength(count);
  for (const row of rows) {
    expect(Object.keys(row)).toEqual(["context", "question", "answerA", "answerB", "answerC"]);
    expect(new Set([row.answerA, row.answerB, row.answerC]).size).toBe(3);
  }
  // The same situation has the same right answer wherever it comes up.
  const right = new Map<string, string>();
  for (const [i, row] of rows.entries()) {
    const situation = `${row.context?.replace(/^\w+/, "")}`;
    const answer = String(row[`answer${["A", "B", "C"][Number(labels[i]) - 1]}`]);
    expect(right.get(situation) ?? answer).toBe(answer);
    right.set(situation, answer);
  }
});

function choices(layout: string, split: string, subject: string): Promise<TextRow[]> {
  const options = layout === "mmlu" ? { columns: mmluColumns } : {};
  return readCsv(join(root, layout, split, `${subject}_${split}.csv`), options);
}
