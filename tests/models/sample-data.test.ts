// The sample rows in data/: every file is there, parses and has the columns OpenCompass reads; answers are in range,
// spread over the letters, and right wherever a machine can tell.

import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cevalSubjects } from "../../configs/datasets/_ceval-subjects.ts";
import { packageRoot } from "../../src/core/package.ts";
import { readCsv, type TextRow } from "../../src/data/csv.ts";
import { readJson } from "../../src/data/json.ts";
import { readJsonl } from "../../src/data/jsonl.ts";
import { readText } from "../../src/data/txt.ts";

type Json = Record<string, string>;

const root = join(packageRoot, "data");
const letters = ["A", "B", "C", "D"] as const;
const mmluColumns = ["input", ...letters, "target"];

test.each([
  ["dev", 5, ["id", "question", ...letters, "answer", "explanation"]],
  ["val", 2, ["id", "question", ...letters, "answer"]],
  ["test", 1, ["id", "question", ...letters]],
])("C-Eval %s: all 52 subjects with their columns", async (split, count, columns) => {
  for (const subject of Object.keys(cevalSubjects)) {
    const rows = await readCsv(join(root, `ceval/formal_ceval/${split}/${subject}_${split}.csv`));
    expect(rows, subject).toHaveLength(count);
    expect(rows.map((row) => row.id)).toEqual(rows.map((_, i) => String(i)));
    for (const row of rows) expectQuestion(row, columns);
  }
});

test.each([
  ["cmmlu", 6, undefined, ["", "Question", ...letters, "Answer"]],
  ["mmlu", 6, mmluColumns, mmluColumns],
])("%s: %i subjects of 5 and 3 rows", async (name, subjects, given, columns) => {
  for (const [split, count] of [
    ["dev", 5],
    ["test", 3],
  ] as const) {
    const files = readdirSync(join(root, name, split));
    expect(files).toHaveLength(subjects);
    for (const file of files) {
      const rows = await readCsv(join(root, name, split, file), given ? { columns: given } : {});
      expect(rows, file).toHaveLength(count);
      for (const row of rows) expectQuestion(row, columns);
    }
  }
});

test.each(["ceval/formal_ceval", "cmmlu", "mmlu"])("%s: no letter is the answer much more often", async (folder) => {
  const counts = { A: 0, B: 0, C: 0, D: 0 };
  for (const row of await answeredRows(folder)) counts[answerOf(row) as keyof typeof counts]++;
  const total = Object.values(counts).reduce((sum, count) => sum + count);
  for (const count of Object.values(counts)) {
    expect(count / total).toBeGreaterThan(0.18);
    expect(count / total).toBeLessThan(0.32);
  }
});

test("no question is asked twice", async () => {
  const rows = await Promise.all(["ceval/formal_ceval", "cmmlu", "mmlu"].map(answeredRows));
  const questions = rows.flat().map((row) => row.question ?? row.Question ?? row.input);
  expect(questions.filter((question, i) => questions.indexOf(question) !== i)).toEqual([]);
});

test.each([
  ["train", 8],
  ["test", 16],
])("GSM8K %s: every calculation is right and the last one is the answer", async (split, count) => {
  const rows = (await readJsonl(join(root, `gsm8k/${split}.jsonl`))) as Json[];
  expect(rows).toHaveLength(count);
  for (const { question, answer, ...rest } of rows) {
    expect(rest).toEqual({});
    expect(question).toMatch(/\?$/);
    const steps = Array.from(String(answer).matchAll(/<<([^=]+)=([^>]+)>>(\S+?)\b/g));
    for (const [step, expression, result, shown] of steps) {
      expect(calculate(String(expression)), step).toBeCloseTo(Number(result));
      expect(shown).toBe(result);
    }
    expect(String(answer).split("\n#### ")[1]).toBe(steps.at(-1)?.[2]);
  }
});

// What each problem comes to, worked out here a second time.
const mathAnswers: (readonly [shown: string, value: number, check: number])[] = [
  ["9", 9, (20 + 7) / 3],
  ["8", 8, (8 + Math.sqrt(64 - 44)) / 2 + (8 - Math.sqrt(64 - 44)) / 2],
  ["\\frac{3}{4}", 3 / 4, (5 - 2) / (5 - 1)],
  ["24", 24, 4 * 3 * 2],
  ["\\frac{1}{6}", 1 / 6, pairsOfDice().filter(([a, b]) => a + b === 7).length / 36],
  ["36\\pi", 36 * Math.PI, Math.PI * 6 ** 2],
  ["13", 13, Math.hypot(5, 12)],
  ["4\\sqrt{2}", 4 * Math.SQRT2, Math.hypot(4, 4)],
  ["38", 38, range(4, 100).find((n) => n % 5 === 3 && n % 7 === 3) ?? 0],
  ["12", 12, range(1, 72).filter((n) => 72 % n === 0).length],
  ["7", 7, Math.log(81) / Math.log(3) + Math.log2(8)],
  ["0", 0, -(2 ** 3 - 4 * 2)],
  ["\\frac{5}{6}", 5 / 6, 2 / 3 + 1 / 6],
  ["8", 8, 4 * 8 - (4 + 9 + 11)],
  ["\\frac{3}{2}", 3 / 2, Math.cos(Math.PI / 3) + Math.sin(Math.PI / 2)],
  ["7", 7, Math.hypot(2, -3, 6)],
];

test("MATH: all seven types, and every boxed answer is right", async () => {
  const problems = (await readJson(join(root, "math/math.json"))) as unknown as Record<string, Json>;
  expect(Object.keys(problems)).toEqual(mathAnswers.map((_, i) => String(i)));
  const rows = Object.values(problems);
  expect(new Set(rows.map((row) => row.type)).size).toBe(7);
  rows.forEach((row, i) => {
    const [shown, value, check] = mathAnswers[i] as (typeof mathAnswers)[number];
    expect(Object.keys(row)).toEqual(["problem", "level", "type", "solution"]);
    expect(row.level).toMatch(/^Level [1-5]$/);
    expect(row.solution?.split("\\boxed{")).toHaveLength(2);
    expect(row.solution).toContain(`\\boxed{${shown}}`);
    expect(value, row.problem).toBeCloseTo(check, 9);
  });
});

test.each([
  ["train", 5],
  ["dev", 12],
])("SIQA %s: three answers a row and one label for each", async (split, count) => {
  const rows = await readJsonl(join(root, `siqa/${split}.jsonl`));
  expect(rows).toHaveLength(count);
  const columns = ["context", "question", "answerA", "answerB", "answerC"];
  for (const row of rows) expect(Object.keys(row)).toEqual(columns);
  const labels = (await readText(join(root, `siqa/${split}-labels.lst`))).trimEnd().split("\n");
  expect(labels).toHaveLength(count);
  for (const label of ["1", "2", "3"]) {
    expect(labels.filter((other) => other === label).length).toBeLessThanOrEqual(Math.ceil(count / 3));
  }
  expect(new Set(labels)).toEqual(new Set(["1", "2", "3"]));
});

test.each([
  ["train_xs", 5, ["sentence", "option1", "option2", "answer"]],
  ["dev", 12, ["qID", "sentence", "option1", "option2", "answer"]],
])("WinoGrande %s: one blank, two options, answer 1 or 2", async (split, count, columns) => {
  const rows = (await readJsonl(join(root, `winogrande/${split}.jsonl`))) as Json[];
  expect(rows).toHaveLength(count);
  for (const row of rows) {
    expect(Object.keys(row)).toEqual(columns);
    expect(row.sentence?.split("_")).toHaveLength(2);
    for (const option of [row.option1, row.option2]) expect(row.sentence).toContain(String(option));
  }
  const ones = rows.filter((row) => row.answer === "1").length;
  const twos = rows.filter((row) => row.answer === "2").length;
  expect(ones + twos).toBe(count);
  expect(Math.abs(ones - twos)).toBeLessThanOrEqual(1);
});

test("the folder says that it holds samples, and stays below 600 KB", () => {
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).map((name) => join(root, name));
  expect(files).toContain(join(root, "SAMPLE.md"));
  const bytes = files.map((file) => statSync(file)).reduce((sum, stat) => sum + (stat.isFile() ? stat.size : 0), 0);
  expect(bytes).toBeLessThan(600_000);
});

function expectQuestion(row: TextRow, columns: readonly string[]): void {
  expect(Object.keys(row)).toEqual(columns);
  for (const [column, cell] of Object.entries(row)) expect(cell.trim(), column).toBe(cell);
  for (const [column, cell] of Object.entries(row)) if (column !== "") expect(cell, column).not.toBe("");
  expect(new Set(letters.map((letter) => row[letter])).size).toBe(4);
  const answer = answerOf(row);
  if (answer !== undefined) expect(letters).toContain(answer);
}

async function answeredRows(folder: string): Promise<TextRow[]> {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).filter((n) =>
    n.endsWith(".csv"),
  );
  const options = folder === "mmlu" ? { columns: mmluColumns } : {};
  const tables = await Promise.all(names.map((name) => readCsv(join(root, folder, name), options)));
  return tables.flat().filter((row) => answerOf(row) !== undefined);
}

function answerOf(row: TextRow): string | undefined {
  return row.answer ?? row.Answer ?? row.target;
}

/** One operation, or a chain of additions. */
function calculate(expression: string): number {
  const [left, operator, right] = expression.split(/([-*/])/);
  if (operator === undefined) return expression.split("+").reduce((sum, term) => sum + Number(term), 0);
  if (operator === "-") return Number(left) - Number(right);
  return operator === "*" ? Number(left) * Number(right) : Number(left) / Number(right);
}

function pairsOfDice(): (readonly [number, number])[] {
  return range(1, 6).flatMap((a) => range(1, 6).map((b) => [a, b] as const));
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
