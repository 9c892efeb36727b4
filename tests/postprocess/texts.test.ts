import { expect, test } from "vitest";
import { load } from "./load.ts";

test.each([
  ["The Beatles.", "Beatles"],
  ["an apple, a pear", "apple"],
  ["it's  THE   end\nreally", "its end"],
  ["的a的", "的a的"],
  ["the", ""],
  [".", ""],
])("general of %j is %j", async (text, answer) => {
  expect((await load("general"))(text)).toEqual({ answer, extracted: answer !== "" });
});

test.each([
  ["<answer> A </answer> or <answer>\nB\n</answer>", "B", true],
  ["<answer>A", "NO ANSWER FOUND", false],
  ["</answer><answer>", "NO ANSWER FOUND", false],
])("xml-tag of %j is %j", async (text, answer, extracted) => {
  expect((await load("xml-tag", { tag: "<answer>" }))(text)).toEqual({ answer, extracted });
});

test("xml-tag wants the tag with its brackets", async () => {
  await expect(load("xml-tag", { tag: "answer" })).rejects.toThrow(/expected a tag with its brackets/);
});

test.each([
  ["答案：  B", "答案[：:]\\s*([A-D])", "B", true],
  ["answer: b", "(?i)ANSWER\\s*:\\s*([A-D])", "b", true],
  ["total #### -1,234.5 ok", "#### (\\-?[0-9\\.\\,]+)", "-1,234.5", true],
  ["nothing", "(\\d+)", "", false],
])("match-answer-pattern in %j with %s is %j", async (text, answerPattern, answer, extracted) => {
  expect((await load("match-answer-pattern", { answerPattern }))(text)).toEqual({
    answer,
    extracted,
    ...(extracted && { rule: `pattern ${answerPattern}` }),
  });
});

test("a pattern that cannot be used is refused when the config is read, not when a row is scored", async () => {
  await expect(load("match-answer-pattern", { answerPattern: "(a" })).rejects.toThrow(
    /the pattern "\(a" cannot be used/,
  );
});

test("think-pred keeps the whole text where its pattern does not match", async () => {
  const postprocess = await load("think-pred", { rePattern: "(?s)</think>(.*)" });
  expect(postprocess("so</think>\n B ")).toEqual({ answer: "B", extracted: true });
  expect(postprocess(" so B ")).toEqual({ answer: " so B ", extracted: false });
});

test.each([
  ["no tags", "no tags", true],
  ["<think>a</think>b<think>c</think> d", "b d", true],
  ["long</think>short</think> A", "A", true],
  ["<think>never ends", "<think>never ends", false],
  ["<think>only this</think>", "", false],
])("extract-non-reasoning-content of %j is %j", async (text, answer, extracted) => {
  expect((await load("extract-non-reasoning-content"))(text)).toEqual({ answer, extracted });
});

test.each([
  ["'The fox'", "The fox"],
  ['"it\'s"', "it's"],
  ["'a' 'b'", "ab"],
  ["r'raw\\n'", "raw\\n"],
  ["'''triple\nq'''", "triple\nq"],
  ["'esc\\t\\u4f60\\x41\\101'", "esc\t你AA"],
  ["f'{1+1}'", "f'{1+1}'"],
  ["__import__('os').getcwd()", "__import__('os').getcwd()"],
  ["'unterminated", "'unterminated"],
  ["123", "123"],
])("general-eval-wrapper turns %j into %j and runs nothing", async (text, answer) => {
  expect((await load("general-eval-wrapper"))(text)).toEqual({ answer, extracted: true });
});

test("general-eval-wrapper hands the unwrapped text to the postprocessor it is given", async () => {
  const postprocess = await load("general-eval-wrapper", { postprocess: "first-capital" });
  expect(postprocess("'the answer is \\x42'")).toEqual({ answer: "B", extracted: true, rule: "first capital letter" });
});

test.each([
  ["我们在北京大学上课。", "我们 在 北京大学 上课 。"],
  ["T恤 3.5%\n", "T恤   3.5% \n"],
  ["㐀\ud800A", "㐀 \ud800 A"],
])("general-cn of %j is %j", async (text, answer) => {
  expect((await load("general-cn"))(text)).toEqual({ answer, extracted: true });
});

test.each([
  ["答案是【B】。", "B", true],
  ["】【", "", false],
  ["【", "", false],
])("answer-in-bracket of %j is %j", async (text, answer, extracted) => {
  expect((await load("answer-in-bracket"))(text)).toEqual({ answer, extracted });
});
