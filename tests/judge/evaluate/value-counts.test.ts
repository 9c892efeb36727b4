import { expect, test } from "vitest";
import { ValueCounts } from "../../../src/judge/evaluate/value-counts.ts";

function countsOf(values: Iterable<string>): ValueCounts {
  const counts = new ValueCounts();
  for (const value of values) counts.add(value);
  return counts;
}

const distinct = (count: number) => Array.from({ length: count }, (_, i) => `value ${i}`);

test("the most frequent value and how often it occurs; of equally frequent ones the first seen", () => {
  expect(countsOf(["b", "a", "c", "a", "b"]).most()).toEqual({ value: "b", count: 2 });
  expect(countsOf([]).most()).toEqual({ value: undefined, count: 0 });
});

test("among more different values than are kept counts stay exact, wherever the frequent one begins", () => {
  const others = distinct(5000);
  const mixed = others.flatMap((value) => [value, "often"]);
  for (const values of [
    ["often", ...mixed],
    [...others, ...mixed],
  ]) {
    const { count } = countsOf(values).most();
    expect(count).toBe(values.filter((value) => value === "often").length);
  }
  expect(countsOf([...others, ...others.slice(2000, 2010), "value 2000"]).most()).toEqual({
    value: undefined,
    count: 3,
  });
});

test("a value that is most of all is known, also when it comes after many others", () => {
  const values = [...distinct(3000), ...Array.from({ length: 30_000 }, () => "late")];
  const counts = countsOf(values);
  for (let times = 0; times < 2; times++) expect(counts.most()).toEqual({ value: "late", count: 30_000 });
});
