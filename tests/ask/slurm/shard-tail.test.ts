import { appendFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { messagesPath, rangesOf, type ShardMessage, shardFolder } from "../../../src/ask/slurm/shard-folder.ts";
import { ShardTail } from "../../../src/ask/slurm/shard-tail.ts";
import type { RowRecord } from "../../../src/core/record.ts";
import { journalPath } from "../../../src/store/workspace/workspace.ts";
import { tempFolder } from "../../data/temp-folder.ts";

const folder = await tempFolder();
const facts = { promptTokens: 5, generatedTokens: 1, truncatedTokens: 0, droppedShots: 0 };
const record = (row: number): RowRecord => ({ row, key: "k", prediction: { prediction: "问题" }, gold: "A", facts });

function shardIn(name: string) {
  const shard = shardFolder({ path: join(folder.path, name), timestamp: name }, 1);
  const write = (dataset: string, text: string) => {
    const path = journalPath(shard, "m", dataset);
    mkdirSync(dirname(path), { recursive: true });
    appendFileSync(path, text);
  };
  mkdirSync(shard.path, { recursive: true });
  const tell = (message: ShardMessage) => appendFileSync(messagesPath(shard), `${JSON.stringify(message)}\n`);
  return { tail: new ShardTail(shard, "m", ["a", "b"]), write, tell };
}

test("a shard whose job has not started has no news", () => {
  expect(shardIn("empty").tail.read()).toEqual([]);
});

test("each row is told once, when its line is whole", () => {
  const { tail, write } = shardIn("rows");
  const [zero, one] = [0, 1].map((row) => `${JSON.stringify(record(row))}\n`) as [string, string];
  write("a", zero + one.slice(0, 30));
  expect(tail.read()).toEqual([{ type: "row", dataset: "a", record: record(0) }]);
  expect(tail.read()).toEqual([]);
  write("a", one.slice(30));
  write("b", zero);
  expect(tail.read()).toEqual([
    { type: "row", dataset: "a", record: record(1) },
    { type: "row", dataset: "b", record: record(0) },
  ]);
});

test("a line that a crash or a power loss broke is passed over, and the next ones are read", () => {
  const { tail, write } = shardIn("broken");
  write("a", `\0\0\0\n{"row":\n${JSON.stringify(record(7))}\n`);
  expect(tail.read()).toEqual([{ type: "row", dataset: "a", record: record(7) }]);
});

test("what the job tells comes before its rows, and a row from the cache is marked", () => {
  const { tail, write, tell } = shardIn("messages");
  tell({ type: "cached", dataset: "a", row: 1 });
  tell({ type: "warning", text: "started again" });
  write("a", [0, 1].map((row) => `${JSON.stringify(record(row))}\n`).join(""));
  expect(tail.read()).toEqual([
    { type: "warning", text: "started again" },
    { type: "row", dataset: "a", record: record(0) },
    { type: "row", dataset: "a", record: record(1), cached: true },
  ]);
});

test("rows are written as ranges", () => {
  expect(rangesOf([0, 1, 2, 5, 7, 8])).toEqual([
    [0, 3],
    [5, 6],
    [7, 9],
  ]);
  expect(rangesOf([])).toEqual([]);
});
