import { expect, test } from "vitest";
import { compilePhrases } from "../../src/postprocess/first-option/phrases.ts";
import { load } from "./load.ts";

/** What an extractor that knows one rule returns. */
const byRule = (answer: unknown, rule: string) =>
  answer === "" ? { answer, extracted: false } : { answer, extracted: true, rule };

test.each([
  ["the letter B", "B"],
  ["Answer: C", "A"],
  ["答案：Ａ", "Ａ"],
  ["Ⅷ then A", "Ⅷ"],
  ["ǅ is a titlecase letter", ""],
  ["no capitals 是", ""],
  ["", ""],
])("first-capital of %j is %j", async (text, answer) => {
  expect((await load("first-capital"))(text)).toEqual(byRule(answer, "first capital letter"));
});

test.each([
  ["A or B", "B"],
  ["𝐀 in mathematical bold", "𝐀"],
  ["none", ""],
])("last-capital of %j is %j", async (text, answer) => {
  expect((await load("last-capital"))(text)).toEqual(byRule(answer, "last capital letter"));
});

test.each([
  ["first-capital-multi", "I choose BD, not A", "BD", "first run of letters A to D"],
  ["first-capital-multi", "e f g", "", ""],
  ["multiple-select", "D, A and D", "AD", "all capital letters"],
  ["multiple-select", "none", "", ""],
])("%s of %j is %j", async (name, text, answer, rule) => {
  expect((await load(name))(text)).toEqual(byRule(answer, rule));
});

test.each([
  ["答案是B", "B", "答案(是)X"],
  ["正确答案选 C。", "C", "答案选X"],
  ["The answer is (D).", "D", "The answer is X or (X)"],
  ["ANSWER: A it is", "A", "ANSWER: X"],
  ["answer is unclear, but B: yes", "B", "no phrase: first option before a colon"],
  ["The correct answer is\n\\boxed{C}", "C", "The correct answer is … boxed{X}"],
  ["答案是 以上的B。再见", "B", "an option in the words after 答案是"],
])("first-option of %j is %s by the phrase %s", async (text, answer, rule) => {
  expect((await load("first-option", { options: "ABCD" }))(text)).toEqual({ answer, extracted: true, rule });
});

test("no two phrases of first-option have the same words: a count per rule counts one pattern", () => {
  const rules = compilePhrases("ABCD", true).map(({ rule }) => rule);
  expect(rules.filter((rule, at) => rules.indexOf(rule) !== at)).toEqual([]);
});

test("first-option takes the option that comes first in its options when a match holds several", async () => {
  const text = "1. C or B then";
  expect((await load("first-option", { options: "ABCD" }))(text).answer).toBe("B");
  expect((await load("first-option", { options: "DCBA" }))(text).answer).toBe("C");
});

test("first-option without its cushion finds nothing in a text that only mentions a letter", async () => {
  const text = "Vitamin B helps";
  expect((await load("first-option", { options: "ABCD" }))(text)).toMatchObject({
    answer: "B",
    rule: "no phrase: first option letter anywhere",
  });
  const strict = await load("first-option", { options: "ABCD", cushion: false });
  expect(strict(text)).toEqual({ answer: "", extracted: false });
});

test("first-option ignores a case-insensitive match whose letter is no option", async () => {
  const strict = await load("first-option", { options: "ABCD", cushion: false });
  expect(strict("answer: b")).toEqual({ answer: "", extracted: false });
});

test.each([
  ["ABCD", "A, then C.", "C"],
  ["甲乙丙丁", "甲、丁", "丁"],
  ["A-Z", "Q and Z", "Z"],
  ["AB", "only C", ""],
])("last-option %s of %j is %j", async (options, text, answer) => {
  expect((await load("last-option", { options }))(text)).toEqual(byRule(answer, "last option letter"));
});

test.each([
  ["first-option", {}, /first-option: option "options"/],
  ["first-option", { options: "ABCD", cushon: true }, /first-option: unknown option "cushon"/],
  ["first-capital", { options: "ABCD" }, /first-capital: unknown option "options"/],
])("%s with the options %j is refused", async (name, options, message) => {
  await expect(load(name, options)).rejects.toThrow(message);
});
