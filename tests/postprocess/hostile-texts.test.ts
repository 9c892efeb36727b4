// Texts that make backtracking patterns slow. Every postprocessor gets at least one; a regression shows as a timeout.

import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { cpuSecondsOf } from "../support/cpu-seconds.ts";
import { load } from "./load.ts";

const size = 1_000_000;
const fill = (piece: string) => piece.repeat(Math.ceil(size / [...piece].length)).slice(0, size);

const hostile: [name: string, options: object, text: string][] = [
  ["first-capital", {}, fill("a")],
  ["last-capital", {}, fill("😀")],
  ["first-capital-multi", {}, fill("E")],
  ["multiple-select", {}, fill("ÄÖÜ")],
  ["first-option", { options: "ABCD" }, `${fill("答案是")} x`],
  ["first-option", { options: "ABCD" }, `${fill("答案是 x ")}x`],
  ["first-option", { options: "ABCD" }, fill("the correct answer is ")],
  ["first-option", { options: "ABCD" }, `${fill("答案选项  ")}x`],
  ["first-option", { options: "ABCD" }, `x${fill(" ")}x`],
  ["first-option", { options: "ABCD" }, fill("ANSWER :")],
  ["first-option", { options: "ABCD" }, fill("1. ")],
  ["last-option", { options: "ABCD" }, fill("A")],
  ["first-number", {}, fill("1")],
  ["first-number", {}, fill("-.")],
  ["general", {}, `a${fill(" ")}b`],
  ["general", {}, fill("the ")],
  ["match-answer-pattern", { answerPattern: "(?i)ANSWER\\s*:\\s*([A-D])" }, fill("ANSWER  ")],
  ["think-pred", { rePattern: "(?s)</think>(.*)" }, fill("</think")],
  ["xml-tag", { tag: "<answer>" }, fill("<answer>")],
  ["extract-non-reasoning-content", {}, fill("<think>")],
  ["extract-non-reasoning-content", { thinkStartToken: "<|begin|>", thinkEndToken: "<|end|>" }, fill(">")],
  ["extract-non-reasoning-content", { thinkStartToken: "[THINK]", thinkEndToken: "[/THINK]" }, fill("THINK")],
  ["general-cn", {}, fill("选")],
  ["general-cn", {}, fill("今天天气很好")],
  ["answer-in-bracket", {}, fill("【")],
  ["general-eval-wrapper", {}, fill("''")],
  ["general-eval-wrapper", {}, `'${fill("\\")}`],
  ["final-number", {}, fill("1")],
  ["final-number", {}, fill("1,")],
  ["final-number", {}, fill("1 1/")],
  ["final-number", {}, fill("answer is ")],
  ["final-number", {}, fill("answer to ")],
  ["final-number", {}, fill("\\boxed{")],
  ["gsm8k", {}, fill("1")],
  ["gsm8k", {}, fill("1-")],
  ["gsm8k-reference", {}, fill("#### ")],
  ["math", {}, fill("\\text{(")],
  ["math", {}, fill("oxed{")],
  ["math", {}, fill("$")],
  ["math-v2", {}, fill("\\boxed{")],
  ["math-v2", {}, fill("\\frac")],
  ["math-judement-preprocess", {}, fill("ANSWER :\n")],
  ["bbh-mcq", {}, fill("(")],
  ["bbh-freeform", {}, `a${fill(" ")}b`],
  ["bbh-freeform", {}, fill("answer is ")],
  ["bbh-freeform", {}, fill("** ")],
  ["strategyqa", {}, fill("answer is ")],
  ["crowspairs", {}, fill("\nA")],
  ["first-line", {}, fill("\n")],
  ["flores", {}, fill(" \n")],
  ["flores-chinese", {}, `上${fill(" ")}海`],
  ["gpqa-simple-eval", {}, fill("ANSWER  ")],
  ["lcsts", {}, fill("1. ")],
  ["mathbench", { name: "college-cloze_cn" }, fill("1")],
  ["mathbench", { name: "college-cloze_en" }, fill("1,")],
  ["mathbench", { name: "college-cloze_en" }, fill("-.")],
  ["mgsm", { lang: "en" }, `Answer${fill("1")}`],
  ["record", {}, fill("Answer: ")],
  ["theoremqa", {}, fill("answer is ")],
  ["theoremqa-v2", {}, fill("a ")],
  ["xsum", {}, fill(" \n")],
  ["cmrc", {}, fill("答案是")],
  ["drcd", {}, fill("答案是")],
  ["humaneval-v2", {}, fill("```\n")],
  ["humaneval-v2", {}, fill("`")],
  ["humaneval-v3", {}, fill("```a")],
  ["humaneval-internal-v1", {}, fill("```\ndef f():\n")],
  ["humaneval-internal-v1", {}, fill(" ")],
  ["humaneval-internal-v2", {}, fill("\n")],
  ["mbpp", {}, fill("[BEGIN] '")],
  ["mbpp", {}, fill("'  DONE")],
  ["mbpp", {}, `x${fill(" ")}x`],
  ["mbpp-2", {}, fill("Here")],
  ["mbpp-2", {}, `'${fill(" ")}x`],
  ["agieval", { datasetName: "lsat-ar", settingName: "few-shot" }, fill("answer is ")],
  ["agieval", { datasetName: "math", settingName: "zero-shot" }, `${fill("1")}a`],
  ["agieval", { datasetName: "jec-qa-kd", settingName: "zero-shot" }, fill("(")],
];

test.each(hostile)("%s with %j ends soon on a million hostile characters", async (name, options, text) => {
  const postprocess = await load(name, options);
  // A second on a quiet machine, which the bench measures; backtracking takes hours.
  expect(await cpuSecondsOf(() => postprocess(text))).toBeLessThan(20);
});

test("every postprocessor of texts is in the table", () => {
  const files = readdirSync(new URL("../../src/postprocess", import.meta.url)).filter((file) => file.endsWith(".ts"));
  const tested = new Set(hostile.map(([name]) => `${name}.ts`));
  expect(files.filter((file) => !tested.has(file))).toEqual(["strategyqa-reference.ts"]);
});
