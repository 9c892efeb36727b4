// The stages behind inference, on a journal written here: no model, no data.

import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import type { DatasetConfig } from "../../../src/config/dataset-schema.ts";
import { generationSchema } from "../../../src/config/model-schema.ts";
import type { RowRecord } from "../../../src/core/record.ts";
import type { RunEvent } from "../../../src/job/events.ts";
import { runEvalStage } from "../../../src/judge/evaluate/eval-stage.ts";
import { readResult } from "../../../src/judge/evaluate/result-file.ts";
import { runSummaryStage } from "../../../src/judge/summary/summary-stage.ts";
import { Journal } from "../../../src/store/journal/journal.ts";
import type { Manifest } from "../../../src/store/workspace/manifest.ts";
import { createWorkspace, journalPath, resultsPath, type Workspace } from "../../../src/store/workspace/workspace.ts";
import { tempFolder } from "../../data/temp-folder.ts";

const folder = await tempFolder();

const exam: DatasetConfig = {
  abbr: "exam",
  source: { type: "exam", path: "exam" },
  reader: { inputColumns: ["q"], outputColumn: "answer" },
  infer: { retriever: { type: "zero" }, inferencer: { type: "perplexity" } },
  evaluate: { evaluator: { type: "accuracy" } },
};

function manifestOf(datasets: string[], rows: number): Manifest {
  return {
    startedAt: "2026-02-20T12:00:00.000Z",
    version: "0.1.0",
    node: "v20.19.0",
    platform: "linux-x64",
    data: { path: "/data", isSample: true },
    models: [
      { abbr: "tiny", kind: "base", path: "/tiny.gguf", fingerprint: "ff", generation: generationSchema.parse({}) },
    ],
    datasets: datasets.map((id) => ({ id, abbr: id, mode: "ppl", version: "abcdef0123", rows, data: "dd" })),
  };
}

/** A workspace whose journals hold these predictions; the reference is always A. */
function workspaceWith(name: string, journals: Record<string, (string | Error)[]>): Workspace {
  const workspace = createWorkspace(join(folder.path, name), new Date(2026, 1, 20, 12));
  for (const [dataset, predictions] of Object.entries(journals)) {
    const journal = new Journal(journalPath(workspace, "tiny", dataset));
    for (const [row, prediction] of predictions.entries()) journal.append(recordOf(row, prediction));
    journal.close();
  }
  return workspace;
}

function recordOf(row: number, prediction: string | Error): RowRecord {
  const facts = { promptTokens: 5, generatedTokens: 0, truncatedTokens: 0, droppedShots: 0 };
  const common = { row, key: "k", gold: "A", facts };
  if (prediction instanceof Error) return { ...common, prediction: {}, failed: prediction.message };
  return { ...common, prediction: { prediction } };
}

async function evaluated(name: string, journals: Record<string, (string | Error)[]>, rows = 4, partial = false) {
  const workspace = workspaceWith(name, journals);
  const manifest = manifestOf(Object.keys(journals), rows);
  const events: RunEvent[] = [];
  const configs = new Map(Object.keys(journals).map((id) => [id, exam]));
  const failed = await runEvalStage({ workspace, manifest, configs, partial, onEvent: (event) => events.push(event) });
  return { workspace, manifest, events, failed };
}

test("a result has OpenCompass's metrics, our counts beside them, and every row", async () => {
  const { workspace, failed } = await evaluated("result", { exam: ["A", "B", "A", "A"] });
  expect(failed).toEqual([]);
  const stored = JSON.parse(readFileSync(resultsPath(workspace, "tiny", "exam"), "utf8")) as Record<string, object>;
  expect(Object.keys(stored)).toEqual(["accuracy", "oc_local", "details"]);
  expect(stored).toMatchObject({ accuracy: 75, oc_local: { n: 4, correct: 3 }, details: { 1: { pred: "B" } } });
  expect(readResult(workspace, "tiny", "exam")).toMatchObject({ metrics: { accuracy: 75 }, facts: { n: 4 } });
  expect(readResult(workspace, "tiny", "nothing")).toBeUndefined();
});

test("a dataset that cannot be scored is told with its reason and does not stop the others", async () => {
  const journals = { short: ["A"], broken: ["A", new Error("no memory"), "A", "A"], exam: ["A", "A", "A", "A"] };
  const { workspace, failed, events } = await evaluated("failed", journals);
  const affected = { failed: 0, unanswered: 0, of: 4, first: [] };
  expect(failed).toEqual([
    {
      model: "tiny",
      dataset: "short",
      reason: "3 of 4 rows have no answer yet",
      affected: { ...affected, unanswered: 3 },
    },
    {
      model: "tiny",
      dataset: "broken",
      reason: "1 of 4 rows failed; row 1: no memory",
      affected: { ...affected, failed: 1, first: [1] },
    },
  ]);
  expect(events.filter(({ type }) => type === "task-failed")).toEqual(
    failed.map((task) => ({ type: "task-failed", ...task })),
  );
  expect(readResult(workspace, "tiny", "broken")).toMatchObject({ metrics: {}, error: failed[1]?.reason });
  const broken = JSON.parse(readFileSync(resultsPath(workspace, "tiny", "broken"), "utf8")) as object;
  expect(broken).toMatchObject({
    oc_local: { n: 3, correct: 3, wrong: 0, unscored: 1, unscoredReasons: { "no memory": 1 } },
    details: { 0: { correct: true }, 1: { unscored: "no memory" } },
  });
  expect(readResult(workspace, "tiny", "exam")?.metrics).toEqual({ accuracy: 100 });
});

test("under --partial failed rows are left out of the score, which says so; rows without an answer still are no score", async () => {
  const broken = ["A", new Error("no memory"), "B", "A"];
  const journals = { broken, short: ["A"], lost: [new Error("a"), new Error("a"), new Error("a"), new Error("a")] };
  const { workspace, manifest, failed } = await evaluated("partial", journals, 4, true);
  expect(failed.map(({ dataset, reason }) => [dataset, reason])).toEqual([
    ["broken", "scored over 3 of 4 rows (--partial); the others failed: no memory"],
    ["short", "3 of 4 rows have no answer yet"],
    ["lost", "4 of 4 rows failed; row 0: a"],
  ]);
  const result = readResult(workspace, "tiny", "broken");
  expect(result).toMatchObject({ facts: { n: 3, correct: 2, unscored: 1, partial: { rows: 3, of: 4 } } });
  expect(result?.metrics.accuracy).toBeCloseTo(200 / 3);
  for (const dataset of ["short", "lost"]) expect(readResult(workspace, "tiny", dataset)?.metrics).toEqual({});
  const { table } = runSummaryStage({
    workspace,
    manifest,
    groups: [],
    datasetAbbrs: undefined,
    time: "20260220_130000",
  });
  expect(table).toMatch(/broken .*\b3\b.*66\.67 .*partial: 3 of 4 rows, 1 not scored \(no memory\)/);
});

test("a config's function that fails leaves its dataset without a score and the others with theirs", async () => {
  const workspace = workspaceWith("function", { own: ["A"], exam: ["A"] });
  const fails = () => {
    throw new TypeError("no such method");
  };
  const own = { ...exam, evaluate: { ...exam.evaluate, predPostprocessor: { type: fails } } };
  const configs = new Map([
    ["own", own],
    ["exam", exam],
  ]);
  const manifest = manifestOf(["own", "exam"], 1);
  const failed = await runEvalStage({ workspace, manifest, configs, onEvent: () => {} });
  expect(failed).toMatchObject([{ model: "tiny", dataset: "own", reason: "exam, row 0: no such method" }]);
  expect(readResult(workspace, "tiny", "exam")?.metrics).toEqual({ accuracy: 100 });
});

test("a dataset that the config no longer has is told", async () => {
  const workspace = workspaceWith("gone", { exam: ["A"] });
  const failed = await runEvalStage({
    workspace,
    manifest: manifestOf(["exam"], 1),
    configs: new Map(),
    onEvent: () => {},
  });
  expect(failed[0]?.reason).toBe("the config of this evaluation has no such dataset");
});

test("the table is made from the stored results, with averages, and written in every form", async () => {
  const { workspace, manifest } = await evaluated("table", { law: ["A", "B", "A", "A"], art: ["A", "A", "A", "A"] });
  const summary = runSummaryStage({
    workspace,
    manifest,
    groups: [{ name: "exams", subsets: ["law", "art"] }],
    datasetAbbrs: undefined,
    time: "20260220_130000",
  });
  expect(readFileSync(summary.files.csv, "utf8")).toBe(
    [
      "dataset,version,metric,mode,tiny",
      "law,abcdef,accuracy,ppl,75.00",
      "art,abcdef,accuracy,ppl,100.00",
      "exams,-,accuracy,ppl,87.50",
      "exams,-,naive_average,ppl,87.50",
      "",
    ].join("\n"),
  );
  expect(readdirSync(join(workspace.path, "summary")).sort()).toEqual([
    "summary_20260220_130000.csv",
    "summary_20260220_130000.details.csv",
    "summary_20260220_130000.md",
    "summary_20260220_130000.txt",
  ]);
  expect(summary.unscored).toEqual([]);
  expect(summary.table).toContain("Sample data written for oc-local");
});

test("a score of right answers has its Wilson interval; what has no score has a dash and a reason", async () => {
  const { workspace, manifest } = await evaluated("interval", { law: ["A", "B", "A", "A"], art: ["A"] });
  manifest.datasets.push({ id: "never", abbr: "never", mode: "ppl", version: "abcdef0123", rows: 1, data: "dd" });
  const { table, unscored } = runSummaryStage({
    workspace,
    manifest,
    groups: [],
    datasetAbbrs: undefined,
    time: "20260220_130000",
  });
  expect(table).toMatch(/law .*\b4\b.*75\.00 \[30\.06, 95\.44\]/);
  expect(table).toMatch(/art .* - /);
  expect(unscored).toEqual([
    { model: "tiny", dataset: "art", reason: "3 of 4 rows have no answer yet" },
    { model: "tiny", dataset: "never", reason: "it was not evaluated", needsEvaluation: true },
  ]);
});

test("an alarm is stored with its numbers, told as an event, and stands in every table for people", async () => {
  const answers = Array.from({ length: 40 }, (_, row) => (row % 4 === 0 ? "A" : "C"));
  const letters: DatasetConfig = {
    ...exam,
    evaluate: { ...exam.evaluate, predPostprocessor: { type: "first-option", options: "ABCD" } },
  };
  const workspace = workspaceWith("alarm", { exam: answers });
  const manifest = manifestOf(["exam"], 40);
  const events: RunEvent[] = [];
  const configs = new Map([["exam", letters]]);
  await runEvalStage({ workspace, manifest, configs, onEvent: (event) => events.push(event) });
  const alarm = {
    code: "at_chance",
    message: "25.0, guessing gets 12.5 to 40.0, n = 40",
    numbers: { score: 25, expected: 25, low: 12.5, high: 40, n: 40 },
  };
  expect(events.filter(({ type }) => type === "alarm")).toEqual([
    { type: "alarm", model: "tiny", dataset: "exam", alarm },
  ]);
  const stored = JSON.parse(readFileSync(resultsPath(workspace, "tiny", "exam"), "utf8")) as object;
  expect(stored).toMatchObject({ accuracy: 25, oc_local: { alarms: [alarm] } });
  const groups = [{ name: "exams", subsets: ["exam"] }];
  const time = "20260220_130000";
  const { table, files, alarms } = runSummaryStage({ workspace, manifest, groups, datasetAbbrs: undefined, time });
  expect(alarms).toMatchObject([{ model: "tiny", dataset: "exam", alarm }]);
  for (const text of [table, readFileSync(files.md, "utf8")]) {
    expect(text).toMatch(/exam .*\| ! at chance level/);
    // A group of one dataset is that dataset.
    expect(text).toContain("Averages that another row shows: exams (exam).");
    expect(text).toContain("\n! tiny, at chance level: exam (25.0, guessing gets 12.5 to 40.0, n = 40). Try: ");
  }
  expect(readFileSync(files.details, "utf8")).toMatch(/\ntiny,exam,.*,at_chance,,,,,,,\n/);
  for (const file of [files.csv, files.txt]) expect(readFileSync(file, "utf8")).not.toContain("chance");
});

test("a result that is a folder is an error, not a missing score", () => {
  const workspace = workspaceWith("unreadable", {});
  mkdirSync(resultsPath(workspace, "tiny", "exam"), { recursive: true });
  expect(() => readResult(workspace, "tiny", "exam")).toThrow(/EISDIR/);
});

test("a stop is noticed while rows are judged, and the dataset at hand gets no result", async () => {
  const workspace = workspaceWith("stopped", { exam: ["A", "B", "A", "A"] });
  const judgeSlowly = () => ({
    score: () => {
      const end = performance.now() + 60;
      while (performance.now() < end);
      return { kind: "scored", value: 1 };
    },
    metrics: () => ({ accuracy: 100 }),
  });
  const config = { ...exam, evaluate: { evaluator: { type: judgeSlowly } } } as unknown as DatasetConfig;
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 10);
  const stage = { workspace, manifest: manifestOf(["exam"], 4), configs: new Map([["exam", config]]) };
  const judging = runEvalStage({ ...stage, signal: stop.signal, onEvent: () => {} });
  await expect(judging).rejects.toMatchObject({ code: "ABORTED" });
  expect(readdirSync(dirname(resultsPath(workspace, "tiny", "exam")))).toEqual([]);
});
