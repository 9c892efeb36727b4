import { expect, test } from "vitest";
import { RowBook } from "../../../src/ask/row-book.ts";
import { openDatasets } from "../../../src/ask/shards/open-datasets.ts";
import { areAllReusable, reusableRows } from "../../../src/ask/shards/reusable-rows.ts";
import type { Invocation } from "../../../src/job/invocation.ts";
import { type PlannedDataset, planDatasets } from "../../../src/plan/plan.ts";
import { resolveRun } from "../../../src/plan/resolve.ts";
import { runEvaluation } from "../../../src/run/evaluation-run.ts";
import { indexJournal } from "../../../src/store/journal/journal-index.ts";
import { deleteKey, type StoredKeys } from "../../../src/store/journal/stored-keys.ts";
import { journalPath } from "../../../src/store/workspace/workspace.ts";
import { tempFolder } from "../../data/temp-folder.ts";
import { planOne } from "../../plan/plan-one.ts";
import { invocationOf } from "../../run/invocation.ts";

const folder = await tempFolder();
const asked = invocationOf(folder.path, {
  models: ["oc_tiny"],
  datasets: ["tiny_mmlu_ppl", "tiny_siqa_ppl"],
  limit: 6,
});

async function planOf(given: Partial<Invocation> = {}) {
  const invocation = { ...asked, ...given };
  const run = await resolveRun(invocation);
  const datasets = await planDatasets(run, invocation);
  const [model] = run.models;
  if (model === undefined) throw new Error("there is no model");
  return { datasets, planned: await planOne(model, datasets) };
}

const { workspace } = await runEvaluation(
  asked,
  { mode: "infer", workDir: "out", debug: true },
  { onEvent: () => {}, signal: new AbortController().signal },
);

/** What the run stored, as the stage reads it. */
const done = (id: string) => indexJournal(journalPath(workspace, "oc-tiny", id)).rows.keys;

const storedOf = (datasets: readonly PlannedDataset[]) =>
  new Map(datasets.map(({ dataset: { id } }) => [id, done(id)]));

async function reusable(given: Partial<Invocation> = {}, change: (rows: StoredKeys) => void = () => {}) {
  const { datasets, planned } = await planOf(given);
  const stored = storedOf(datasets);
  for (const rows of stored.values()) change(rows);
  const found = await reusableRows(planned, stored);
  return [...found.values()].map((rows) => [...rows].sort((a, b) => a - b));
}

test("the rows that a worker stored have the keys that are found without an engine", async () => {
  const found = await reusable();
  expect(found.length).toBeGreaterThan(1);
  for (const rows of found) expect(rows).toEqual([0, 1, 2, 3, 4, 5]);
});

test("rows whose prompt changed are asked again, and rows that are no longer there are not counted", async () => {
  const other = await reusable({ range: "[1:5]" });
  for (const rows of other) expect(rows).toEqual([]);
  for (const rows of await reusable({ limit: 2 })) expect(rows).toEqual([0, 1]);
  const some = await reusable({}, (rows) => deleteKey(rows, 3));
  for (const rows of some) expect(rows).toEqual([0, 1, 2, 4, 5]);
});

test("whether every row is stored is told without an engine too", async () => {
  const all = async (given: Partial<Invocation> = {}) => {
    const { datasets, planned } = await planOf(given);
    return areAllReusable(planned, storedOf(datasets));
  };
  expect(await all()).toBe(true);
  expect(await all({ limit: 2 })).toBe(true);
  expect(await all({ limit: 7 })).toBe(false);
  expect(await all({ range: "[1:7]" })).toBe(false);
});

test("what a dataset costs is the plan's estimate over the rows that are left", async () => {
  const { datasets, planned } = await planOf();
  const book = new RowBook(datasets.slice(0, 1).map(({ dataset: { id } }) => ({ dataset: id, from: 4, to: 6 })));
  const open = openDatasets(planned, book);
  expect(open.map(({ rows }) => rows.length)).toEqual(datasets.map((_, i) => (i === 0 ? 2 : 0)));
  for (const { rowCost, prefixCost, template } of open) {
    expect(rowCost).toBeGreaterThan(5);
    expect(prefixCost).toBeGreaterThanOrEqual(0);
    expect(template).not.toBe("");
  }
});
