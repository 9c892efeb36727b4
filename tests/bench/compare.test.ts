import { expect, test } from "vitest";
import { type Comparison, compare, type Side } from "./compare.ts";
import { runCommand } from "./peers/command.ts";
import { Unavailable } from "./peers/unavailable.ts";
import { atLeast, type BenchRow, informs } from "./row.ts";

test("sides take turns, and a row is made of their medians", async () => {
  const calls: string[] = [];
  const side = (name: string, rates: number[]) => async (): Promise<Side> => ({
    description: name,
    measure: async (repetition) => {
      calls.push(`${name}${repetition}`);
      return { tokensPerSecond: rates[repetition] as number };
    },
    close: async () => {
      calls.push(`close ${name}`);
    },
  });
  const sides = { a: side("a", [10, 90, 30]), b: side("b", [5, 15, 10]), c: side("c", []) };
  const rows = await rowsOf({ ...plain, sides, rows: [ratioRow("ratio", 3), ratioRow("higher", 4)] });
  expect(calls).toEqual(["a0", "b0", "a1", "b1", "a2", "b2", "close a", "close b"]);
  expect(rows).toMatchObject([
    { name: "ratio", value: 3, holds: true },
    { name: "higher", value: 3, holds: false },
  ]);
});

test("what is not there skips its rows, what fails breaks them, and the others are measured", async () => {
  const sides = {
    a: async () => steady(1),
    b: async () => Promise.reject(new Unavailable("there is no g++")),
    c: async () => ({ ...steady(1), measure: () => Promise.reject(new Error("it crashed")) }),
  };
  const failing = { ...atLeast("a to c", "x", 1), from: ["a", "c"], value: () => 1 };
  const alone = { ...informs("a alone", "tokens/s"), from: ["a"], value: () => 1 };
  const rows = await rowsOf({ ...plain, sides, rows: [ratioRow("ratio", 1), failing, alone] });
  expect(rows).toMatchObject([
    { value: null, holds: null, reason: "skipped: there is no g++" },
    { value: null, holds: false, reason: "c: it crashed" },
    { value: 1, holds: null },
  ]);
});

test("only the sides of wanted rows are opened", async () => {
  const opened: string[] = [];
  const side = (name: string) => async () => {
    opened.push(name);
    return steady(1);
  };
  const alone = { ...informs("alone", "tokens/s"), from: ["c"], value: () => 1 };
  const comparison = {
    ...plain,
    sides: { a: side("a"), b: side("b"), c: side("c") },
    rows: [ratioRow("ratio", 1), alone],
  };
  expect(await rowsOf(comparison, (name) => name === "alone")).toHaveLength(1);
  expect(opened).toEqual(["c"]);
});

test("a figure that a side does not tell breaks its row", async () => {
  const row = {
    ...atLeast("share", "%", 1),
    from: ["a"],
    value: (of: (side: string) => { readShare?: number }) => of("a").readShare ?? Number.NaN,
  };
  const rows = await rowsOf({ ...plain, sides: { a: async () => steady(1) }, rows: [row] });
  expect(rows).toMatchObject([{ value: null, holds: false }]);
});

const plain = { title: "test", facts: [] };

function ratioRow(name: string, bar: number): Comparison["rows"][number] {
  return {
    ...atLeast(name, "x", bar),
    from: ["a", "b"],
    value: (of) => of("a").tokensPerSecond / of("b").tokensPerSecond,
  };
}

function steady(tokensPerSecond: number): Side {
  return { description: "steady", measure: async () => ({ tokensPerSecond }) };
}

async function rowsOf(comparison: Comparison, isWanted = (_: string) => true): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for await (const row of compare(comparison, { repetitions: 3, isWanted, note: () => {} })) rows.push(row);
  return rows;
}

test("a peer that does not end in time was not measured, and breaks no promise", async () => {
  const slow = () => runCommand(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { limitMs: 300 });
  await expect(slow()).rejects.toThrow(Unavailable);
  const sides = {
    a: async () => steady(1),
    b: async () => ({ ...steady(1), measure: () => slow().then(() => ({ tokensPerSecond: 1 })) }),
  };
  const rows = await rowsOf({ ...plain, sides, rows: [ratioRow("ratio", 1)] });
  expect(rows).toMatchObject([{ value: null, holds: null, reason: expect.stringContaining("did not end in time") }]);
});
