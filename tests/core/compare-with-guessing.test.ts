import { expect, test } from "vitest";
import { compareWithGuessing } from "../../src/core/compare-with-guessing.ts";

const rows = (n: number, rate: number) => Array.from({ length: n }, () => rate);

test.each([
  [0, rows(1, 0.25), "too_few_to_tell"],
  [1, rows(1, 0.25), "too_few_to_tell"],
  [0, rows(100, 0.25), "below_chance"],
  [25, rows(100, 0.25), "at_chance"],
  [100, rows(100, 0.25), undefined],
  // 50 coins and 50 ten-sided dice: 30 on average, 22 to 38 mostly.
  [38, [...rows(50, 0.5), ...rows(50, 0.1)], "at_chance"],
  [39, [...rows(50, 0.5), ...rows(50, 0.1)], undefined],
  // Without a chance to guess, a right answer says something at once.
  [1, rows(1, 0), undefined],
])("%i right answers: case %#", (correct, rates, code) => {
  expect(compareWithGuessing(correct, rates).alarm?.code).toBe(code);
});

test("the level of guessing is the mean of the rows' rates, in percent", () => {
  const { chance } = compareWithGuessing(100, [...rows(50, 0.5), ...rows(50, 0.1)]);
  expect(chance.expected).toBeCloseTo(30, 10);
  expect(chance).toMatchObject({ low: 22, high: 38 });
});

test("one question is named in the singular", () => {
  const { alarm } = compareWithGuessing(1, [0.25]);
  expect(alarm?.message).toBe("100.0 on 1 question cannot be told from guessing, which gets 0.0 to 100.0");
});

test.each([
  [0, []],
  [2, [0.5]],
  [-1, [0.5]],
])("%i right of %j is refused", (correct, rates) => {
  expect(() => compareWithGuessing(correct, rates)).toThrow(RangeError);
});
