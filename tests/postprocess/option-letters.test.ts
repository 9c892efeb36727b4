import { expect, test } from "vitest";
import { load } from "./load.ts";

test.each([
  ["the letter B", "B"],
  ["Answer: C", "A"],
  ["答案：Ａ", "Ａ"],
  ["Ⅷ then A", "Ⅷ"],
  ["ǅ is a titlecase letter", ""],
  ["no capitals 是", ""],
  ["", ""],
])("first-capital of %j is %j", async (text, answer) => {
  expect((await load("first-capital"))(text)).toEqual({ answer, extracted: answer !== "" });
});

test.each([
  ["A or B", "B"],
  ["𝐀 in mathematical bold", "𝐀"],
  ["none", ""],
])("last-capital of %j is %j", async (text, answer) => {
  expect((await load("last-capital"))(text)).toEqual({ answer, extracted: answer !== "" });
});

test.each([
  ["first-capital-multi", "I choose BD, not A", "BD"],
  ["first-capital-multi", "e f g", ""],
  ["multiple-select", "D, A and D", "AD"],
  ["multiple-select", "none", ""],
])("%s of %j is %j", async (name, text, answer) => {
  expect((await load(name))(text)).toEqual({ answer, extracted: answer !== "" });
});

test.each([
  ["答案是B", "B", "答案是?\\s*(@)"],
  ["正确答案选 C。", "C", "答案选\\s*(@)"],
  ["The answer is (D).", "D", "[Tt]he answer is:?\\s+\\(?(@)\\)?"],
  ["ANSWER: A it is", "A", "(?i)ANSWER\\s*:\\s*(@)"],
  ["answer is unclear, but B: yes", "B", "(@):"],
  ["The correct answer is\n\\boxed{C}", "C", "[Tt]he correct answer is:?.*?boxed{(@)}"],
  ["答案是 以上的B。再见", "B", "答案是\\s?(\\S+)(?:。|$)"],
])("first-option of %j is %s by the phrase %s", async (text, answer, rule) => {
  expect((await load("first-option", { options: "ABCD" }))(text)).toEqual({ answer, extracted: true, rule });
});

test("first-option takes the option that comes first in its options when a match holds several", async () => {
  const text = "1. C or B then";
  expect((await load("first-option", { options: "ABCD" }))(text).answer).toBe("B");
  expect((await load("first-option", { options: "DCBA" }))(text).answer).toBe("C");
});

test("first-option without its cushion finds nothing in a text that only mentions a letter", async () => {
  const text = "Vitamin B helps";
  expect((await load("first-option", { options: "ABCD" }))(text)).toMatchObject({ answer: "B", rule: "(@)" });
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
  expect((await load("last-option", { options }))(text)).toEqual({ answer, extracted: answer !== "" });
});

test.each([
  ["first-option", {}, /first-option: option "options"/],
  ["first-option", { options: "ABCD", cushon: true }, /first-option: unknown option "cushon"/],
  ["first-capital", { options: "ABCD" }, /first-capital: unknown option "options"/],
])("%s with the options %j is refused", async (name, options, message) => {
  await expect(load(name, options)).rejects.toThrow(message);
});
