import { expect, test } from "vitest";
import { isDeeperThan, jsonShape } from "../../src/core/json-shape.ts";

const shape = (text: string, deepest?: number) => jsonShape(Buffer.from(text), deepest);

test("values are counted, and what stands in texts is none", () => {
  expect(shape("1")).toEqual({ values: 1, tooDeepAt: undefined });
  // An upper bound: empty lists count their one place.
  expect(shape('{"a": [1, 2], "b": "x, [y, {"}').values).toBe(5);
  expect(shape('["\\"[[[", "\\\\", "中,"]').values).toBe(4);
  expect(shape('"open [[[').tooDeepAt).toBeUndefined();
});

test("the level after the deepest allowed one is found, brackets in texts do not count", () => {
  expect(shape("[[1],[[2]]]", 3).tooDeepAt).toBeUndefined();
  expect(shape("[[1],[[2]]]", 2).tooDeepAt).toBe(6);
  expect(shape(`{"a": "${"[".repeat(1000)}"}`).tooDeepAt).toBeUndefined();
  expect(shape("[".repeat(10_000_000)).tooDeepAt).toBe(256);
});

test("values of code: deep, or without an end", () => {
  const loop: unknown[] = [];
  loop.push(loop);
  expect(isDeeperThan({ a: [{ b: 1 }] }, 3)).toBe(false);
  expect(isDeeperThan({ a: [{ b: 1 }] }, 2)).toBe(true);
  expect(isDeeperThan(loop)).toBe(true);
});

test("what is held many times over is gone through once a level", () => {
  let held: unknown = 1;
  for (let i = 0; i < 100; i++) held = [held, held];
  expect(isDeeperThan(held)).toBe(false);
  expect(isDeeperThan(held, 99)).toBe(true);
});
