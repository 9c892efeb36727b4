import { expect, test } from "vitest";
import type { JsonObject, JsonValue } from "../../../src/core/json.ts";
import { type AskedRow, guessRateOf } from "../../../src/judge/evaluate/guess-rates.ts";

const accuracy = { evaluator: { type: "accuracy" } };
const firstOption = (options: string) => ({ ...accuracy, predPostprocessor: { type: "first-option", options } });

const guessRates = (scoring: Parameters<typeof guessRateOf>[0], rows: readonly AskedRow[]) =>
  rows.map(guessRateOf(scoring));

function labelled(...labels: string[]): { prediction: JsonObject; reference: JsonValue } {
  const fields = labels.map((label) => [`label: ${label}`, { PPL: 1 }]);
  return { prediction: { ...Object.fromEntries(fields), prediction: labels[0] ?? null }, reference: "A" };
}

const generated = (reference: JsonValue) => ({ prediction: { origin_prompt: "q", prediction: "A" }, reference });

test("a scored row is guessed at one over its own labels", () => {
  expect(guessRates(accuracy, [labelled("A", "B"), labelled("A", "B", "C", "D")])).toEqual([1 / 2, 1 / 4]);
});

test("a generated row is guessed at one over the option letters", () => {
  expect(guessRates(firstOption("ABCD"), [generated("A"), generated("D")])).toEqual([1 / 4, 1 / 4]);
  const evaluator = { evaluator: { type: "option-sim", options: ["A", "B"] } };
  expect(guessRates(evaluator, [generated("A")])).toEqual([1 / 2]);
});

test.each([
  ["free text", accuracy, [generated("72")]],
  ["several right letters", firstOption("ABCD"), [generated("A"), generated("AB")]],
  ["a range of characters", firstOption("A-Z"), [generated("A")]],
  ["one label", accuracy, [labelled("A")]],
  ["rows of which one is not known", accuracy, [labelled("A", "B"), generated("A")]],
  ["a declared chance of 0", { ...firstOption("ABCD"), chance: 0 }, [generated("A")]],
] as const)("of %s the rate is not known", (_what, scoring, rows) => {
  expect(guessRates(scoring, rows)).toContain(undefined);
});

test("what a dataset declares overrides what its options say", () => {
  expect(guessRates({ ...firstOption("ABCD"), chance: 0.1 }, [generated("A"), generated("B")])).toEqual([0.1, 0.1]);
});
