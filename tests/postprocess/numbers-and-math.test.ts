import { expect, test } from "vitest";
import { extractBoxedAnswer } from "../../src/postprocess/math/boxed.ts";
import { normalizeFinalAnswer } from "../../src/postprocess/math/normalize-final-answer.ts";
import { load } from "./load.ts";

test.each([
  ["3-4", 3, true],
  ["x-3", -3, true],
  ["5.", 5, true],
  ["about .5", 0.5, true],
  ["٣ apples", 3, true],
  ["none", null, false],
])("first-number of %j is %j", async (text, answer, extracted) => {
  expect((await load("first-number"))(text)).toEqual({ answer, extracted, ...(extracted && { rule: "first number" }) });
});

test.each([
  ["It costs 5 + 7 = 12.", "12", true],
  ["12.50 dollars", "12.50", true],
  ["5-3=2", "2", true],
  ["5-3", "-3", true],
  ["$70,000", "000", true],
  ["18\n\nQuestion: 99?", "18", true],
  ["no number", "NULL", false],
  ["", "NULL", false],
])("gsm8k of %j is %j", async (text, answer, extracted) => {
  expect((await load("gsm8k"))(text)).toEqual({ answer, extracted, ...(extracted && { rule: "last number" }) });
});

test("gsm8k-reference takes what follows the marker, without commas", async () => {
  expect((await load("gsm8k-reference"))("so it is\n#### 1,234").answer).toBe("1234");
});

test("gsm8k-reference says which reference has no marker", async () => {
  const postprocess = await load("gsm8k-reference");
  expect(() => postprocess("the answer is 5")).toThrow(/GSM8K: a reference has no "#### ": "the answer is 5"/);
});

test.each([
  ["The final answer is $5$. I hope", { answer: "5", extracted: true }],
  ["It is 7. Done", { answer: "Itis7", extracted: false }],
])("math of %j", async (text, extraction) => {
  expect((await load("math"))(text)).toEqual(extraction);
});

test.each([
  ["so \\boxed{\\frac{1}{2}}.", { answer: "\\frac{1}{2}", extracted: true, rule: "boxed" }],
  ["first \\boxed{1} then \\boxed{{2}}", { answer: "2", extracted: true, rule: "boxed" }],
  ["Well. The answer is 1,000 dollars. Bye", { answer: "1000", extracted: true, rule: "answer is" }],
  ["\\boxed{} and nothing", { answer: "andnothing", extracted: false }],
  ["", { answer: "", extracted: false }],
])("math-v2 of %j", async (text, extraction) => {
  expect((await load("math-v2"))(text)).toEqual(extraction);
});

test.each([
  ["\\boxed{a{b}c} tail", "a{b}c"],
  ["\\fbox{7}", null],
  ["\\boxed 5", null],
  ["\\boxed{open", null],
  ["none", null],
])("the boxed answer of %j is %j", (text, content) => {
  expect(extractBoxedAnswer(text)).toBe(content);
});

test.each([
  ["5 \\text{cm}", "5"],
  ["\\frac12", "\\frac{1}{2}"],
  ["\\sqrt3", "\\sqrt{3}"],
  ["100,000", "100000"],
  ["1,2", "12"],
  ["x,2", "x,2"],
  ["\\text{(A)}", "A"],
  ["\\boxed{7}", "7"],
  ["10^\\circ", "10"],
])("the normal form of %j is %j", (text, normal) => {
  expect(normalizeFinalAnswer(text)).toBe(normal);
});
