import {
  appendFileSync,
  existsSync,
  fdatasync,
  mkdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import type { RowRecord } from "../../../src/core/record.ts";
import { flushEveryMs, Journal, type JournalFile } from "../../../src/store/journal/journal.ts";
import { tempFolder } from "../../data/temp-folder.ts";
import { errorOf } from "../../run/error-of.ts";
import { readJournal } from "./read-journal.ts";

const folder = await tempFolder();
const facts = { promptTokens: 5, generatedTokens: 1, truncatedTokens: 0, droppedShots: 0 };

function record(row: number, prediction: string): RowRecord {
  return { row, key: `key-${row}`, prediction: { prediction }, gold: "A", facts };
}

/** A journal in a folder of its own, with these records. */
function journalOf(name: string, records: RowRecord[]): string {
  const path = join(folder.path, name, "model", "dataset.jsonl");
  const journal = new Journal(path);
  for (const each of records) journal.append(each);
  journal.close();
  return path;
}

const answers = (path: string) => [...readJournal(path)].map(([row, { prediction }]) => [row, prediction.prediction]);

test("what was appended is read back by row, in any order, whatever the text holds", () => {
  const records = [record(2, "two\nlines"), record(0, "中文"), record(1, 'quote " and \u2028')];
  const path = journalOf("read-back", records);
  expect(readJournal(path)).toEqual(new Map(records.map((each) => [each.row, each])));
  expect(readFileSync(path, "utf8").split("\n")).toHaveLength(4);
});

test("a journal that does not exist is empty, and reading makes no file", () => {
  const path = join(folder.path, "none.jsonl");
  expect(readJournal(path).size).toBe(0);
  expect(existsSync(path)).toBe(false);
});

test("a later run appends to what is there", () => {
  const path = journalOf("append", [record(0, "a")]);
  journalOf("append", [record(1, "b")]);
  expect(answers(path)).toEqual([
    [0, "a"],
    [1, "b"],
  ]);
});

test("of several records of a row the last one counts", () => {
  const path = journalOf("asked-again", [
    { ...record(0, ""), prediction: {}, key: "", failed: "no memory" },
    record(1, "b"),
    record(0, "a"),
  ]);
  expect(readJournal(path).get(0)).toEqual(record(0, "a"));
});

test("wherever a crash cut the last line, the rows before it are kept and the next append begins a line", () => {
  const whole = journalOf("torn", [record(0, "a"), record(1, "b")]);
  const { size } = statSync(whole);
  const lastLine = `${JSON.stringify(record(1, "b"))}\n`.length;
  for (let lost = 1; lost <= lastLine; lost++) {
    const path = journalOf(`torn-${lost}`, [record(0, "a"), record(1, "b")]);
    truncateSync(path, size - lost);
    // Only the line end is lost: the record is whole.
    expect([...readJournal(path).keys()]).toEqual(lost === 1 ? [0, 1] : [0]);
    journalOf(`torn-${lost}`, [record(2, "c")]);
    expect([...readJournal(path).keys()]).toEqual(lost === 1 ? [0, 1, 2] : [0, 2]);
    expect(readJournal(path).get(2)).toEqual(record(2, "c"));
  }
});

test("a character cut in the middle of its bytes drops its line only", () => {
  const path = journalOf("torn-character", [record(0, "a")]);
  appendFileSync(path, Buffer.from(JSON.stringify(record(1, "中"))).subarray(0, -40));
  journalOf("torn-character", [record(2, "c")]);
  expect([...readJournal(path).keys()]).toEqual([0, 2]);
});

test("a journal that cannot be opened says what to do", async () => {
  const path = join(folder.path, "a-folder.jsonl");
  mkdirSync(path);
  expect(await errorOf(() => new Journal(path))).toMatchObject({
    code: "STORAGE",
    message: expect.stringMatching(`^cannot write ${path}: EISDIR`) as string,
    hint: "rows written so far are safe: free space or fix permissions, then continue with -r",
  });
});

test("a journal that cannot be read is an error, not an empty journal", async () => {
  const path = join(folder.path, "unreadable.jsonl");
  mkdirSync(path);
  expect(await errorOf(() => readJournal(path))).toMatchObject({
    code: "STORAGE",
    message: expect.stringMatching(`^cannot read ${path}: EISDIR`) as string,
  });
});

/** A disk with room for so many bytes: what is beyond is cut, then refused, as a full disk does. */
function diskOf(room: number): JournalFile {
  let left = room;
  return {
    write(file, bytes) {
      if (left === 0) throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
      const part = bytes.subarray(0, left);
      left -= part.length;
      return writeSync(file, part);
    },
    flush: fdatasync,
  };
}

test("where the disk fills up in the middle of a line, the line is taken back and those before it stay", async () => {
  const path = join(folder.path, "full.jsonl");
  const line = `${JSON.stringify(record(0, "a"))}\n`.length;
  const journal = new Journal(path, diskOf(line * 2 + 10));
  journal.append(record(0, "a"));
  journal.append(record(1, "b"));
  expect(await errorOf(() => journal.append(record(2, "c")))).toMatchObject({
    code: "STORAGE",
    message: `cannot write ${path}: ENOSPC: no space left on device, write`,
  });
  journal.close();
  expect(statSync(path).size).toBe(line * 2);
  expect([...readJournal(path).keys()]).toEqual([0, 1]);
});

test("a disk that takes a few bytes at a time still stores whole lines", () => {
  const path = join(folder.path, "slow.jsonl");
  const io: JournalFile = { write: (file, bytes) => writeSync(file, bytes.subarray(0, 7)), flush: fdatasync };
  const journal = new Journal(path, io);
  journal.append(record(0, "中文"));
  journal.close();
  expect(readJournal(path).get(0)).toEqual(record(0, "中文"));
});

test("rows are flushed to the disk some seconds after they came, once for all of them, while none follows", async () => {
  vi.useFakeTimers();
  let flushes = 0;
  const io: JournalFile = {
    write: (file, bytes) => writeSync(file, bytes),
    flush(file, done) {
      flushes += 1;
      fdatasync(file, done);
    },
  };
  const journal = new Journal(join(folder.path, "flushed.jsonl"), io);
  journal.append(record(0, "a"));
  journal.append(record(1, "b"));
  vi.advanceTimersByTime(flushEveryMs - 1);
  expect(flushes).toBe(0);
  vi.advanceTimersByTime(1);
  vi.advanceTimersByTime(10 * flushEveryMs);
  expect(flushes).toBe(1);
  vi.useRealTimers();
  journal.close();
});

test("a flush that fails is told by the next append: what is not on the disk is not stored", async () => {
  vi.useFakeTimers();
  const io: JournalFile = {
    write: (file, bytes) => writeSync(file, bytes),
    flush: (_file, done) => done(new Error("EIO: i/o error, fdatasync")),
  };
  const journal = new Journal(join(folder.path, "broken-disk.jsonl"), io);
  journal.append(record(0, "a"));
  vi.advanceTimersByTime(flushEveryMs);
  vi.useRealTimers();
  expect((await errorOf(() => journal.append(record(1, "b")))).message).toMatch(/EIO: i\/o error, fdatasync$/);
  journal.close();
});
