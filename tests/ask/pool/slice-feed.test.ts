import { expect, test } from "vitest";
import type { Task } from "../../../src/ask/infer/messages.ts";
import { rowsOfSlices, type SliceSource } from "../../../src/ask/pool/slice-feed.ts";
import type { Inferencer } from "../../../src/inferencers/inferencer.ts";
import { noKeys } from "../../../src/store/journal/stored-keys.ts";

const slice = (dataset: string, from: number, to: number, settled?: Uint8Array): Task => ({
  dataset,
  from,
  to,
  done: noKeys(),
  settled,
});

const inferencer: Inferencer = {
  ask: () => {
    throw new Error("not asked here");
  },
};

/** Deals these portions one after the other, and notes what happens. */
function source(portions: Task[][], log: string[] = []): SliceSource {
  const left = [...portions];
  return {
    next: async () => {
      log.push("next");
      return left.shift() ?? [];
    },
    open: async (task) => {
      log.push(`open ${task.dataset}`);
      return task.dataset === "broken" ? undefined : { ...task, inferencer, gold: () => null };
    },
  };
}

async function rowsOf(portions: Task[][], log: string[] = []) {
  const from = source(portions, log);
  const rows: string[] = [];
  for await (const { task, row, endsWindow } of rowsOfSlices(await from.next("score"), "score", from)) {
    rows.push(`${task.dataset} ${row}${endsWindow ? "!" : ""}`);
    log.push(rows.at(-1) as string);
  }
  return rows;
}

test("rows come in order across slices and portions; the last one of each portion ends a window", async () => {
  expect(await rowsOf([[slice("a", 3, 5), slice("b", 0, 1)], [slice("a", 5, 6)]])).toEqual([
    "a 3",
    "a 4",
    "b 0!",
    "a 5!",
  ]);
});

test("settled rows are passed over", async () => {
  expect(await rowsOf([[slice("a", 3, 6, Uint8Array.of(1, 0, 1))]])).toEqual(["a 4!"]);
});

test("rows of a dataset that cannot be opened are left out, and the others come", async () => {
  expect(
    await rowsOf([[slice("broken", 0, 3), slice("a", 0, 1)], [slice("broken", 3, 9)], [slice("b", 0, 1)]]),
  ).toEqual(["a 0!", "b 0!"]);
});

test("the next portion is asked for before the last rows are handed out, and once", async () => {
  const log: string[] = [];
  await rowsOf([[slice("a", 0, 20)], [slice("b", 0, 20)]], log);
  expect(log.filter((entry) => entry === "next")).toHaveLength(3);
  expect(log.indexOf("next", 1)).toBe(log.indexOf("a 11") + 1);
});

test("small datasets are opened before their rows are due, large ones not all at once", async () => {
  const small: string[] = [];
  await rowsOf([Array.from({ length: 30 }, (_, i) => slice(`${i}`, 0, 2))], small);
  expect(small.indexOf("open 29")).toBeLessThan(small.indexOf("0 0"));
  const large: string[] = [];
  await rowsOf([[slice("a", 0, 100), slice("b", 0, 100)]], large);
  expect(large.indexOf("open b")).toBeGreaterThan(large.indexOf("a 30"));
  expect(large.indexOf("open b")).toBeLessThan(large.indexOf("a 40"));
});

test("a portion of settled rows only is not the end", async () => {
  expect(await rowsOf([[slice("a", 0, 2, Uint8Array.of(1, 1))], [slice("b", 0, 1)]])).toEqual(["b 0!"]);
});
