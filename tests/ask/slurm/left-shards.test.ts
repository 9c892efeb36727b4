import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { takeOverShards } from "../../../src/ask/slurm/left-shards.ts";
import { shardFolder, writeEnd, writeShard } from "../../../src/ask/slurm/shard-folder.ts";
import { openQueue } from "../../../src/ask/slurm/submit.ts";
import type { RowRecord } from "../../../src/core/record.ts";
import type { RunEvent } from "../../../src/job/events.ts";
import { Journal } from "../../../src/store/journal/journal.ts";
import {
  createWorkspace,
  journalPath,
  predictionsPath,
  resultsPath,
  type Workspace,
} from "../../../src/store/workspace/workspace.ts";
import { tempFolder } from "../../data/temp-folder.ts";
import { errorOf } from "../../run/error-of.ts";
import { invocationOf } from "../../run/invocation.ts";
import { readJournal } from "../../store/journal/read-journal.ts";

const folder = await tempFolder();
const facts = { promptTokens: 5, generatedTokens: 1, truncatedTokens: 0, droppedShots: 0 };

function record(row: number, prediction: string, more: Partial<RowRecord> = {}): RowRecord {
  return { row, key: `key-${row}`, prediction: { prediction }, gold: "A", facts, ...more };
}

function store(workspace: Workspace, dataset: string, records: RowRecord[]): string {
  const path = journalPath(workspace, "m", dataset);
  const journal = new Journal(path);
  for (const each of records) journal.append(each);
  journal.close();
  return path;
}

/** A shard whose job ended by itself, so that no cluster has to be asked. */
function shardOf(workspace: Workspace, number: number, answers: Record<string, RowRecord[]>): Workspace {
  const shard = shardFolder(workspace, number);
  const options = { contextSize: 8, parallelSequences: 1, retry: 0, stuckAfterSeconds: 60 };
  writeShard(shard, { invocation: invocationOf("/here"), model: "m", ...options, parts: [] });
  for (const [dataset, records] of Object.entries(answers)) store(shard, dataset, records);
  writeEnd(shard, { state: "done" });
  return shard;
}

async function takeOver(workspace: Workspace): Promise<string[]> {
  const notes: RunEvent[] = [];
  const signal = new AbortController().signal;
  await takeOverShards(workspace, { signal, onEvent: (event) => notes.push(event) });
  return notes.map((event) => ("text" in event ? event.text : event.type));
}

const runOf = (name: string) => createWorkspace(join(folder.path, name), new Date(2026, 1, 20));
const stored = (path: string) => [...readJournal(path)].map(([row, { prediction }]) => [row, prediction.prediction]);

test("answers of shards join the run's journal: no row twice, no failed or cut one, and the shards are gone", async () => {
  const workspace = runOf("merge");
  const path = store(workspace, "d", [
    record(0, "known"),
    record(1, "stale", { key: "old" }),
    record(2, "failed before", { failed: "x" }),
  ]);
  shardOf(workspace, 1, { d: [record(0, "again"), record(1, "new"), record(4, "no", { failed: "it failed" })] });
  const cut = shardOf(workspace, 2, { d: [record(2, "two"), record(3, "three")], e: [record(0, "other")] });
  appendFileSync(journalPath(cut, "m", "d"), '{"row":5,"key":"key-5","predic');
  expect(await takeOver(workspace)).toEqual(["4 answers taken over from jobs on a cluster"]);
  expect(stored(path)).toEqual([
    [0, "known"],
    [1, "new"],
    [2, "two"],
    [3, "three"],
  ]);
  expect(readFileSync(path, "utf8").trimEnd().split("\n")).toHaveLength(6); // with the two that are replaced
  expect(stored(journalPath(workspace, "m", "e"))).toEqual([[0, "other"]]);
  expect(existsSync(join(workspace.path, "shards"))).toBe(false);
  expect(await takeOver(workspace)).toEqual([]);
});

test("what was made from the rows before is removed where rows join, and kept where none does", async () => {
  const workspace = runOf("derived");
  for (const dataset of ["d", "e"]) {
    store(workspace, dataset, [record(0, "known")]);
    for (const pathOf of [predictionsPath, resultsPath]) {
      mkdirSync(join(pathOf(workspace, "m", dataset), ".."), { recursive: true });
      writeFileSync(pathOf(workspace, "m", dataset), "{}");
    }
  }
  shardOf(workspace, 1, { d: [record(1, "new")], e: [record(0, "known")] });
  await takeOver(workspace);
  const kept = [predictionsPath, resultsPath].map((pathOf) =>
    ["d", "e"].filter((dataset) => existsSync(pathOf(workspace, "m", dataset))),
  );
  expect(kept).toEqual([["e"], ["e"]]);
});

test("a run's jobs keep their name, which no other run has", () => {
  const [one, two] = [runOf("queue-1"), runOf("queue-2")];
  expect(openQueue(one).name).toBe(openQueue(one).name);
  expect(openQueue(one).name).not.toBe(openQueue(two).name);
});

test("where nobody tells whether jobs still run nothing is taken over, and the error says what to do", async () => {
  const workspace = runOf("no-cluster");
  const shard = shardFolder(workspace, 1);
  store(shard, "d", [record(0, "maybe more to come")]);
  const { name } = openQueue(workspace);
  const path = process.env.PATH;
  process.env.PATH = folder.path;
  const error = await errorOf(() => takeOver(workspace));
  process.env.PATH = path;
  expect(error).toMatchObject({
    code: "CLUSTER",
    message: expect.stringContaining(`jobs ${name} may still be running`),
  });
  expect(error.hint).toContain(join(workspace.path, "shards", "queue.json"));
  expect(stored(journalPath(shard, "m", "d"))).toEqual([[0, "maybe more to come"]]);
});
