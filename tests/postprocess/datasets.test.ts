import { expect, test } from "vitest";
import { createPostprocessor as createStrategyqaReference } from "../../src/postprocess/strategyqa-reference.ts";
import { load } from "./load.ts";

test.each([
  ["So the answer is (B). Then answer is (C)", { answer: "B", extracted: true, rule: 'first (X) after "answer is"' }],
  ["I pick D", { answer: "I", extracted: true, rule: 'first letter A to Z without "answer is"' }],
  ["none (a)", { answer: "none (a)", extracted: false }],
])("bbh-mcq of %j", async (text, extraction) => {
  expect((await load("bbh-mcq"))(text)).toEqual(extraction);
});

test.each([
  ["So the answer is: yes, it is.", "Yes"],
  ["The answer is **a, b,c**.", "a b c"],
  ["1, 2, 3", "1, 2, 3"],
  ["answer is x\nmore", "x"],
  ["", ""],
])("bbh-freeform of %j is %j", async (text, answer) => {
  expect((await load("bbh-freeform"))(text)).toEqual({ answer, extracted: answer !== "" });
});

test.each([
  ["So the answer is Yes.", "yes"],
  ["I do not know", "no"],
  ["maybe\n\nyes", ""],
])("strategyqa of %j is %j", async (text, answer) => {
  expect((await load("strategyqa"))(text)).toEqual({ answer, extracted: answer !== "" });
});

test("strategyqa-reference turns the boolean of the data into a word", () => {
  const postprocess = createStrategyqaReference();
  expect(postprocess(true).answer).toBe("yes");
  expect(postprocess(false).answer).toBe("no");
});

test.each([
  ["cmrc", "所以答案是北京", "北京", true],
  ["drcd", "台北", "台北", false],
])("%s of %j is %j", async (name, text, answer, extracted) => {
  expect((await load(name))(text)).toEqual({ answer, extracted });
});

test.each([
  [
    "lsat-ar",
    "few-shot",
    "The answer is therefore G",
    { answer: "G", extracted: true, rule: 'first letter A to G after "answer is"' },
  ],
  ["logiqa-zh", "few-shot", "答案是：C", { answer: "C", extracted: true, rule: 'first letter A to G after "答案是"' }],
  ["lsat-ar", "zero-shot", "none", { answer: "", extracted: false }],
  ["jec-qa-kd", "zero-shot", "A 和 C", { answer: ["A", "C"], extracted: true, rule: "all letters A to Z" }],
  ["math", "zero-shot", "so $x=5$", { answer: "5", extracted: true, rule: "last formula between $" }],
  ["math", "zero-shot", "\\boxed{7}", { answer: "7", extracted: true, rule: "last \\boxed{}" }],
  ["math", "zero-shot", "x = 3", { answer: "3", extracted: true, rule: "what follows the last =" }],
  ["math", "zero-shot", "1 or 2", { answer: "2", extracted: true, rule: "last number" }],
  ["math", "few-shot", "答案是 8", { answer: "8", extracted: true, rule: "what follows the few-shot prefix" }],
  ["math", "few-shot", "eight", { answer: "eight", extracted: false }],
  ["lsat-ar", "few-shot", "B, I think", { answer: "B", extracted: true, rule: "first letter A to F" }],
  ["lsat-ar", "zero-shot", "C", { answer: "C", extracted: true, rule: "first letter A to F" }],
  ["jec-qa-kd", "zero-shot", "无", { answer: [], extracted: false }],
  ["math", "zero-shot", "no idea", { answer: null, extracted: false }],
])("agieval %s, %s of %j", async (datasetName, settingName, text, extraction) => {
  expect((await load("agieval", { datasetName, settingName }))(text)).toEqual(extraction);
});

test("agieval refuses a dataset it does not know and lists its own", async () => {
  await expect(load("agieval", { datasetName: "lsat", settingName: "few-shot" })).rejects.toMatchObject({
    code: "CONFIG",
    hint: expect.stringContaining("lsat-ar"),
  });
});

test.each([
  ["humaneval-v2", "Here:\n```python\n    return 1\n```\n```\n2\n```", "return 1\n"],
  ["humaneval-v3", "```py\na\n```\n```\n b\n```", "b\n"],
  ["humaneval-v2", "    return 1", "return 1"],
  ["humaneval-internal-v2", "   return 1\n\n\nprint()", "    return 1"],
  ["humaneval-internal-v1", "```python\nimport os\n\ndef f():\n  return 1\n```", "    return 1"],
  ["mbpp-2", "Here is it:\nx = 1\n# Test\nassert x", "x = 1"],
])("%s of %j is %j", async (name, text, answer) => {
  expect((await load(name))(text)).toEqual({ answer, extracted: true });
});

test.each([
  ["[BEGIN]\n 'x\\_y = 1'\n[DONE] more", { answer: "x_y = 1", extracted: true, rule: "[BEGIN] '...' [DONE]" }],
  ["```python\nx = 1\n```", { answer: "x = 1", extracted: true, rule: "```python...```" }],
  ["x = 1", { answer: "x = 1", extracted: true }],
  ["[BEGIN]'' [DONE]", { answer: "", extracted: false, rule: "[BEGIN] '...' [DONE]" }],
])("mbpp of %j", async (text, extraction) => {
  expect((await load("mbpp"))(text)).toEqual(extraction);
});
