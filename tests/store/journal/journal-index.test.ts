import { appendFileSync, mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { RowRecord } from "../../../src/core/record.ts";
import { compactJournal } from "../../../src/store/journal/compact-journal.ts";
import { Journal } from "../../../src/store/journal/journal.ts";
import { indexJournal } from "../../../src/store/journal/journal-index.ts";
import { maxLineBytes } from "../../../src/store/journal/journal-lines.ts";
import { JournalRows } from "../../../src/store/journal/journal-rows.ts";
import { tempFolder } from "../../data/temp-folder.ts";
import { readJournal } from "./read-journal.ts";

const folder = await tempFolder();
const facts = { promptTokens: 5, generatedTokens: 1, truncatedTokens: 0, droppedShots: 0 };

function record(row: number, prediction: string, rest: Partial<RowRecord> = {}): RowRecord {
  return { row, key: `k${row}`, prediction: { prediction }, gold: "A", facts, ...rest };
}

function journalOf(name: string, records: RowRecord[]): string {
  const path = join(folder.path, name, "dataset.jsonl");
  const journal = new Journal(path);
  for (const each of records) journal.append(each);
  journal.close();
  return path;
}

const keys = (path: string) => [...indexJournal(path).rows].map(([row, { key, failed }]) => [row, key, failed]);

test("the index holds key and failure of the last line of each row", () => {
  const records = [
    record(0, "a"),
    record(1, "", { key: "", failed: "no memory" }),
    record(2, 'a text with "failed": in it'),
    record(0, "b", { key: "later" }),
  ];
  const path = journalOf("index", records);
  expect(keys(path)).toEqual([
    [0, "later", false],
    [1, "", true],
    [2, "k2", false],
  ]);
  expect(indexJournal(path)).toMatchObject({ replaced: 1, broken: 0 });
});

test("lines with another order of fields are indexed too, and lines of zeros or of nothing known are broken", () => {
  const path = join(folder.path, "foreign.jsonl");
  const { row, ...rest } = record(7, "x");
  const zeros = JSON.stringify(record(8, "y")).replace("A", "\0");
  writeFileSync(path, `${JSON.stringify({ ...rest, row })}\n${zeros}\n[1]\nnull\n{"row":9,"key":"k\n\n`);
  expect(keys(path)).toEqual([[7, "k7", false]]);
  expect(indexJournal(path).broken).toBe(4);
  expect([...readJournal(path).keys()]).toEqual([7]);
});

test("rows are read one at a time in any order, also from a journal larger than the window that is read", () => {
  const texts = Array.from({ length: 120 }, (_, row) => `${row} ${"中文 text ".repeat(8000)}`);
  const path = journalOf("large", texts.map((text, row) => record(row, text)).reverse());
  const rows = new JournalRows(path, indexJournal(path).rows);
  for (const row of [0, 119, 60, 61, 3, 118, 0]) expect(rows.get(row)).toEqual(record(row, texts[row] as string));
  expect(rows.get(120)).toBeUndefined();
  rows.close();
});

test("rows that were asked again at the end, and lines longer than what is read at once, are read like the others", () => {
  const texts = Array.from({ length: 3000 }, (_, row) => `${row} ${"x".repeat(row === 1500 ? 5_000_000 : 5000)}`);
  const again = texts.map((text, row) => record(row, text)).filter(({ row }) => row % 3 === 0);
  const path = journalOf("again", [...texts.map((_, row) => record(row, "first")), ...again]);
  const rows = new JournalRows(path, indexJournal(path).rows);
  for (let row = 0; row < 3000; row++)
    expect(rows.get(row)?.prediction.prediction).toBe(row % 3 === 0 ? texts[row] : "first");
  rows.close();
});

test("a row that fails after it was answered is no longer stored, and one number far off takes no more than others", () => {
  const records = [record(0, "a"), record(2 ** 40, "b"), record(0, "", { failed: "no memory" })];
  const { rows } = indexJournal(journalOf("sparse", records));
  expect([rows.size, rows.keys.size, rows.isFailed(0), rows.isAnswered(2 ** 40), rows.has(1)]).toEqual([
    2,
    1,
    true,
    true,
    false,
  ]);
  expect([...rows.rows()]).toEqual([0, 2 ** 40]);
});

test("lines whose row is no row number are broken", () => {
  const path = join(folder.path, "numbers.jsonl");
  writeFileSync(path, [-1, 1.5, "1"].map((row) => `${JSON.stringify({ ...record(0, "x"), row })}\n`).join(""));
  expect(indexJournal(path)).toMatchObject({ broken: 3, rows: { size: 0 } });
});

test("a journal that is not there has no rows", () => {
  const path = join(folder.path, "none.jsonl");
  const rows = new JournalRows(path, indexJournal(path).rows);
  expect(rows.get(0)).toBeUndefined();
  rows.close();
});

test("compacting leaves the last line of each row as it was, and touches no journal that has nothing to lose", () => {
  const path = journalOf("compact", [record(0, "a"), record(1, "b"), record(0, "c")]);
  appendFileSync(path, "{torn}\n");
  const before = readJournal(path);
  compactJournal(path, indexJournal(path));
  expect(readJournal(path)).toEqual(before);
  expect(readFileSync(path, "utf8")).toBe(
    `${[record(1, "b"), record(0, "c")].map((each) => `${JSON.stringify(each)}\n`).join("")}`,
  );
  const compacted = readFileSync(path, "utf8");
  compactJournal(path, indexJournal(path));
  expect(readFileSync(path, "utf8")).toBe(compacted);
});

test("on request compacting sorts the lines by row; a journal that is sorted is not touched", () => {
  const ordered = [record(0, "c"), record(1, "b"), record(10, "a")].map((each) => `${JSON.stringify(each)}\n`).join("");
  const path = journalOf("sorted", [record(10, "a"), record(1, "b"), record(0, "c")]);
  expect(compactJournal(path, indexJournal(path), { inRowOrder: true })).toBe(true);
  expect(readFileSync(path, "utf8")).toBe(ordered);
  expect(compactJournal(path, indexJournal(path), { inRowOrder: true })).toBe(false);
  // Whole, but for its last line end: sorting gives it one.
  truncateSync(path, ordered.length - 1);
  expect(compactJournal(path, indexJournal(path), { inRowOrder: true })).toBe(true);
  expect(readFileSync(path, "utf8")).toBe(ordered);
});

test("a journal that cannot be rewritten stays as it was", () => {
  const path = journalOf("kept", [record(0, "a"), record(0, "b")]);
  const before = readFileSync(path, "utf8");
  mkdirSync(`${path}.${process.pid}.tmp`);
  expect(() => compactJournal(path, indexJournal(path))).toThrow(/^cannot rewrite .*dataset\.jsonl: EISDIR/);
  expect(readFileSync(path, "utf8")).toBe(before);
});

test("rows that lie far apart take as much memory as neighbours", () => {
  const bytesOf = (distance: number) => {
    const path = join(folder.path, `apart-${distance}.jsonl`);
    writeFileSync(
      path,
      Array.from({ length: 5000 }, (_, i) => `${JSON.stringify(record(i * distance, "x"))}\n`).join(""),
    );
    const { rows } = indexJournal(path);
    expect([rows.size, [...rows.rows()][4999], rows.get(7 * distance)?.key]).toEqual([
      5000,
      4999 * distance,
      `k${7 * distance}`,
    ]);
    const { bytes, slots } = rows.keys;
    return bytes.byteLength + slots.rows.byteLength + slots.table.byteLength;
  };
  expect(bytesOf(1_000_003)).toBe(bytesOf(1));
});

const good = record(3, "x");
test.each<[string, object]>([
  ["nothing but a row", { row: 3 }],
  ["nothing but row and key", { row: 3, key: "k3" }],
  ["a prediction that is a text", { ...good, prediction: "x" }],
  ["no reference", { ...good, gold: undefined }],
  ["facts that are texts", { ...good, facts: { ...facts, promptTokens: "5" } }],
  [
    "values that are no numbers",
    { ...good, scores: { labels: ["A"], convention: "ppl", values: { ppl: 5 }, predictions: {}, missing: {} } },
  ],
  [
    "an unknown convention",
    { ...good, scores: { labels: ["A"], convention: "x", values: {}, predictions: {}, missing: {} } },
  ],
  ["a key as long as a book", { ...good, key: "k".repeat(10_000) }],
  [
    "a reference that is nested without end",
    { ...good, gold: JSON.parse(`${"[".repeat(1500)}${"]".repeat(1500)}`) as object },
  ],
])("a line with %s is broken", (name, line) => {
  const path = join(folder.path, `${name}.jsonl`);
  writeFileSync(path, `${JSON.stringify(line)}\n${JSON.stringify(record(4, "y"))}\n`);
  expect(indexJournal(path)).toMatchObject({ broken: 1, rows: { size: 1 } });
  expect(keys(path)).toEqual([[4, "k4", false]]);
});

test("a line that is longer than a row can be is passed over, also at the end", () => {
  const path = join(folder.path, "endless.jsonl");
  const long = "x".repeat(maxLineBytes + 10);
  writeFileSync(path, `${JSON.stringify(record(0, "a"))}\n${long}\n${JSON.stringify(record(1, "b"))}\n${long}`);
  expect(indexJournal(path)).toMatchObject({ broken: 2, rows: { size: 2 } });
  const journal = new Journal(path);
  journal.append(record(2, "c"));
  journal.close();
  expect(indexJournal(path)).toMatchObject({ broken: 1, rows: { size: 3 } });
  expect(readJournal(path).get(1)).toEqual(record(1, "b"));
});

test("a journal that is a link is not written through", () => {
  const target = join(folder.path, "target.txt");
  writeFileSync(target, "kept");
  const path = join(folder.path, "linked.jsonl");
  symlinkSync(target, path);
  expect(() => new Journal(path)).toThrow(/linked\.jsonl: it is a link, and answers go into no other file$/);
  expect(readFileSync(target, "utf8")).toBe("kept");
});
