// Rules that are searched by hand, because their patterns take quadratic time, find what the patterns find: both are run on
// random short texts, where patterns are fast enough.

import { expect, test } from "vitest";
import { pythonRegExp } from "../../src/core/python-regex.ts";
import { strip } from "../../src/core/unicode.ts";
import { lastLine } from "../../src/postprocess/agieval/few-shot.ts";
import { firstOption, singleAnswer } from "../../src/postprocess/agieval/option-letters.ts";
import { fencedBlocks } from "../../src/postprocess/code/fenced-blocks.ts";
import { unwrapProgram } from "../../src/postprocess/code/program-wrappings.ts";
import { compilePhrases } from "../../src/postprocess/first-option/phrases.ts";
import { contentsBetween, replacePairs } from "../../src/postprocess/text/pairs.ts";
import { compileSections } from "../../src/postprocess/text/sections.ts";
import { subjects } from "./postprocessors.ts";
import { createDraw, randomText } from "./random-text.ts";

const seed = Number(process.env.FUZZ_SEED ?? 20_260_220);
const texts = 5000;

interface Rule {
  rule: string;
  phrases: readonly string[];
  byHand(text: string): unknown;
  byPattern(text: string): unknown;
}

const optionPhrases = subjects.find(({ name }) => name === "first-option")?.phrases ?? [];
const programPhrases = ["[BEGIN]", "BEGIN", "[DONE]", "DONE", "'", " ", "\n", "x", "```", "```python", "python"];

/** On the stripped text: group 1 of the first match, or all of it where the group is empty. */
function search(pattern: string, flags: string): (text: string) => string | null {
  const expression = pythonRegExp(pattern, flags);
  return (text) => {
    const match = expression.exec(strip(text));
    return match === null ? null : match[1] || match[0];
  };
}

/** Upstream's pattern of a rule that is searched by hand; undefined for the others. */
function patternOf(rule: string): string | undefined {
  const run = /^an option in the words after (.*)$/u.exec(rule)?.[1];
  if (run !== undefined) return `${run}\\s?(\\S+)(?:。|$)`;
  const boxed = /^T(.*) … boxed\{X\}$/u.exec(rule)?.[1];
  return boxed === undefined ? undefined : `[Tt]${boxed}:?.*?boxed\\{([ABCD])\\}`;
}

const phrasesByHand: Rule[] = compilePhrases("ABCD", false)
  .flatMap(({ rule, find }) => {
    const pattern = patternOf(rule);
    return pattern === undefined ? [] : [{ rule, find, pattern }];
  })
  .map(({ rule, find, pattern }) => ({
    rule: `first-option: ${rule}`,
    phrases: [
      ...optionPhrases,
      "boxed{A}",
      "boxed{",
      "the correct option is",
      "。",
      "the correct answer option is",
      "\n",
    ],
    // The postprocessor strips a text before it looks for phrases.
    byHand: (text) => find(strip(text)),
    byPattern: search(pattern, "s"),
  }));

// In upstream's order; the first that matches wins.
const wrappings = [
  ...[
    "'(.*)'\\s*\\[DONE\\]",
    "'(.*)'\\s*DONE",
    "'(.*)\\s*\\[DONE\\]",
    "'(.*)\\s*DONE",
    "(.*)\\s*\\[DONE\\]",
    "(.*)\\s*DONE",
  ].flatMap((rest) => ["\\[BEGIN\\]\\s*", "BEGIN\\s*"].map((begin) => begin + rest)),
  ...["```python\\s*(.*)```", "```\\s*(.*)```", "```python\\s*(.*)", "```\\s*(.*)", "(.*)```"],
  ...["\\[BEGIN\\]\\s*'(.*)", "\\[BEGIN\\](.*)", "'(.*)'\\s*\\[DONE\\]"],
].map((pattern) => pythonRegExp(pattern, "s"));

const rules: Rule[] = [
  ...phrasesByHand,
  {
    rule: "mbpp: the program in its wrappings",
    phrases: programPhrases,
    byHand: (text) => unwrapProgram(text).program,
    byPattern: (text) => wrappings.map((pattern) => pattern.exec(text)).find((match) => match !== null)?.[1] ?? text,
  },
  {
    rule: "fenced blocks",
    phrases: ["```", "```\n", "```python\n", "`", "\n", "x"],
    byHand: fencedBlocks,
    byPattern: (text) => [...text.matchAll(pythonRegExp("```\\w*\\n(.*?)```", "gs"))].map((match) => match[1]),
  },
  {
    rule: "agieval: the option behind a phrase",
    phrases: ["answer is ", "A", "G", "Z", "\n", " "],
    byHand: (text) => singleAnswer(text, { language: "en", lastLineOnly: false }).answer,
    byPattern: (text) => pythonRegExp("answer is .*?([A-G])").exec(text)?.[1] ?? firstOption(text).answer,
  },
  {
    rule: "agieval: the last line",
    phrases: ["\n", " ", "a"],
    byHand: lastLine,
    byPattern: (text) =>
      text
        .split("\n")
        .reverse()
        .find((line) => pythonRegExp("\\S").test(line)) ?? text,
  },
  {
    rule: "contents between marks",
    phrases: ["oxed{", "}", "{", "a"],
    byHand: (text) => contentsBetween(text, "oxed{", "}"),
    byPattern: (text) => [...text.matchAll(/oxed\{([\s\S]*?)\}/gu)].map((match) => match[1]),
  },
  {
    rule: "pairs replaced by their content",
    phrases: ["\\text{", "\\text{(", ")}", "}", "a"],
    byHand: (text) => replacePairs(text, "\\text{", "}", (content) => content),
    byPattern: (text) => text.replace(/\\text\{([\s\S]*?)\}/gu, "$1"),
  },
  ...[
    ["<think>", "</think>"],
    ["<|begin|>", "<|end|>"],
    ["[THINK]", "[/THINK]"],
    ["a+", "b|c"],
  ].map(
    ([start = "", end = ""]): Rule => ({
      rule: `sections from ${start} to ${end}`,
      phrases: [start, end, "<", ">", "begin", "end", "THINK", "/", "a", "b", "c", "\n"],
      byHand: compileSections(start, end),
      byPattern: (text) => text.replace(pythonRegExp(`${start}(.*?)${end}`, "gs"), ""),
    }),
  ),
];

test.each(rules)("$rule: by hand as by pattern", ({ phrases, byHand, byPattern }) => {
  const draw = createDraw(seed);
  for (let i = 0; i < texts; i++) {
    const text = randomText(draw, phrases).slice(0, 200);
    expect(byHand(text), `seed ${seed}, text ${i}: ${JSON.stringify(text)}`).toEqual(byPattern(text));
  }
});

test("the phrases searched by hand are all there", () => {
  expect(phrasesByHand.length).toBe(6);
});
