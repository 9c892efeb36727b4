import { expect, test } from "vitest";
import { isEquivalent } from "../../src/evaluators/math/is-equivalent.ts";
import { stripAnswer } from "../../src/evaluators/math/strip-answer.ts";
import { stripAnswerV2 } from "../../src/evaluators/math/strip-answer-v2.ts";
import { editDistance } from "../../src/evaluators/text/edit-distance.ts";
import { cpuSecondsOf } from "../support/cpu-seconds.ts";
import { metricsOf, type Pair, scoreOf } from "./load.ts";

test.each<[Pair, number]>([
  [["42.0", "42"], 1],
  [["42.0000001", "42"], 1],
  [["42.001", "42"], 0],
  [["1e1", "10"], 1],
  [["abc", "abc"], 1],
  [["5", "5.0"], 0],
  [["nan", "5"], 0],
  [["NULL", "5"], 0],
  [[null, "5"], 0],
])("gsm8k scores %j as %i", async (pair, value) => {
  expect(await scoreOf("gsm8k", pair)).toBe(value);
});

test.each([
  ["1/2", "\\frac{1}{2}", true, true],
  ["0.5", "\\frac{1}{2}", true, false],
  ["3.0", "3", false, true],
  ["2j", "2i", false, true],
  ["x=5", "5", true, true],
  ["5 \\text{ cm}", "5", true, true],
  ["\\sqrt2", "\\sqrt{2}", true, true],
  ["6", "7", false, false],
  [null, null, true, true],
  [null, "5", false, false],
])("%j and %j are equivalent: %s in v1, %s in v2", (a, b, v1, v2) => {
  expect(isEquivalent(a, b, "v1")).toBe(v1);
  expect(isEquivalent(a, b, "v2")).toBe(v2);
});

test("a text on which the reference implementation fails has no stripped form", () => {
  expect(stripAnswer("\\sqrt")).toBeNull();
  expect(stripAnswer("a/b")).toBeNull();
  expect(stripAnswerV2("a/b")).toBeNull();
});

test.each([
  ["v1", "\\frac"],
  ["v1", "\\sqrt "],
  ["v2", "1."],
  ["v2", "\\mbox{"],
  ["v2", "\\text{"],
] as const)(
  "%s compares a million characters of %j in time that grows with them, not with their square",
  async (version, piece) => {
    const text = piece.repeat(1_000_000 / piece.length);
    // Less than a second on a quiet machine; minutes where every piece copies the rest.
    expect(await cpuSecondsOf(() => isEquivalent(text, "5", version))).toBeLessThan(10);
  },
);

test.each<[string, Pair, number]>([
  ["exact-match", ["The Beatles.", ["Beatles"]], 1],
  ["exact-match", ["PARIS", ["paris"]], 0],
  ["bbh", ["So the answer is YES.", "yes"], 1],
  ["bbh", ["Straße", "STRASSE"], 1],
  ["triviaqa", ["paris is nice", ["Paris"]], 1],
  ["triviaqa", ["Question: x\nParis", ["Paris"]], 0],
  ["triviaqa", ["anything", ["the"]], 1],
  ["nq", ["The answer is Paris.", ["paris", "Paris, France"]], 1],
  ["squad20", ["paris is nice", ["Paris"]], 0],
  ["squad20", ["The answer is Paris.", ["paris"]], 1],
  ["drop", ["Answer: 42 yards", "41|42"], 1],
  ["drop", ["Answer: the", "42"], 0],
  ["lambada", ["word. And more", "word"], 1],
  ["agieval", ["so $x=\\frac12$", "\\frac{1}{2}"], 1],
])("%s scores %j as %i", async (name, pair, value) => {
  expect(await scoreOf(name, pair)).toBe(value);
});

test.each([
  ["kitten", "sitting", 3],
  ["", "abc", 3],
  ["😀", "a", 1],
  ["same", "same", 0],
])("the edit distance of %j and %j is %i", (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
});

test("rouge counts words and their order, and takes the better of two references", async () => {
  const { createEvaluator } = await import("../../src/evaluators/rouge.ts");
  const rouge = createEvaluator();
  const score = rouge.score({ prediction: "red green blue", reference: ["blue green red", "black"] });
  const { rouge1, rouge2, rougeL } = metricsOf(rouge, [score]) as Record<string, number>;
  expect(rouge1).toBeCloseTo(100);
  expect(rouge2).toBe(0);
  expect(rougeL).toBeCloseTo(100 / 3);
});

test("jieba-rouge compares Chinese words, not characters", async () => {
  const { createEvaluator } = await import("../../src/evaluators/jieba-rouge.ts");
  const rouge = createEvaluator();
  // 北京大学 is one word, 的 another.
  const metrics = metricsOf(rouge, [rouge.score({ prediction: "北京大学的", reference: "北京大学" })]);
  expect(metrics.rouge1).toBeCloseTo(66.667, 2);
});

test("bleu is 100 for the reference itself and falls with what is missing", async () => {
  const { createEvaluator } = await import("../../src/evaluators/bleu.ts");
  const bleu = createEvaluator();
  const of = (prediction: string) =>
    metricsOf(bleu, [bleu.score({ prediction, reference: "one two three four five, six." })]);
  expect(of("one two three four five, six.").score).toBeCloseTo(100);
  expect(of("one two three four").bp).toBeCloseTo(Math.exp(1 - 8 / 4));
  expect(of("nothing alike").score).toBe(0);
});

test("squad's F1 is the overlap of words on the first line", async () => {
  expect(await scoreOf("squad", ["The red car!\nand more", "red bus"])).toBe(0.5);
  expect(await scoreOf("squad", ["", ""])).toBe(0);
});
