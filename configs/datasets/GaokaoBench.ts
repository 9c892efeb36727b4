// GAOKAO-Bench (Zhang et al. 2023, arXiv:2305.12474). Prompts are those of OpenCompass a5acc4bb.
// Questions without options are marked by hand there.

import { type DatasetConfig, defineDataset, readJson } from "oc-local";
import { asObject, objectsOf } from "./_fields.ts";
import { askZeroShot, bot, type Evaluate, human, type Infer, judged, perOption, zeroShot } from "./_pieces.ts";
import { GaokaoBenchGroups } from "./_summary-groups.ts";

interface Paper {
  folder: "Multiple-choice" | "Fill-in-the-blank" | "Open-ended";
  name: string;
  prompt: string;
  evaluate: Evaluate;
}

function choice(name: string, prompt: string, evaluator: string): Paper {
  const evaluate = { evaluator: { type: `gaokao-${evaluator}` }, predRole: "BOT" };
  return { folder: "Multiple-choice", name, prompt, evaluate };
}

function singleChoice(name: string, subject: string): Paper {
  const prompt = `请你做一道${subject}选择题\n请你一步一步思考并将思考过程写在【解析】和<eoe>之间。你将从A，B，C，D中选出正确的答案，并写在【答案】和<eoa>之间。\n例如：【答案】: A <eoa>\n完整的题目回答的格式如下：\n【解析】 ... <eoe>\n【答案】 ... <eoa>\n请你严格按照上述格式作答。\n题目如下：{question}`;
  return choice(name, prompt, "single-choice");
}

function questionsOnOneText(name: string, what: string): Paper {
  const prompt = `请你做一道${what}。\n请你一步一步思考。每一题你将从A，B，C，D中选出正确的答案，并写在【答案】和<eoa>之间。\n例如：（1）【答案】 A <eoa>\n（2）【答案】 B <eoa>\n请你严格按照上述格式作答。\n{question}`;
  return choice(name, prompt, "multi-question-choice");
}

function blanks(name: string, prompt: string): Paper {
  return { folder: "Fill-in-the-blank", name, prompt, evaluate: judged("GaokaoBenchEvaluator_cloze") };
}

function openEnded(name: string, prompt: string, upstream = "GaokaoBenchEvaluator_subjective"): Paper {
  return { folder: "Open-ended", name, prompt, evaluate: judged(upstream) };
}

const mathBlanks =
  "请解答下面的数学填空题\n仔细阅读题目，解答其中的问题，请你一步步思考并将思考过程写在【解析】和<eoe>之间。请把你的答案写在【答案】和<eoa>之间。\n完整的题目回答格式如下：\n【解析】 ...<eoe>\n【答案】...<eoa>\n请你严格按照上述格式作答。\n题目如下:{question}";
const mathOpenEnded =
  "请解答下面的数学解答题\n仔细阅读题目并充分结合你已有的知识，解答其中的问题，请你一步步思考并将思考过程写在【解析】和<eoe>之间。请把你的答案写在【答案】和<eoa>之间，答案需要有完整的解题步骤。\n完整的题目回答格式如下：\n(1)【解析】 ...<eoe>\n【答案】...<eoa>\n (2)【解析】 ...<eoe>\n【答案】...<eoa>\n请你严格按照上述格式作答，如果不止一道题，请分别作答。\n题目如下:{question}";

/** In the order of OpenCompass's list. */
const papers: readonly Paper[] = [
  singleChoice("2010-2022_Math_II_MCQs", "数学"),
  singleChoice("2010-2022_Math_I_MCQs", "数学"),
  singleChoice("2010-2022_History_MCQs", "历史"),
  singleChoice("2010-2022_Biology_MCQs", "生物"),
  singleChoice("2010-2022_Political_Science_MCQs", "政治"),
  choice(
    "2010-2022_Physics_MCQs",
    "请你做一道物理选择题。\n请你一步一步思考并将思考过程写在【解析】和<eoe>之间。你将从A，B，C，D中选出所有符合题意的答案，并写在【答案】和<eoa>之间。\n例如：【答案】 AB <eoa>\n完整的题目回答的格式如下：\n【解析】 ... <eoe>\n【答案】... <eoa>\n请你严格按照上述格式作答。\n{question}",
    "multi-choice",
  ),
  singleChoice("2010-2022_Chemistry_MCQs", "化学"),
  singleChoice("2010-2013_English_MCQs", "英语"),
  questionsOnOneText("2010-2022_Chinese_Modern_Lit", "语文阅读理解题，其中包含三个小题"),
  questionsOnOneText("2010-2022_English_Fill_in_Blanks", "英语完形填空题,其中包含二十个小题"),
  choice(
    "2012-2022_English_Cloze_Test",
    "请回答下面的问题，将符合题意的五个选项的字母写在【答案】和<eoa>之间，例如“【答案】 A B C D E <eoa>\n请严格按照上述格式作答。\n{question}",
    "five-out-of-seven",
  ),
  questionsOnOneText("2010-2022_Geography_MCQs", "地理选择题，其中包含两到三个小题"),
  questionsOnOneText("2010-2022_English_Reading_Comp", "英语阅读理解题，其中包含三到五个小题"),
  choice(
    "2010-2022_Chinese_Lang_and_Usage_MCQs",
    "请你做一道语文选择题\n请你一步一步思考并将思考过程写在【解析】和<eoe>之间。你将从A，B，C，D中选出正确的答案，并写在【答案】和<eoa>之间。\n例如：【答案】: A <eoa>\n完整的题目回答的格式如下：\n（1）【解析】 ... <eoe>\n【答案】 ... <eoa>\n（2）【解析】 ... <eoe>\n【答案】 ... <eoa>\n请你严格按照上述格式作答。如果不止一道题，请分别作答\n题目如下：{question}",
    "multi-question-choice",
  ),
  blanks("2010-2022_Math_I_Fill-in-the-Blank", mathBlanks),
  blanks("2010-2022_Math_II_Fill-in-the-Blank", mathBlanks),
  blanks(
    "2010-2022_Chinese_Language_Famous_Passages_and_Sentences_Dictation",
    "请回答下面的语文填空题\n请你仔细阅读题目，先找到题目对应的中国名篇，再从名篇中找到合适的句子填写到题目的空白处。请你将思考过程写在【解析】和<eoe>之间，将最终答案写在【答案】和<eoa>之间。\n完整的题目回答格式如下：\n（1）【解析】 ...<eoe>\n【答案】...<eoa>\n（2）【解析】 ...<eoe>\n【答案】...<eoa>\n请严格按照上述格式作答，如果不止一道题，请分别作答。\n题目如下:{question}",
  ),
  blanks(
    "2014-2022_English_Language_Cloze_Passage",
    "请回答下面的英语短文填词题\n仔细阅读题目，空白处请填入一个适当单词或者括号内单词的正确形式。请你一步步思考，将思考过程写在【解析】和<eoe>之间，将最终答案写在【答案】和<eoa>之间。\n完整的题目回答格式如下：\n（1）【解析】 ...<eoe>\n【答案】...<eoa>\n（2）【解析】 ...<eoe>\n【答案】...<eoa>\n请严格按照上述格式作答，如果不止一道题，请分别作答。\n题目如下:{question}",
  ),
  openEnded(
    "2010-2022_Geography_Open-ended_Questions",
    "请解答下面的地理解答题\n仔细阅读题目并充分结合你已有的知识，解答其中的问题，请你一步步思考并将思考过程写在【解析】和<eoe>之间。你的答案请写在【答案】和<eoa>之间\n完整的题目回答格式如下：\n(1)【解析】 ...<eoe>\n【答案】...<eoa>\n (2)【解析】 ...<eoe>\n【答案】...<eoa>\n请你严格按照上述格式作答，如果不止一道题，请分别作答。\n题目如下：{question}",
  ),
  openEnded(
    "2010-2022_Chemistry_Open-ended_Questions",
    "请解答下面的化学解答题\n仔细阅读题目并充分结合你已有的知识，解答其中的问题，请你一步步思考并将思考过程写在【解析】和<eoe>之间。请把你的答案写在【答案】和<eoa>之间\n完整的题目回答格式如下：\n(1)【解析】 ...<eoe>\n【答案】...<eoa>\n (2)【解析】 ...<eoe>\n【答案】...<eoa>\n请你严格按照上述格式作答，如果不止一道题，请分别作答。\n题目如下:{question}",
  ),
  openEnded("2010-2022_Math_I_Open-ended_Questions", mathOpenEnded),
  openEnded(
    "2010-2022_History_Open-ended_Questions",
    "请解答下面的历史解答题\n仔细阅读材料和题目，并充分结合你已有的知识，解答其中的问题。请你一步步思考并将思考过程写在【解析】和<eoe>之间。请把你的答案写在【答案】和<eoa>之间\n完整的题目回答格式如下：\n(1)【解析】 ...<eoe>\n【答案】...<eoa>\n (2)【解析】 ...<eoe>\n【答案】...<eoa>\n请你严格按照上述格式作答，如果不止一道题，请分别作答。\n题目如下:{question}",
  ),
  openEnded(
    "2010-2022_Biology_Open-ended_Questions",
    "请解答下面的生物解答题\n仔细阅读题目并充分结合你已有的知识，解答其中的问题，请你一步步思考并将思考过程写在【解析】和<eoe>之间。请把你的答案写在【答案】和<eoa>之间,同一小题的答案用\t分隔开。\n完整的题目回答格式如下：\n(1)【解析】 ...<eoe>\n【答案】...\t...<eoa>\n (2)【解析】 ...<eoe>\n【答案】...\t...<eoa>\n请你严格按照上述格式作答，如果不止一道题，请分别作答。\n题目如下:{question}",
  ),
  openEnded("2010-2022_Math_II_Open-ended_Questions", mathOpenEnded),
  openEnded(
    "2010-2022_Physics_Open-ended_Questions",
    "请解答下面的物理解答题，仔细阅读题目，注意其中可能含有单选题和多选题。请你一步步思考并将思考过程写在【解析】和<eoe>之间。请把你的最终答案写在【答案】和<eoa>之间。选择题你要从选项中选出符合题意的答案，例如“【答案】A <eoa>”。\n完整的题目回答格式如下：（1）【解析】 ...<eoe>\n【答案】 ...<eoa>\n (2)【解析】 ...<eoe>\n【答案】...<eoa>\n请你严格按照上述格式作答。如果不止一道题，请分别作答。\n题目如下:{question}",
  ),
  openEnded(
    "2010-2022_Political_Science_Open-ended_Questions",
    "请解答下面的政治解答题\n仔细阅读材料和题目，并充分结合你已有的知识，解答其中的问题，请你一步步思考并将思考过程写在【解析】和<eoe>之间。请把你的答案写在【答案】和<eoa>之间\n完整的题目回答格式如下：\n(1)【解析】 ...<eoe>\n【答案】...<eoa>\n (2)【解析】 ...<eoe>\n【答案】...<eoa>\n请你严格按照上述格式作答，如果不止一道题，请分别作答。\n题目如下:{question}",
  ),
  openEnded(
    "2012-2022_English_Language_Error_Correction",
    "请解答下面的英语短文改错题，仔细阅读题目并充分结合你你已有的知识，找出其中10处需要改动的地方。请你一步步思考，把修改后的短文写在【答案】和<eoa>之间。\n完整的题目回答格式如下：【答案】 ...<eoa>\n 请你严格按照上述格式作答。\n题目如下:{question}",
    "GaokaoBenchEvaluator_correction",
  ),
  openEnded(
    "2010-2022_Chinese_Language_Ancient_Poetry_Reading",
    "请解答下面的语文古代诗歌阅读题，仔细阅读题目，注意其中可能含有单选题和多选题。请你一步步思考并将最终答案写在【答案】和<eoa>之间。选择题你要从选项中选出符合题意的答案，例如“【答案】A <eoa>”。\n完整的题目回答格式如下：（1）【答案】 ...<eoa>\n (2)【答案】...<eoa>\n请你严格按照上述格式作答，如果不止一道题，请分别作答。\n题目如下:{question}",
  ),
  openEnded(
    "2010-2022_Chinese_Language_Practical_Text_Reading",
    "请解答下面的语文实用类文本阅读，仔细阅读题目，注意其中可能含有单选题和多选题。请你一步步思考并将最终答案写在【答案】和<eoa>之间。选择题你要从选项中选出符合题意的答案，例如“【答案】A <eoa>”。\n完整的题目回答格式如下：（1）[答案】 ...<eoa>\n (2)【答案】...<eoa>\n请你严格按照上述格式作答，如果不止一道题，请分别作答。\n题目如下:{question}",
  ),
  openEnded(
    "2010-2022_Chinese_Language_Literary_Text_Reading",
    "请解答下面的语文文学类文本阅读，仔细阅读题目，注意其中可能含有单选题和多选题。请你一步步思考并将最终答案写在【答案】和<eoa>之间。选择题你要从选项中选出符合题意的答案，例如“【答案】A <eoa>”。\n完整的题目回答格式如下：（1）[答案】 ...<eoa>\n (2)【答案】...<eoa>\n请你严格按照上述格式作答,如果不止一道题，请分别作答。\n题目如下:{question}",
  ),
  openEnded(
    "2010-2022_Chinese_Language_Classical_Chinese_Reading",
    "请解答下面的语文文言文阅读，仔细阅读题目，前三题是单选题，最后一题要将文言文翻译为现代汉语。请你一步步思考并把最终答案写在【答案】和<eoa>之间。选择题你要从选项中选出符合题意的答案，例如“【答案】A <eoa>”。翻译题把翻译后的现代汉语句子写在【答案】后面，例如”【答案】今天天气很好 <eoa>”\n完整的题目回答格式如下：（1）[答案】 ...<eoa>\n (2)【答案】...<eoa>\n请你严格按照上述格式作答，如果不止一道题，请分别作答。\n题目如下:{question}",
  ),
  openEnded(
    "2010-2022_Chinese_Language_Language_and_Writing_Skills_Open-ended_Questions",
    "请解答下面的语文解答题，仔细阅读题目，注意其中可能含有选择题。请你一步步思考并将思考过程写在【解析】和<eoe>之间。请把你的最终答案写在【答案】和<eoa>之间。选择题你要从选项中选出符合题意的答案，例如“【答案】A <eoa>”。\n完整的题目回答格式如下：（1）【解析】 ...<eoe>\n【答案】 ...<eoa>\n (2)【解析】 ...<eoe>\n【答案】...<eoa>\n请你严格按照上述格式作答。如果不止一道题，请分别作答。\n题目如下:{question}",
  ),
];
const singleChoices = papers.filter(isSingleChoice);
const others = papers.filter((paper) => !isSingleChoice(paper));
const withoutOpenEnded = papers.filter(({ folder }) => folder !== "Open-ended");

export default defineDataset({
  title: "GAOKAO-Bench: China's college entrance examination, 2010 to 2022",
  dimensions: ["examination"],
  load: async (path, { filename }) => objectsOf(asObject(await readJson(`${path}${filename}`), path), "example", path),
  groups: GaokaoBenchGroups,
  variants: {
    GaokaoBench_gen_5cfe9e: () => papers.map((paper) => entry(paper, asked(paper, { maxOutLen: 1024 }))),
    GaokaoBench_mixed_9af5ee: () => [
      ...others.map((paper) => entry(paper, asked(paper, { maxOutLen: 1024 }))),
      ...singleChoices.map((paper) => entry(paper, compared(paper))),
    ],
    GaokaoBench_no_subjective_gen_4c31db: () =>
      withoutOpenEnded.map((paper) => entry(paper, asked(paper, { maxOutLen: 1024 }))),
    GaokaoBench_no_subjective_gen_d16acb: () => withoutOpenEnded.map((paper) => entry(paper, asked(paper))),
    GaokaoBench_no_subjective_gen_d21e37: () =>
      withoutOpenEnded.map((paper) => entry(paper, askZeroShot(paper.prompt, { maxOutLen: 1024 }))),
    GaokaoBench_no_subjective_new_gen: () => withoutOpenEnded.map((paper) => entry(paper, askZeroShot(paper.prompt))),
  },
  aliases: { GaokaoBench_gen: "GaokaoBench_gen_5cfe9e", GaokaoBench_mixed: "GaokaoBench_mixed_9af5ee" },
});

function isSingleChoice({ evaluate }: Paper): boolean {
  return evaluate.evaluator.type === "gaokao-single-choice";
}

function entry({ folder, name, evaluate }: Paper, infer: Infer): DatasetConfig {
  const filename = `/${folder}_Questions/${name}.json`;
  return {
    abbr: `GaokaoBench_${name}`,
    source: { type: "GaokaoBench", path: "GAOKAO-BENCH/data", filename, name },
    reader: { inputColumns: ["question"], outputColumn: "answer" },
    infer,
    evaluate,
  };
}

/** The template stands where examples have theirs, and asks the question all the same. */
function asked({ prompt }: Paper, options?: Record<string, unknown>): Infer {
  return {
    iceTemplate: { template: { round: [human(prompt)] }, iceToken: "</E>" },
    retriever: zeroShot,
    inferencer: { type: "generate", ...options },
  };
}

function compared({ prompt }: Paper): Infer {
  const template = perOption("ABCD", (letter) => ({ round: [human(prompt), bot(`【答案】${letter} <eoa>`)] }));
  return { iceTemplate: { template, iceToken: "</E>" }, retriever: zeroShot, inferencer: { type: "perplexity" } };
}
