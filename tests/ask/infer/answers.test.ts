// What a run keeps of workers that fail, in whole or in part.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Answers } from "../../../src/ask/infer/answers.ts";
import { ModelSink } from "../../../src/ask/model-sink.ts";
import { placed } from "../../../src/core/place.ts";
import type { RowRecord } from "../../../src/core/record.ts";
import type { RunEvent } from "../../../src/job/events.ts";
import type { PlannedDataset } from "../../../src/plan/plan.ts";
import type { Manifest } from "../../../src/store/workspace/manifest.ts";
import { ManifestFile } from "../../../src/store/workspace/manifest-file.ts";
import { tempFolder } from "../../data/temp-folder.ts";

const folder = await tempFolder();

function answersFor(name: string, rows: Record<string, number>, cache?: string) {
  const path = join(folder.path, name);
  mkdirSync(path);
  const events: RunEvent[] = [];
  const config = { infer: { inferencer: { type: "generate" } } };
  const datasets = Object.entries(rows).map(
    ([id, count]) => ({ dataset: { id, config }, rows: count }) as PlannedDataset,
  );
  const workspace = { path, timestamp: name };
  const manifest = new ManifestFile(workspace, { models: [{ abbr: "tiny" }] } as Manifest);
  const stage = { workspace, manifest, datasets, onEvent: (event: RunEvent) => events.push(event) };
  const keeper = new Answers("tiny", stage, cache);
  const sink = new ModelSink("tiny", { ...stage, keeper });
  return { sink, manifest, events, failures: () => events.filter(isFailure) };
}

const isFailure = ({ type }: RunEvent) => type === "task-failed";

function row(index: number, failed?: string): RowRecord {
  const facts = { promptTokens: 1, generatedTokens: 1, truncatedTokens: 0, droppedShots: 0 };
  return { row: index, key: "k", prediction: {}, gold: null, facts, ...(failed !== undefined && { failed }) };
}

const failure = { type: "task-failed", reason: "out of memory", hint: "less", stack: "at" } as const;

test("a worker that breaks down costs the datasets it had not finished, not those it had", () => {
  const { sink, manifest, failures } = answersFor("broken", { done: 1, half: 2 });
  sink.take({ type: "row", dataset: "done", record: row(0) });
  sink.take({ type: "row", dataset: "half", record: row(0) });
  for (const dataset of ["done", "half"]) sink.take({ ...failure, dataset });
  sink.end();
  const affected = { failed: 0, unanswered: 1, of: 2, first: [] };
  expect(sink.failed).toEqual([{ model: "tiny", dataset: "half", reason: "out of memory", hint: "less", affected }]);
  expect(failures()).toHaveLength(1);
  expect(manifest.now.models[0]?.unfinished).toEqual(["half"]);
});

test("failed rows make a failed task that names the first of them, also where nothing is evaluated", () => {
  const { sink, manifest } = answersFor("rows", { exam: 3 });
  sink.take({ type: "row", dataset: "exam", record: row(2, "too long") });
  sink.take({ type: "row", dataset: "exam", record: row(0) });
  sink.take({ type: "row", dataset: "exam", record: row(1, "empty") });
  sink.end();
  expect(sink.failed.map(({ reason }) => reason)).toEqual(["2 of 3 rows failed; row 2: too long"]);
  expect(sink.failed[0]?.affected).toEqual({ failed: 2, unanswered: 0, of: 3, first: [1, 2] });
  expect(manifest.now.models[0]?.unfinished).toEqual([]);
});

test("a cache that can no longer be written costs the cache, told once, and not the run", () => {
  mkdirSync(join(folder.path, "cache"));
  // Where the model's folder should be made there is a file.
  writeFileSync(join(folder.path, "cache", "model"), "");
  const { sink, events } = answersFor("uncached", { exam: 2 }, join(folder.path, "cache", "model"));
  for (const index of [0, 1]) sink.take({ type: "row", dataset: "exam", record: row(index) });
  sink.end();
  const warnings = events.flatMap((event) => (event.type === "warning" ? [placed(event, event.text)] : []));
  expect(warnings).toEqual([expect.stringMatching(/^tiny: nothing more is added to the cache: cannot write .*E/)]);
  expect(sink.failed).toEqual([]);
});
