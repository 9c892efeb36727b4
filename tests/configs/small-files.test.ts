// What the loaders of families make of a small file of each layout; the rows are what OpenCompass a5acc4bb's loaders make of it.

import { join } from "node:path";
import { expect, test } from "vitest";
import { findLoader } from "../../src/config/catalog.ts";
import { withFiles } from "./data-files.ts";

type Files = Readonly<Record<string, unknown>>;

/** A text stands as it is, a list in .jsonl as its lines, all else as JSON. */
function written(name: string, content: unknown): string {
  if (typeof content === "string") return content;
  if (!name.endsWith(".jsonl")) return JSON.stringify(content);
  return (content as unknown[]).map((row) => `${JSON.stringify(row)}\n`).join("");
}

async function load(family: string, files: Files, path: string, options: Record<string, unknown>): Promise<unknown> {
  const texts = Object.entries(files).map(([name, content]) => [name, written(name, content)]);
  return withFiles(Object.fromEntries(texts), async (folder) =>
    (await findLoader(family))(join(folder, path), options),
  );
}

interface Case {
  family: string;
  files: Files;
  path?: string;
  options?: Record<string, unknown>;
  rows: unknown;
}

const race = { article: "a", question: "q", options: ["w", "x", "y", "z"], answer: "C" };
const raceRow = { article: "a", question: "q", A: "w", B: "x", C: "y", D: "z", answer: "C" };
const story = {
  input_sentence_1: "One.",
  input_sentence_2: "Two.",
  input_sentence_3: "Three.",
  input_sentence_4: "Four.",
  sentence_quiz1: "x",
  sentence_quiz2: "y",
  answer_right_ending: 2,
};
const wsc = {
  target: { span1_text: "the red cat", span1_index: 0, span2_text: "it", span2_index: 4 },
  text: "the red cat purred it slept",
  label: "true",
};
const record = {
  passage: { text: "One.\n@highlight\n\nTwo." },
  qas: [{ query: "@placeholder slept", answers: [{ text: "Cat" }, { text: "the cat" }] }],
};
const multirc = {
  passage: {
    text: "t",
    questions: [
      {
        question: "q",
        answers: [
          { text: "x", label: 0 },
          { text: "y", label: 1 },
        ],
      },
    ],
  },
};
const gpqa =
  "Question,Correct Answer,Incorrect Answer 1,Incorrect Answer 2,Incorrect Answer 3\n" +
  Array.from({ length: 4 }, (_, i) => `q${i},r,x,y,z\n`).join("");
const mmluPro = {
  question: "q",
  options: ["x", "N/A", "z"],
  answer: "C",
  category: "law",
  cot_content: "A: Let's think step by step. So. ",
};

const cases: Case[] = [
  {
    family: "race",
    files: { "validation/race-high.jsonl": [race], "test/race-high.jsonl": [race, { ...race, answer: "A" }] },
    options: { name: "race-high" },
    rows: { validation: [raceRow], test: [raceRow, { ...raceRow, answer: "A" }] },
  },
  ...(["letter", "number"] as const).map((form) => ({
    family: "storycloze",
    files: { "en_train.jsonl": [story], "en_eval.jsonl": [{ ...story, answer_right_ending: "1" }] },
    options: { lang: "en", form },
    rows: {
      test: (form === "letter" ? ["B", "A"] : [2, 1]).map((answer) => ({
        ...story,
        context: "One. Two. Three. Four.",
        answer_right_ending: answer,
      })),
    },
  })),
  {
    family: "superglue",
    files: { "f.jsonl": [wsc] },
    path: "f.jsonl",
    options: { form: "wsc" },
    rows: [
      {
        text: wsc.text,
        label: wsc.label,
        new_text: "the red cat purred the red cat slept",
        answer: 1,
        span1: "the red cat",
        span2: "it",
      },
    ],
  },
  {
    family: "superglue",
    files: { "f.jsonl": [wsc] },
    path: "f.jsonl",
    options: { form: "wsc-marked" },
    rows: [{ span1: "the red cat", span2: "it", text: "* the red cat * purred # it # slept", label: "A" }],
  },
  {
    family: "superglue",
    files: { "f.jsonl": [{ word: "w", label: "false" }] },
    path: "f.jsonl",
    options: { form: "wic" },
    rows: [{ word: "w", label: "false", answer: 0 }],
  },
  {
    family: "superglue",
    files: { "f.jsonl": [{ premise: "p", label: 1 }] },
    path: "f.jsonl",
    options: { form: "copa-letter" },
    rows: [{ premise: "p", label: "B" }],
  },
  {
    family: "superglue",
    files: { "f.jsonl": [record] },
    path: "f.jsonl",
    options: { form: "record" },
    rows: [{ text: "One.\n\n\nTwo.", question: "____ slept", answers: ["Cat", "the cat"] }],
  },
  {
    family: "superglue",
    files: { "f.jsonl": [multirc] },
    path: "f.jsonl",
    options: { form: "multirc-letter" },
    rows: [
      { text: "t", question: "q", answer: "x", label: "B" },
      { text: "t", question: "q", answer: "y", label: "A" },
    ],
  },
  {
    family: "tydiqa",
    files: { "dev/swahili-dev.jsonl": [{ passage_text: "p", answers: [{ text: "x" }, { text: "y" }, { text: "x" }] }] },
    options: { lang: "swahili" },
    rows: [{ passage_text: "p", answers: [{ text: "x" }, { text: "y" }, { text: "x" }], answer: ["x", "y"] }],
  },
  {
    family: "SVAMP",
    files: { "test.jsonl": [{ Body: "He has 5 cats.", Question: "How many?", Answer: 5.0 }] },
    path: "test.jsonl",
    rows: [{ question: "He has 5 cats. How many?", answer: "5" }],
  },
  {
    family: "gpqa",
    files: { "diamond.csv": gpqa },
    options: { name: "diamond.csv" },
    rows: [
      // The order moves on with the number of the row, which counts the head line as the first.
      { question: "q0", A: "x", B: "y", C: "z", D: "r", answer: "D" },
      { question: "q1", A: "y", B: "z", C: "r", D: "x", answer: "C" },
      { question: "q2", A: "z", B: "r", C: "x", D: "y", answer: "B" },
      { question: "q3", A: "r", B: "x", C: "y", D: "z", answer: "A" },
    ],
  },
  {
    family: "TheoremQA",
    files: { "t.json": [{ Answer: true }, { Answer: [1, 2.5] }, { Answer: 0.1 }, { Answer: "x" }] },
    path: "t.json",
    rows: [{ Answer: "True" }, { Answer: "[1, 2.5]" }, { Answer: "0.1" }, { Answer: "x" }],
  },
  {
    family: "MathBench",
    files: { "single_choice_en.jsonl": [{ question: " q ", options: ["w", "x", "y", "z"], answer: "B" }] },
    options: { name: "single_choice_en" },
    rows: [
      { question: "q\nA. w\nB. x\nC. y\nD. z\n", answer: "0--B--ABCD" },
      { question: "q\nA. x\nB. y\nC. z\nD. w\n", answer: "0--A--BCDA" },
      { question: "q\nA. y\nB. z\nC. w\nD. x\n", answer: "0--D--CDAB" },
      { question: "q\nA. z\nB. w\nC. x\nD. y\n", answer: "0--C--DABC" },
    ],
  },
  {
    family: "MathBench",
    files: { "single_choice_en.jsonl": [{ question: "q", options: ["w", "x", "y", "z"], answer: "B" }] },
    options: { name: "single_choice_en", withCircular: false },
    rows: [{ question: "q\nA. w\nB. x\nC. y\nD. z\n", answer: "B" }],
  },
  {
    family: "MathBench",
    files: { "cloze_en.jsonl": [{ question: " q ", answer: " 5 " }] },
    options: { name: "cloze_en" },
    rows: [{ question: "q", answer: "5" }],
  },
  {
    family: "mmlu_pro",
    files: {
      "data/test-00000-of-00001.jsonl": [mmluPro, { ...mmluPro, category: "math" }],
      "data/validation-00000-of-00001.jsonl": [],
    },
    options: { category: "law" },
    rows: {
      validation: [],
      test: [{ ...mmluPro, answer_string: "C. z\n", options_str: "A. x\nC. z", cot_content: "So." }],
    },
  },
  {
    family: "ChemBench",
    files: Object.fromEntries(
      ["dev", "test"].map((split) => [
        `${split}/Name_benchmark.json`,
        [{ question: "q", A: "w", B: "x", C: "y", D: "z", answer: "A" }],
      ]),
    ),
    options: { name: "Name" },
    rows: Object.fromEntries(
      ["dev", "test"].map((split) => [split, [{ input: "q", A: "w", B: "x", C: "y", D: "z", target: "A" }]]),
    ),
  },
  {
    family: "ProteinLMBench",
    files: {
      "evaluation/train.json": [{ question: "q", options: ["option 1: x", "option 2: y"], answer: "option 2" }],
    },
    rows: [
      {
        answer: "option 2",
        start: "A",
        end: "B",
        question: "\nQuestion: q\nAnswer Choices: \nA. x\nB. y\n",
        options: ["x", "y"],
        label: "B",
      },
    ],
  },
  {
    family: "longbench",
    files: { "data/trec.jsonl": [{ input: "i", context: "c", answers: ["x"], all_classes: ["x", "y"] }] },
    options: { name: "trec", form: "classes" },
    rows: { test: [{ input: "i", context: "c", all_labels: { answers: ["x"], all_classes: ["x", "y"] } }] },
  },
  {
    family: "FinanceIQ",
    files: Object.fromEntries(
      ["dev", "test"].map((split) => [`${split}/s.csv`, ",Question,A,B,C,D,Answer\n0,q,w,x,y,z,D\n"]),
    ),
    options: { name: "s" },
    rows: Object.fromEntries(
      ["dev", "test"].map((split) => [split, [{ question: "q", A: "w", B: "x", C: "y", D: "z", answer: "D" }]]),
    ),
  },
  {
    family: "cmb",
    files: {
      "val.json": [{ question: "q", option: { A: "甲甲", B: "", C: "丙" }, answer: "A" }],
      "test.json": [{ question: "q", option: { A: "甲甲", B: "乙乙" } }],
    },
    rows: {
      val: [{ question: "q", option: { A: "甲甲", B: "", C: "丙" }, answer: "A", option_str: "A. 甲甲" }],
      test: [{ question: "q", option: { A: "甲甲", B: "乙乙" }, answer: "NULL", option_str: "A. 甲甲\nB. 乙乙" }],
    },
  },
  {
    family: "anli",
    files: { "test.jsonl": ["c", "e", "n"].map((label) => ({ context: "c", hypothesis: "h", label })) },
    path: "test.jsonl",
    rows: ["A", "B", "C"].map((label) => ({ context: "c", hypothesis: "h", label })),
  },
  {
    family: "crowspairs",
    files: { "test.csv": "sent_more,sent_less\nx,y\n" },
    options: { form: "letter" },
    rows: { test: [{ sent_more: "x", sent_less: "y", label: "A" }] },
  },
  {
    family: "winograd",
    files: {
      "wsc285/test.jsonl": [{ text: "t", pronoun: "it", options: ["x", "y"], label: 1, source: "s", quote: "q" }],
    },
    options: { name: "wsc285" },
    rows: { test: [{ prompt: "t", pronoun: "it", label: 1, quote: "q", opt1: "x", opt2: "y" }] },
  },
  {
    family: "IFEval",
    files: {
      "i.jsonl": [
        { key: 1, prompt: "p", instruction_id_list: ["a"], kwargs: [{}] },
        { key: 2, prompt: "r", instruction_id_list: ["b"], kwargs: [{ num_words: 5 }] },
      ],
    },
    path: "i.jsonl",
    rows: [
      { prompt: "p", reference: { key: 1, prompt: "p", instruction_id_list: ["a"], kwargs: [{ num_words: null }] } },
      { prompt: "r", reference: { key: 2, prompt: "r", instruction_id_list: ["b"], kwargs: [{ num_words: 5 }] } },
    ],
  },
  {
    family: "truthfulqa",
    files: { "v.jsonl": [{ question: "q", best_answer: "b", correct_answers: ["b"], incorrect_answers: ["w"] }] },
    path: "v.jsonl",
    rows: {
      validation: [
        {
          question: "q",
          reference: {
            answers: { best_answer: "b", correct_answers: ["b"], incorrect_answers: ["w"] },
            question: "q",
          },
        },
      ],
    },
  },
  {
    family: "Xsum",
    files: {
      "x.jsonl": [
        { dialogue: "d", summary: "s" },
        { dialogue: 5, summary: "s" },
      ],
    },
    path: "x.jsonl",
    rows: [{ dialogue: "d", summary: "s" }],
  },
  {
    family: "lcsts",
    files: { "test.src.txt": "一\n 二 \n", "test.tgt.txt": "甲\n乙\n" },
    rows: [
      { content: "一", abst: "甲" },
      { content: "二", abst: "乙" },
    ],
  },
  {
    family: "summedits",
    files: { "s.jsonl": [0, 1].map((label) => ({ doc: "d", summary: "s", label })) },
    path: "s.jsonl",
    rows: ["B", "A"].map((label) => ({ doc: "d", summary: "s", label })),
  },
];

test.each(cases.map((each) => [each.family, each.options ?? {}, each] as const))("%s %o", async (_, options, each) => {
  expect(await load(each.family, each.files, each.path ?? "", options)).toEqual(each.rows);
});
