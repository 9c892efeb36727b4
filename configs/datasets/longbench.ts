// LongBench (Bai et al. 2023, arXiv:2308.14508). Prompts are those of OpenCompass a5acc4bb.

import { type DatasetConfig, defineDataset } from "oc-local";
import { mapJsonl, textOf, textsOf } from "./_fields.ts";
import { askZeroShot, type Evaluate, human } from "./_pieces.ts";
import { longbenchGroups } from "./_summary-groups.ts";

interface Task {
  name: string;
  /** The six digits of its variant. */
  version: string;
  prompt: string;
  /** Those of OpenCompass, which the hash depends on (default: context and input). */
  inputColumns?: string[];
  maxOutLen: number;
  evaluate: Evaluate;
}

function scored(type: string, options: { language?: "zh" } = {}): Evaluate {
  return { evaluator: { type: `longbench-${type}`, ...options }, predRole: "BOT" };
}

function firstLine(evaluate: Evaluate): Evaluate {
  return { ...evaluate, predPostprocessor: { type: "first-line" } };
}

const f1 = scored("f1");
const rouge = scored("rouge");
const rougeZh = scored("rouge", { language: "zh" });
const codeSimilarity = scored("code-sim");
const classification = firstLine(scored("classification"));

const ofPassages =
  "Answer the question based on the given passages. Only give me the answer and do not output any other words.\n\nThe following are given passages.\n{context}\n\nAnswer the question based on the given passages. Only give me the answer and do not output any other words.\n\nQuestion: {input}\nAnswer:";

/** In the order of OpenCompass's list. */
const tasks: readonly Task[] = [
  {
    name: "2wikimqa",
    version: "6b3efc",
    prompt: ofPassages,
    maxOutLen: 32,
    evaluate: f1,
  },
  {
    name: "hotpotqa",
    version: "6b3efc",
    prompt: ofPassages,
    maxOutLen: 32,
    evaluate: f1,
  },
  {
    name: "musique",
    version: "6b3efc",
    prompt: ofPassages,
    maxOutLen: 32,
    evaluate: f1,
  },
  {
    name: "multifieldqa_en",
    version: "d3838e",
    prompt:
      "Read the following text and answer briefly.\n\n{context}\n\nNow, answer the following question based on the above text, only give me the answer and do not output any other words.\n\nQuestion: {input}\nAnswer:",
    maxOutLen: 64,
    evaluate: f1,
  },
  {
    name: "multifieldqa_zh",
    version: "e9a7ef",
    prompt:
      "阅读以下文字并用中文简短回答：\n\n{context}\n\n现在请基于上面的文章回答下面的问题，只告诉我答案，不要输出任何其他字词。\n\n问题：{input}\n回答：",
    maxOutLen: 64,
    evaluate: scored("f1", { language: "zh" }),
  },
  {
    name: "narrativeqa",
    version: "a68305",
    prompt:
      "You are given a story, which can be either a novel or a movie script, and a question. Answer the question as concisely as you can, using a single phrase if possible. Do not provide any explanation.\n\nStory: {context}\n\nNow, answer the question based on the story as concisely as you can, using a single phrase if possible. Do not provide any explanation.\n\nQuestion: {input}\n\nAnswer:",
    maxOutLen: 128,
    evaluate: f1,
  },
  {
    name: "qasper",
    version: "6b3efc",
    prompt: ofPassages,
    maxOutLen: 32,
    evaluate: f1,
  },
  {
    name: "triviaqa",
    version: "d30cb9",
    prompt:
      "Answer the question based on the given passage. Only give me the answer and do not output any other words. The following are some examples.\n\n{context}\n\n{input}",
    maxOutLen: 32,
    evaluate: firstLine(f1),
  },
  {
    name: "gov_report",
    version: "54c5b0",
    prompt:
      "You are given a report by a government agency. Write a one-page summary of the report.\n\nReport:\n{context}\n\nNow, write a one-page summary of the report.\n\nSummary:",
    inputColumns: ["context"],
    maxOutLen: 512,
    evaluate: rouge,
  },
  {
    name: "qmsum",
    version: "d33331",
    prompt:
      "You are given a meeting transcript and a query containing a question or instruction. Answer the query in one or more sentences.\n\nTranscript:\n{context}\n\nNow, answer the query based on the above meeting transcript in one or more sentences.\n\nQuery: {input}\nAnswer:",
    maxOutLen: 512,
    evaluate: rouge,
  },
  {
    name: "vcsum",
    version: "f7a8ac",
    prompt: "下面有一段会议记录，请你阅读后，写一段总结，总结会议的内容。\n会议记录：\n{context}\n\n会议总结：",
    inputColumns: ["context"],
    maxOutLen: 512,
    evaluate: rougeZh,
  },
  {
    name: "dureader",
    version: "c6c7e4",
    prompt:
      "请基于给定的文章回答下述问题。\n\n文章：{context}\n\n请基于上述文章回答下面的问题。\n\n问题：{input}\n回答：",
    maxOutLen: 128,
    evaluate: rougeZh,
  },
  {
    name: "lcc",
    version: "6ba507",
    prompt: "Please complete the code given below. \n{context}Next line of code:\n",
    inputColumns: ["context"],
    maxOutLen: 64,
    evaluate: codeSimilarity,
  },
  {
    name: "repobench-p",
    version: "6df953",
    prompt: "Please complete the code given below. \n{context}{input}Next line of code:\n",
    maxOutLen: 64,
    evaluate: codeSimilarity,
  },
  {
    name: "passage_retrieval_en",
    version: "734db5",
    prompt:
      'Here are 30 paragraphs from Wikipedia, along with an abstract. Please determine which paragraph the abstract is from.\n\n{context}\n\nThe following is an abstract.\n\n{input}\n\nPlease enter the number of the paragraph that the abstract is from. The answer format must be like "Paragraph 1", "Paragraph 2", etc.\n\nThe answer is: ',
    maxOutLen: 32,
    evaluate: scored("retrieval"),
  },
  {
    name: "passage_retrieval_zh",
    version: "01cca2",
    prompt:
      '以下是若干段落文字，以及其中一个段落的摘要。请确定给定的摘要出自哪一段。\n\n{context}\n\n下面是一个摘要\n\n{input}\n\n请输入摘要所属段落的编号。答案格式必须是"段落1"，"段落2"等格式\n\n答案是：',
    maxOutLen: 32,
    evaluate: scored("retrieval", { language: "zh" }),
  },
  {
    name: "passage_count",
    version: "dcdaab",
    prompt:
      "There are some paragraphs below sourced from Wikipedia. Some of them may be duplicates. Please carefully read these paragraphs and determine how many unique paragraphs there are after removing duplicates. In other words, how many non-repeating paragraphs are there in total?\n\n{context}\n\nPlease enter the final count of unique paragraphs after removing duplicates. The output format should only contain the number, such as 1, 2, 3, and so on.\n\nThe final answer is: ",
    maxOutLen: 32,
    evaluate: scored("count"),
  },
  {
    name: "trec",
    version: "824187",
    prompt:
      "Please determine the type of the question below. Here are some examples of questions.\n\n{context}\n{input}",
    maxOutLen: 64,
    evaluate: classification,
  },
  {
    name: "lsht",
    version: "e8a339",
    prompt: "请判断给定新闻的类别，下面是一些例子。\n\n{context}\n{input}",
    maxOutLen: 64,
    evaluate: classification,
  },
  {
    name: "multi_news",
    version: "6f9da9",
    prompt:
      "You are given several news passages. Write a one-page summary of all news. \n\nNews:\n{context}\n\nNow, write a one-page summary of all the news.\n\nSummary:\n",
    inputColumns: ["context"],
    maxOutLen: 512,
    evaluate: rouge,
  },
  {
    name: "samsum",
    version: "f4416d",
    prompt:
      "Summarize the dialogue into a few short sentences. The following are some examples.\n\n{context}\n\n{input}",
    maxOutLen: 128,
    evaluate: firstLine(rouge),
  },
];

export default defineDataset({
  title: "LongBench: 21 tasks on long texts, English and Chinese",
  dimensions: ["long-text", "understanding"],
  load: async (path, { name, form }) => ({
    test: await mapJsonl(`${path}/data/${name}.jsonl`, (record, place) => {
      const answers = textsOf(record, "answers", place);
      const row = { input: textOf(record, "input", place), context: textOf(record, "context", place) };
      if (form !== "classes") return { ...row, answers };
      return { ...row, all_labels: { answers, all_classes: textsOf(record, "all_classes", place) } };
    }),
  }),
  groups: longbenchGroups,
  variants: {
    ...Object.fromEntries(tasks.map((task) => [variantOf(task), () => [entry(task)]])),
    longbench: () => tasks.map(entry),
  },
  aliases: Object.fromEntries(tasks.map((task) => [aliasOf(task), variantOf(task)])),
});

function aliasOf({ name }: Task): string {
  return `longbench_${name === "repobench-p" ? "repobench" : name}_gen`;
}

function variantOf(task: Task): string {
  return `${aliasOf(task)}_${task.version}`;
}

function entry({ name, prompt, inputColumns = ["context", "input"], maxOutLen, evaluate }: Task): DatasetConfig {
  const hasClasses = evaluate === classification;
  return {
    abbr: `LongBench_${name}`,
    source: { type: "longbench", path: "Longbench", name, ...(hasClasses && { form: "classes" }) },
    reader: {
      inputColumns,
      outputColumn: hasClasses ? "all_labels" : "answers",
      trainSplit: "test",
      testSplit: "test",
    },
    infer: askZeroShot({ round: [human(prompt)] }, { maxOutLen }),
    evaluate,
  };
}
