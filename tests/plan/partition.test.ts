import { expect, test } from "vitest";
import { type PartitionRequest, partition } from "../../src/plan/partition.ts";

const request: PartitionRequest = {
  partitioner: { type: "naive", n: 2 },
  models: ["m"],
  datasets: [
    { abbr: "a", testRange: "[:100]", rows: 100, template: "{q}" },
    { abbr: "b", testRange: null, rows: 30, template: { A: "", B: "" } },
    { abbr: "c", testRange: null, rows: 7, template: { round: [] } },
  ],
  isDone: () => false,
};
const named = (changes: Partial<PartitionRequest>) =>
  partition({ ...request, ...changes }).map(({ parts }) =>
    parts.map(({ abbr, testRange }) => abbr + (testRange ?? "")),
  );

test("naive: so many datasets to a task, in order", () => {
  expect(named({})).toEqual([["a[:100]", "b"], ["c"]]);
});

test("size: what costs too much is cut evenly behind its own range, the rest is filled up in falling order", () => {
  // Costs: a 100 rows × 20, b 30 rows × 2 labels, c 7 rows × 20.
  expect(named({ partitioner: { type: "size", maxTaskSize: 1500 } })).toEqual([
    ["a_0[:100][0: 50]"],
    ["a_1[:100][50: 100]"],
    ["c", "b"],
  ]);
});

test("num-worker: every worker gets a share, small datasets stay whole", () => {
  expect(named({ partitioner: { type: "num-worker", numWorker: 2 } })).toEqual([
    ["a_0[:100][0:50]", "b_0[0:16]", "c"],
    ["a_1[:100][50:100]", "b_1[16:32]"],
  ]);
});

test("datasets and parts that are done are left out", () => {
  const isDone = (_: string, abbr: string) => ["a_1", "b", "c"].includes(abbr);
  expect(named({ partitioner: { type: "size", maxTaskSize: 1500 }, isDone })).toEqual([["a_0[:100][0: 50]"]]);
});

test("only the combinations asked for, and none with what the run does not have", () => {
  expect(named({ combinations: [{ models: ["m"], datasets: ["c"] }] })).toEqual([["c"]]);
  const unknown = { combinations: [{ models: ["zz"], datasets: ["a"] }] };
  expect(() => named(unknown)).toThrow('a combination names the model "zz", which the run does not have');
});

test("a task too small for one row is refused", () => {
  expect(() => named({ partitioner: { type: "size", maxTaskSize: 10 } })).toThrow(/one row of a costs more/);
});
