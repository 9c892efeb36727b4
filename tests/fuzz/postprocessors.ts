// Every postprocessor with options as datasets give them, and the phrases its rules look for.

import { readdirSync } from "node:fs";
import type { Extraction } from "../../src/core/score.ts";
import { load } from "../postprocess/load.ts";

export interface Subject {
  /** Name of the file in src/postprocess. */
  name: string;
  options: object;
  phrases: readonly string[];
  /** Types of answers it may give, as `kindOf` says them. @default text */
  kinds?: readonly string[];
  /** Some refuse texts without a mark, because references must have it. */
  mark?: string;
}

const fences = ["```", "```python\n", "```\n", "\n```"];
const thinking = ["<think>", "</think>", "<answer>", "</answer>"];
const options = [
  ..."答案 答案是 答案： 答案选项应该是 答案选项为 答案应该选 答案选项 选择 故选 只有选项 对 错 不正确 说法不正确选项的是".split(
    " ",
  ),
  ..."是正确的 是正确答案 选项 正确 所以答 所以 所有 故 因此 显然 答案应该是 答案为".split(" "),
  ...[
    "ANSWER : ",
    "answer: ",
    "The answer is ",
    "the correct answer is option: ",
    "boxed{A}",
    "the answer to the question is ",
  ],
  ...["1. ", "1.", "A", "B.", "(C)", "**D**", "A:"],
];
const math = [
  ...[
    "\\boxed{",
    "\\fbox{",
    "}",
    "\\text{",
    "\\text{(",
    ")}",
    "\\textbf{",
    "\\overline{",
    "$",
    "\\$",
    "\\frac",
    "frac12",
    "sqrt3",
  ],
  ...[
    "\\frac{1}{2}",
    "final answer is",
    "answer is",
    "answeris:",
    "oxed{",
    "rac",
    "1,000",
    "3.14",
    "x=",
    ".$",
    "mbox",
    "\\\\n",
    ".",
  ],
];
const programs = [
  ...fences,
  ...[
    "[BEGIN]",
    "BEGIN",
    "[DONE]",
    "DONE",
    "'",
    " '",
    "Here",
    "Here is:\n",
    "# Test",
    "\\_",
    "def f(x):\n    return x\n",
    "import os\n",
  ],
  ...["    ", "   ", "\n\n\n", "#", '"""'],
];
const literals = [
  "'",
  '"',
  "'''",
  '"""',
  "\\",
  "\\x41",
  "\\u00e9",
  "\\N{DASH}",
  "\\777",
  "r'",
  "f'{x}'",
  "b'",
  " # a",
  "\\\n",
  "'a' 'b'",
];
const agieval = ["The answer is therefore ", "答案是", "answer is ", "(A)", "A B", ...math];

export const subjects: readonly Subject[] = [
  { name: "answer-in-bracket", options: {}, phrases: ["【", "】", "【A】"] },
  { name: "agieval", options: { datasetName: "lsat-ar", settingName: "few-shot-CoT" }, phrases: agieval },
  { name: "agieval", options: { datasetName: "logiqa-zh", settingName: "few-shot" }, phrases: agieval },
  { name: "agieval", options: { datasetName: "sat-en", settingName: "zero-shot" }, phrases: agieval },
  {
    name: "agieval",
    options: { datasetName: "jec-qa-kd", settingName: "zero-shot" },
    phrases: agieval,
    kinds: ["list"],
  },
  {
    name: "agieval",
    options: { datasetName: "math", settingName: "zero-shot" },
    phrases: agieval,
    kinds: ["text", "null"],
  },
  { name: "agieval", options: { datasetName: "math", settingName: "few-shot-CoT" }, phrases: agieval },
  {
    name: "bbh-freeform",
    options: {},
    phrases: ["answer is", "answer is :", "**", "yes", "No", "TRUE.", "1 , 2", " , ", "."],
  },
  { name: "bbh-mcq", options: {}, phrases: ["answer is ", "(A", "(b)", "C"] },
  { name: "crowspairs", options: {}, phrases: ["Neither", "Both", " A ", "B."] },
  { name: "first-line", options: {}, phrases: ["\n", " "] },
  { name: "flores", options: {}, phrases: ["\n", " "] },
  { name: "flores-chinese", options: {}, phrases: ["\n", " ", "上海人口"] },
  { name: "gpqa-simple-eval", options: {}, phrases: ["ANSWER: ", "answer :B"], kinds: ["text", "null"] },
  { name: "lcsts", options: {}, phrases: ["1. ", "- ", "“", "。！”", "своей"] },
  { name: "mathbench", options: { name: "college-cloze_cn" }, phrases: ["答案是", "1,000", "-3.5/2", "/"] },
  { name: "mathbench", options: { name: "college-cloze_en" }, phrases: ["The answer is", "1,000", "-3.5/2", "/"] },
  { name: "mgsm", options: { lang: "en" }, phrases: ["Answer", "1,000.", "."] },
  { name: "record", options: {}, phrases: ["Answer: ", "\n"] },
  { name: "theoremqa", options: {}, phrases: ["answer is ", ".,?!", "\"';:"] },
  { name: "theoremqa-v2", options: {}, phrases: ["is", "be ", "are ", "x: ", ".", "\n"] },
  { name: "xsum", options: {}, phrases: ["\n", " "] },
  { name: "cmrc", options: {}, phrases: ["答案是"] },
  { name: "drcd", options: {}, phrases: ["答案是"] },
  { name: "extract-non-reasoning-content", options: {}, phrases: thinking },
  {
    name: "extract-non-reasoning-content",
    options: { thinkStartToken: "<|begin|>", thinkEndToken: "<|end|>" },
    phrases: ["<|begin|>", "<|end|>", "<", "begin", "end", ">"],
  },
  {
    name: "extract-non-reasoning-content",
    options: { thinkStartToken: "[THINK]", thinkEndToken: "[/THINK]" },
    phrases: ["[THINK]", "[/THINK]", "THINK", "/"],
  },
  {
    name: "final-number",
    options: {},
    phrases: [
      ...math,
      "#### ",
      "Answer: ",
      "答案是",
      "</think>",
      "Question:",
      "70,000",
      "9{,}500",
      "−3",
      "½",
      "1/2",
      "1e6",
    ],
  },
  { name: "first-capital", options: {}, phrases: ["A", "a", "Ⅷ"] },
  { name: "first-capital-multi", options: {}, phrases: ["AB", "D", "E"] },
  { name: "first-number", options: {}, phrases: ["-", ".", "1", "-1.5", "１２", "1/2"], kinds: ["number", "null"] },
  { name: "first-option", options: { options: "ABCD" }, phrases: options },
  { name: "first-option", options: { options: "ABCDE", cushion: false }, phrases: options },
  { name: "first-option", options: { options: "A-Z" }, phrases: options },
  { name: "general", options: {}, phrases: ["the ", "a", "An ", ".", ",", "\n"] },
  { name: "general-cn", options: {}, phrases: ["今天天气", "选", "中文 ", "3.5%", "C++"] },
  { name: "general-eval-wrapper", options: {}, phrases: literals },
  { name: "general-eval-wrapper", options: { postprocess: "first-capital" }, phrases: literals },
  { name: "gsm8k", options: {}, phrases: ["Question:", "-1", "3.14", "1,000", "#### "] },
  { name: "gsm8k-reference", options: {}, phrases: ["#### ", "1,000"], mark: "#### " },
  { name: "humaneval-internal-v1", options: {}, phrases: [...programs, ...literals] },
  { name: "humaneval-internal-v2", options: {}, phrases: programs },
  { name: "humaneval-v2", options: {}, phrases: programs },
  { name: "humaneval-v3", options: {}, phrases: programs },
  { name: "last-capital", options: {}, phrases: ["A", "a", "Ⅷ"] },
  { name: "last-option", options: { options: "A-D" }, phrases: ["A", "-", "a"] },
  {
    name: "match-answer-pattern",
    options: { answerPattern: "(?i)ANSWER\\s*:\\s*([A-D])" },
    phrases: ["ANSWER", "answer : ", ":", "  ", "A"],
  },
  { name: "math", options: {}, phrases: math },
  { name: "math-judement-preprocess", options: {}, phrases: ["ANSWER", "answer :", ": ", "\n"] },
  { name: "math-v2", options: {}, phrases: math },
  { name: "mbpp", options: {}, phrases: programs },
  { name: "mbpp-2", options: {}, phrases: programs },
  { name: "multiple-select", options: {}, phrases: ["A", "B", "Ⅷ"] },
  { name: "strategyqa", options: {}, phrases: ["answer is ", "yes", "No", "know", "\n\n"] },
  { name: "strategyqa-reference", options: {}, phrases: ["True", "False", "yes"] },
  { name: "think-pred", options: { rePattern: "(?s)</think>(.*)" }, phrases: thinking },
  { name: "xml-tag", options: { tag: "<answer>" }, phrases: thinking },
];

/** Postprocessors without a subject; none may be left out. */
export function missingSubjects(): string[] {
  const files = readdirSync(new URL("../../src/postprocess", import.meta.url)).filter((file) => file.endsWith(".ts"));
  return files
    .map((file) => file.slice(0, -".ts".length))
    .filter((file) => !subjects.some(({ name }) => name === file));
}

export async function open({ name, options: given, mark }: Subject): Promise<(text: string) => Extraction> {
  const postprocess = await load(name, given);
  return mark === undefined ? postprocess : (text) => postprocess(text + mark + text);
}

export function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return value.every((item) => typeof item === "string") ? "list" : "list of other things";
  return typeof value === "string" ? "text" : typeof value;
}
