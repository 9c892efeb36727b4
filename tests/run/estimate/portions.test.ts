import { expect, test } from "vitest";
import type { ObservedOutput } from "../../../src/run/estimate/kind-probe.ts";
import { nextPortion } from "../../../src/run/estimate/portions.ts";

/** A millisecond a prompt token and ten a written one: one row of 100 prompt tokens, then four with answers cut at 64. */
function probed(lengths: number[]) {
  const outputs = lengths.map((tokens): ObservedOutput => ({ portion: 1, tokens, allowed: 64, ended: tokens < 64 }));
  const written = lengths.reduce((sum, tokens) => sum + tokens, 0);
  return {
    rows: 5,
    outputs: [{ portion: 0, tokens: 16, allowed: 16, ended: false }, ...outputs],
    observations: [
      { tokens: 100, units: 16, seconds: 0.26 },
      { tokens: 400, units: written, seconds: 0.4 + 0.01 * written },
    ],
  };
}

const allCut = [64, 64, 64, 64];

test("while all answers are cut, what is asked next fits into the time even if they all are as long as allowed", () => {
  // Ten seconds for four slots: 2.5 s each, 0.1 s of them for the prompt.
  expect(nextPortion(probed(allCut), { secondsLeft: 10, slots: 4 })).toEqual({ rows: 4, maxTokens: 240 });
  expect(nextPortion(probed(allCut), { secondsLeft: 2, slots: 4 })).toBeNull();
});

test("where most answers are short the slots are filled more often", () => {
  expect(nextPortion(probed([23, 24, 25, 64]), { secondsLeft: 10, slots: 4 })?.rows).toBe(16);
});

test("answers grow by steps, however much time there is", () => {
  expect(nextPortion(probed(allCut), { secondsLeft: 1e6, slots: 4 })?.maxTokens).toBe(512);
});

test("where reading and writing cannot be told apart yet, no more is asked than surely fits", () => {
  const inStep = { ...probed(allCut), observations: [observed(1), observed(4)] };
  expect(nextPortion(inStep, { secondsLeft: 5, slots: 4 })).toEqual({ rows: 4, maxTokens: 160 });
  expect(nextPortion(inStep, { secondsLeft: 1, slots: 4 })).toBeNull();
});

const observed = (rows: number) => ({ tokens: 100 * rows, units: 64 * rows, seconds: 0.5 * rows });

test("the first portion is one row, the second fills the slots, and nothing follows when time is up", () => {
  const nothing = { rows: 0, outputs: [], observations: [] };
  expect(nextPortion(nothing, { secondsLeft: 10, slots: 4 })?.rows).toBe(1);
  const first = { ...probed([]), rows: 1, observations: probed([]).observations.slice(0, 1) };
  expect(nextPortion(first, { secondsLeft: 10, slots: 4 })?.rows).toBe(4);
  expect(nextPortion(probed(allCut), { secondsLeft: 0, slots: 4 })).toBeNull();
});
