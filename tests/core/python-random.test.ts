// Expected numbers printed by CPython 3 and numpy 2.4; golden/rng.json holds more.

import { expect, test } from "vitest";
import { NumpyRandomState, PythonRandom } from "../../src/core/python-random.ts";

const upTo = (total: number) => Array.from({ length: total }, (_, i) => i);

test.each([
  { seed: 0, total: 10, count: 4, sample: [6, 9, 0, 2] },
  { seed: 0, total: 1000, count: 5, sample: [864, 394, 776, 911, 430] },
  { seed: 3, total: 100, count: 6, sample: [30, 75, 69, 16, 47, 77] },
  { seed: 1, total: 4396, count: 6, sample: [1100, 516, 2089, 965, 4058, 3682] },
])("random.Random($seed).sample(range($total), $count)", ({ seed, total, count, sample }) => {
  expect(new PythonRandom(seed).sample(upTo(total), count)).toEqual(sample);
});

test("sample agrees on both sides of the size where Python stops keeping a pool", () => {
  const pool = [98, 194, 107, 10, 66, 130, 124, 103, 77, 122, 91, 149, 55, 129, 35, 72, 185, 24, 158, 64, 136, 154];
  const set = [197, 215, 20, 132, 261, 248, 207, 155, 244, 183, 298, 111, 258, 71, 144, 48, 128, 272, 75, 158, 50, 37];
  expect(new PythonRandom(0).sample(upTo(200), 22)).toEqual(pool);
  expect(new PythonRandom(0).sample(upTo(300), 22)).toEqual(set);
});

test("randrange and choice draw as Python does, also over negative and wide ranges", () => {
  const random = new PythonRandom(11);
  expect(Array.from({ length: 8 }, () => random.randrange(10))).toEqual([7, 8, 7, 7, 8, 9, 3, 2]);
  expect(Array.from({ length: 8 }, () => random.randrange(-5, 6))).toEqual([3, 2, 5, 4, -3, -4, 2, -1]);
  const wide = Array.from({ length: 3 }, () => random.randrange(2 ** 40));
  expect(wide).toEqual([198177501084, 92919267170, 346389417272]);
  expect(random.choice([..."abcdef"])).toBe("e");
});

test("a negative seed equals its magnitude and seeds up to 2^53 - 1 fill two words of the key", () => {
  expect(new PythonRandom(-5).getrandbits(32)).toBe(2675342405);
  expect(new PythonRandom(2 ** 53 - 1).getrandbits(53)).toBe(5049649289284434);
  expect(new PythonRandom(2 ** 53 - 1).random()).toBe(0.09425040007102303);
});

test("the streams stay equal over many refills of the state", () => {
  const python = new PythonRandom(1);
  const numpy = new NumpyRandomState(1);
  for (let i = 0; i < 5000; i += 1) [python.random(), numpy.randomSample()];
  expect(python.random()).toBe(0.7552556432777675);
  expect(numpy.randomSample()).toBe(0.678755487511491);
});

test("numpy's choice with replacement reaches ranges of 32 bits", () => {
  expect(new NumpyRandomState(0).choice(2 ** 31, 3, { replace: true })).toEqual([209652396, 398764591, 924231285]);
  expect(new NumpyRandomState(0).choice(2 ** 32 - 1, 3, { replace: true })).toEqual([
    2357136044, 2546248239, 3071714933,
  ]);
});

test.each<[string, () => unknown]>([
  ["a fractional seed", () => new PythonRandom(0.5)],
  ["a seed beyond 2^53", () => new PythonRandom(2 ** 60)],
  ["a negative numpy seed", () => new NumpyRandomState(-1)],
  ["a numpy seed of 2^32", () => new NumpyRandomState(2 ** 32)],
  ["more than 53 bits", () => new PythonRandom(0).getrandbits(54)],
  ["an empty range", () => new PythonRandom(0).randrange(0)],
  ["a choice from nothing", () => new PythonRandom(0).choice([])],
  ["a sample larger than the population", () => new PythonRandom(0).sample([1, 2], 3)],
  ["numpy taking more than there are", () => new NumpyRandomState(0).choice(3, 4, { replace: false })],
  ["numpy choosing from nothing", () => new NumpyRandomState(0).choice(0, 1, { replace: true })],
])("%s is refused", (_, draw) => {
  expect(draw).toThrow(RangeError);
});
