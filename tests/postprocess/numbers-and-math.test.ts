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

test.each<[text: string, answer: string, rule: string]>([
  ["The profit is $70,000.", "70000", "last number"],
  ["So \\boxed{9{,}500}", "9500", "the box"],
  ["\\boxed{8,000} dollars in 2 years", "8000", "the box"],
  ["\\boxed{x = 5}", "5", "the box"],
  ["\\boxed{-\\frac{3}{4}}", "-3/4", "the box"],
  ["#### 1,234", "1234", "behind ####"],
  ["he has −3 points", "-3", "last number"],
  ["about 1e6", "1000000", "last number"],
  ["about 1.5 \\times 10^{3}", "1500", "last number"],
  ["答案是 12 个（第3步）", "12", "behind the answer's phrase"],
  ["5 分之一即 1/5 = 0.2", "0.2", "last number"],
  ["Answer: 72.", "72", "behind the answer's phrase"],
  ["The answer is $5 + $3 = $8, in 2 days.", "8", "behind the answer's phrase"],
  ["The final answer is:\n**72**", "72", "behind the answer's phrase"],
  ["My answer is a guess.\nSo 4", "4", "last number"],
  ["３，０００ 元", "3000", "last number"],
  ["１２", "12", "last number"],
  ["-0.5", "-0.5", "last number"],
  ["-$5.50", "-5.50", "last number"],
  ["4½ or 4 1/2 cups", "4.5", "last number"],
  ["-½", "-1/2", "last number"],
  ["first 5\n1/2", "1/2", "last number"],
  ["3-5", "5", "last number"],
  ["70,000.", "70000", "last number"],
  ["50%", "50", "last number"],
  ["1, 2 and 3", "3", "last number"],
  ["<think>1 or 2</think>9", "9", "last number"],
  ["9\nQuestion: what is 3?", "9", "last number"],
])("final-number of %j is %j, %s", async (text, answer, rule) => {
  expect((await load("final-number"))(text)).toEqual({ answer, extracted: true, rule });
});

test.each(["no number", "", "3,14", "1,2,3", "1.234.567", "on 12/25/2024", "1/0"])(
  "final-number finds nothing in %j, or what can be meant in two ways",
  async (text) => {
    expect((await load("final-number"))(text)).toEqual({ answer: "", extracted: false });
  },
);

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
