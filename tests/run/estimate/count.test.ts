import { expect, test } from "vitest";
import { PromptTokenCounter } from "../../../src/run/estimate/count-prompt-tokens.ts";
import { ScoreWorkCounter } from "../../../src/run/estimate/count-score-work.ts";

const tokens = (...ids: number[]) => Int32Array.from(ids);

test("a shared prefix is counted once, for the dataset that brings it first in the order of tokens", () => {
  const counter = new ScoreWorkCounter();
  counter.add("b", { tokens: tokens(1, 2, 3, 9), from: 3 });
  counter.add("a", { tokens: tokens(1, 2, 3, 4, 5), from: 4 });
  // The last token of a request is asked for and never computed: 1 2 3 4, then nothing that is new.
  expect(counter.flush()).toEqual({ tokens: 4, units: 2 });
  expect(counter.workOf("a")).toEqual({ tokens: 4, units: 2 });
  expect(counter.workOf("b")).toEqual({ tokens: 0, units: 0 });
});

test("windows share what the cells still hold, and their work adds up", () => {
  const counter = new ScoreWorkCounter();
  counter.add("a", { tokens: tokens(1, 2, 3, 4), from: 3 });
  counter.flush();
  counter.add("a", { tokens: tokens(1, 2, 7, 8), from: 3 });
  expect(counter.flush()).toEqual({ tokens: 1, units: 1 });
  expect(counter.workOf("a")).toEqual({ tokens: 4, units: 2 });
});

test("a prompt computes what the slots do not hold, at least its last token", () => {
  const counter = new PromptTokenCounter(2);
  expect(counter.add(tokens(1, 2, 3))).toBe(3);
  expect(counter.add(tokens(1, 2, 4))).toBe(1);
  expect(counter.add(tokens(1, 2, 3))).toBe(1);
  counter.add(tokens(7));
  // Both slots hold other prompts by now, the first of them 1 2 3.
  expect(counter.add(tokens(1, 2, 4))).toBe(1);
  counter.add(tokens(8));
  counter.add(tokens(9));
  expect(counter.add(tokens(1, 2, 4))).toBe(3);
});
