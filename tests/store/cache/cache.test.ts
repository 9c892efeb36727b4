// Answers shared between runs, with the real engine on the embedded model.

import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { placed } from "../../../src/core/place.ts";
import type { RowRecord } from "../../../src/core/record.ts";
import type { RunEvent } from "../../../src/job/events.ts";
import type { Invocation } from "../../../src/job/invocation.ts";
import { runEvaluation } from "../../../src/run/evaluation-run.ts";
import { answerFiles, cacheSize, modelFolder } from "../../../src/store/cache/cache-folder.ts";
import { CacheWriter } from "../../../src/store/cache/cache-writer.ts";
import { CachedAnswers } from "../../../src/store/cache/cached-answers.ts";
import { predictionsPath } from "../../../src/store/workspace/workspace.ts";
import { tempFolder } from "../../data/temp-folder.ts";
import { errorOf } from "../../run/error-of.ts";
import { invocationOf } from "../../run/invocation.ts";

const folder = await tempFolder();
const siqa = { models: ["oc_tiny_base"], datasets: ["siqa_ppl"], limit: 3 };

async function run(cache: string, given: Partial<Invocation> = {}) {
  const events: RunEvent[] = [];
  const outcome = await runEvaluation(
    invocationOf(folder.path, { ...siqa, ...given }),
    { mode: "all", debug: true, maxNumWorkers: 1, cache },
    { onEvent: (event) => events.push(event), signal: new AbortController().signal },
  );
  const rows = events.flatMap((event) => (event.type === "row" ? [event.state] : []));
  const notes = events.flatMap((event) =>
    event.type === "note" && event.text.includes("cache:") ? [placed(event, event.text).replace(/; .*/, "")] : [],
  );
  const all = events.flatMap((event) => (event.type === "note" ? [placed(event, event.text)] : []));
  const warnings = events.flatMap((event) => (event.type === "warning" ? [placed(event, event.text)] : []));
  const predictions = readFileSync(predictionsPath(outcome.workspace, "oc-tiny-base", "siqa"), "utf8");
  return { ...outcome, rows, notes, all, warnings, predictions };
}

const facts = { promptTokens: 5, generatedTokens: 1, truncatedTokens: 0, droppedShots: 0 };

function record(row: number, key: string): RowRecord {
  return { row, key, prediction: { prediction: key }, gold: "A", facts };
}

test("a second run takes the first one's answers, and predictions and scores are the same", async () => {
  const cache = join(folder.path, "shared");
  const first = await run(cache);
  expect(first.notes).toEqual(["oc-tiny-base: cache: 0 answers taken, 3 added"]);
  const second = await run(cache, { limit: 4 });
  expect(second.workspace.path).not.toBe(first.workspace.path);
  expect(second.rows.sort()).toEqual(["answered", "reused", "reused", "reused"]);
  expect(second.notes).toEqual(["oc-tiny-base: cache: 3 answers taken, 1 added"]);
  const third = await run(cache);
  expect(third.rows).toEqual(["reused", "reused", "reused"]);
  expect(third.predictions).toBe(first.predictions);
  expect(third.summary?.table).toBe(first.summary?.table);
  expect(third.failed).toEqual([]);
});

test("questions asked in another way are not answered from the cache", async () => {
  const cache = join(folder.path, "settings");
  await run(cache);
  expect((await run(cache, { modelOverrides: { padTokenId: 5 } })).notes).toEqual([
    "oc-tiny-base: cache: 0 answers taken, 3 added",
  ]);
});

test("a cache that cannot be written is refused before anything is computed", async () => {
  const file = join(folder.path, "a-file");
  writeFileSync(file, "");
  expect(await errorOf(() => run(file))).toMatchObject({
    code: "WORKSPACE",
    message: expect.stringMatching(`^--cache: cannot write to ${file}: EEXIST`) as string,
    hint: "name another folder with --cache FOLDER, or leave --cache out",
  });
});

test.skipIf(process.platform !== "linux")(
  "a file system that refuses new folders is told, not waited for",
  async () => {
    expect((await errorOf(() => run("/proc/oc-local-cache"))).message).toMatch(/^--cache: cannot write to \/proc/);
  },
);

test("several writers share a folder: each has a file, and all answers are found", () => {
  const models = modelFolder(join(folder.path, "writers"), "llama", "weights");
  const writers = [new CacheWriter(models), new CacheWriter(models)];
  for (let i = 0; i < 10; i++) writers[i % 2]?.add(record(i, `key-${i % 8}`));
  for (const writer of writers) writer.close();
  expect(writers.map(({ added }) => added)).toEqual([4, 4]);
  expect(answerFiles(models)).toHaveLength(2);
  const answers = new CachedAnswers(models);
  expect(answers.size).toBe(8);
  expect(answers.get("key-7", 42)).toEqual(record(42, "key-7"));
  expect(answers.get("key-8", 0)).toBeUndefined();
  answers.close();
});

test("failed rows are never kept, and a folder without answers is not made", () => {
  const models = modelFolder(join(folder.path, "failed"), "llama", "weights");
  const writer = new CacheWriter(models);
  writer.add({ ...record(0, "k"), prediction: {}, failed: "no memory" });
  writer.close();
  expect(existsSync(models)).toBe(false);
  expect(new CachedAnswers(models).size).toBe(0);
});

test("a file that another run still writes, or died writing, is read up to its last whole line", () => {
  const cache = join(folder.path, "torn");
  const models = modelFolder(cache, "llama", "weights");
  const writer = new CacheWriter(models);
  writer.add(record(0, "whole"));
  const [path] = answerFiles(models);
  appendFileSync(path as string, JSON.stringify(record(1, "cut")).slice(0, -9));
  const answers = new CachedAnswers(models);
  expect(answers.size).toBe(1);
  expect(answers.get("whole", 3)).toEqual(record(3, "whole"));
  answers.close();
  writer.close();
  mkdirSync(join(cache, "other"));
  expect(cacheSize(cache)).toBeGreaterThan(100);
});

test("lines of a cache that are no records are counted and told once", async () => {
  const cache = join(folder.path, "broken");
  await run(cache);
  const [model = ""] = readdirSync(cache);
  const [path = ""] = answerFiles(join(cache, model));
  appendFileSync(path, '{"row":0}\nnot JSON\n');
  const { notes, all } = await run(cache, { limit: 4 });
  expect(notes).toEqual(["oc-tiny-base: cache: 3 answers taken, 1 added"]);
  expect(all.filter((text) => text.includes("of the cache"))).toEqual([
    "oc-tiny-base: 2 lines of the cache are no records of rows and are left out",
  ]);
});
