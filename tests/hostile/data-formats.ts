// A small valid file of every form that a data reader reads, and the dataset entry that asks its rows.

import type { JsonObject, JsonValue } from "../../src/core/json.ts";

export interface DataFormat {
  /** Below the data folder; what is hostile is written here. */
  file: string;
  source: JsonObject;
  columns: string[];
  output: string;
  /** Either rows of a file with one on each line, a JSON value, or text. */
  content: { lines: JsonValue[] } | { json: JsonValue } | { text: string };
  /** Further files that belong to it. */
  beside?: Record<string, string>;
}

const plain = [
  { question: "Which is red?", answer: "a rose" },
  { question: "Which is blue?", answer: "the sea" },
  { question: "哪个是绿的？", answer: "草" },
];
const ceval =
  "id,question,A,B,C,D,answer,explanation\n0,Which one?,one,two,three,four,B,because\n1,And?,a,b,c,d,A,so\n";
const mmlu = "Which one?,one,two,three,four,B\nAnd?,a,b,c,d,A\n";
const tsv = "who wrote it\t['Ann', 'Ann Lee']\nwhere is it\t['here']\n";
const siqa = { context: "Ann slept.", question: "Why?", answerA: "tired", answerB: "fun", answerC: "no" };
const validated = { number: "3", date: { day: "", month: "", year: "" }, spans: [] };
const squadQuestion = { question: "Who?", id: "1", answers: [{ text: "Ann", answer_start: 0 }], is_impossible: false };

export const dataFormats: readonly DataFormat[] = [
  of("rows.jsonl", { type: "jsonl" }, { lines: plain }),
  of("rows.jsonl", { type: "lambada" }, { lines: plain }),
  of(
    "gsm8k/test.jsonl",
    { type: "gsm8k", path: "gsm8k" },
    { lines: plain },
    { beside: { "gsm8k/train.jsonl": line(plain[0]) } },
  ),
  of("humaneval.jsonl", { type: "humaneval" }, { lines: plain }),
  of(
    "siqa/dev.jsonl",
    { type: "siqa", path: "siqa", form: "label" },
    { lines: [siqa, siqa] },
    {
      columns: ["context", "question"],
      output: "label",
      beside: { "siqa/dev-labels.lst": "1\n2\n", "siqa/train.jsonl": line(siqa), "siqa/train-labels.lst": "3\n" },
    },
  ),
  of(
    "siqa/dev-labels.lst",
    { type: "siqa", path: "siqa", form: "label" },
    { text: "1\n2\n" },
    {
      columns: ["context", "question"],
      output: "label",
      beside: {
        "siqa/dev.jsonl": line(siqa) + line(siqa),
        "siqa/train.jsonl": line(siqa),
        "siqa/train-labels.lst": "3\n",
      },
    },
  ),
  of(
    "ceval/val/law_val.csv",
    { type: "ceval", path: "ceval", name: "law" },
    { text: ceval },
    {
      beside: { "ceval/dev/law_dev.csv": ceval, "ceval/test/law_test.csv": ceval },
    },
  ),
  of(
    "mmlu/test/law_test.csv",
    { type: "mmlu", path: "mmlu", name: "law" },
    { text: mmlu },
    {
      columns: ["input", "A", "B"],
      output: "target",
      beside: { "mmlu/dev/law_dev.csv": mmlu },
    },
  ),
  of("nq/nq-test.qa.csv", { type: "nq", path: "nq" }, { text: tsv }, { beside: { "nq/nq-dev.qa.csv": tsv } }),
  of(
    "math/math.json",
    { type: "math", path: "math" },
    { json: problems() },
    { columns: ["problem"], output: "solution" },
  ),
  of(
    "drop.json",
    { type: "drop" },
    { json: { p1: { passage: "Text.", qa_pairs: [{ question: "How many?", validated_answers: [validated] }] } } },
    {
      output: "answers",
    },
  ),
  of(
    "squad.json",
    { type: "squad20" },
    { json: { data: [{ paragraphs: [{ context: "Ann.", qas: [squadQuestion] }] }] } },
    {
      output: "answers",
    },
  ),
  of("strategy.json", { type: "strategyqa" }, { json: plain }),
];

function of(
  file: string,
  source: JsonObject,
  content: DataFormat["content"],
  more: Partial<DataFormat> = {},
): DataFormat {
  return { file, source: { path: file, ...source }, content, columns: ["question"], output: "answer", ...more };
}

function line(row: JsonValue | undefined): string {
  return `${JSON.stringify(row)}\n`;
}

function problems(): JsonValue {
  const problem = { problem: "What is $1+1$?", level: "Level 1", type: "Algebra", solution: "It is $\\boxed{2}$." };
  return { "0": problem, "1": problem };
}

/** The entry of a config. */
export function datasetEntry({ source, columns, output }: DataFormat, more: JsonObject = {}): JsonObject {
  const infer = {
    promptTemplate: { template: columns.map((name) => `{${name}}`).join("\n") },
    retriever: { type: "zero" },
    inferencer: { type: "generate", maxOutLen: 4 },
  };
  const reader = { inputColumns: columns, outputColumn: output };
  return { abbr: "hostile", source, reader, infer, evaluate: { evaluator: { type: "accuracy" } }, ...more };
}
