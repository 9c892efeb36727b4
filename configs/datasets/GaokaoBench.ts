// GAOKAO-Bench (Zhang et al. 2023, arXiv:2305.12474). Prompts are those of OpenCompass a5acc4bb.
// Questions without options are marked by hand there.

import { defineDataset, readJson } from "oc-local";
import { asObject, objectsOf } from "./_fields.ts";
import {
  askZeroShot,
  bot,
  type Evaluate,
  entriesOf,
  entriesWith,
  human,
  inOrder,
  type NamedSource,
  perOption,
  type SourceWithText,
  zeroShot,
} from "./_pieces.ts";
import { GaokaoBenchGroups } from "./_summary-groups.ts";

const texts: SourceWithText[] = [
  [
    "GaokaoBench_2010-2022_Math_II_MCQs",
    {
      type: "GaokaoBench",
      path: "GAOKAO-BENCH/data",
      filename: "/Multiple-choice_Questions/2010-2022_Math_II_MCQs.json",
      name: "2010-2022_Math_II_MCQs",
    },
    "数学",
  ],
  [
    "GaokaoBench_2010-2022_Math_I_MCQs",
    {
      type: "GaokaoBench",
      path: "GAOKAO-BENCH/data",
      filename: "/Multiple-choice_Questions/2010-2022_Math_I_MCQs.json",
      name: "2010-2022_Math_I_MCQs",
    },
    "数学",
  ],
  [
    "GaokaoBench_2010-2022_History_MCQs",
    {
      type: "GaokaoBench",
      path: "GAOKAO-BENCH/data",
      filename: "/Multiple-choice_Questions/2010-2022_History_MCQs.json",
      name: "2010-2022_History_MCQs",
    },
    "历史",
  ],
  [
    "GaokaoBench_2010-2022_Biology_MCQs",
    {
      type: "GaokaoBench",
      path: "GAOKAO-BENCH/data",
      filename: "/Multiple-choice_Questions/2010-2022_Biology_MCQs.json",
      name: "2010-2022_Biology_MCQs",
    },
    "生物",
  ],
  [
    "GaokaoBench_2010-2022_Political_Science_MCQs",
    {
      type: "GaokaoBench",
      path: "GAOKAO-BENCH/data",
      filename: "/Multiple-choice_Questions/2010-2022_Political_Science_MCQs.json",
      name: "2010-2022_Political_Science_MCQs",
    },
    "政治",
  ],
  [
    "GaokaoBench_2010-2022_Chemistry_MCQs",
    {
      type: "GaokaoBench",
      path: "GAOKAO-BENCH/data",
      filename: "/Multiple-choice_Questions/2010-2022_Chemistry_MCQs.json",
      name: "2010-2022_Chemistry_MCQs",
    },
    "化学",
  ],
  [
    "GaokaoBench_2010-2013_English_MCQs",
    {
      type: "GaokaoBench",
      path: "GAOKAO-BENCH/data",
      filename: "/Multiple-choice_Questions/2010-2013_English_MCQs.json",
      name: "2010-2013_English_MCQs",
    },
    "英语",
  ],
];
const columns = { inputColumns: ["question"], outputColumn: "answer" };
const score: Evaluate = { evaluator: { type: "gaokao-single-choice" }, predRole: "BOT" };
const texts2: SourceWithText[] = [
  [
    "GaokaoBench_2010-2022_Chinese_Modern_Lit",
    {
      type: "GaokaoBench",
      path: "GAOKAO-BENCH/data",
      filename: "/Multiple-choice_Questions/2010-2022_Chinese_Modern_Lit.json",
      name: "2010-2022_Chinese_Modern_Lit",
    },
    "语文阅读理解题，其中包含三个小题。\n请你一步一步思考。每一题你将从A，B，C，D中选出正确的答案，并写在【答案】和<eoa>之间。\n例如：（1）【答案】 A <eoa>\n（2）【答案】 B <eoa>\n请你严格按照上述格式作答。\n",
  ],
  [
    "GaokaoBench_2010-2022_English_Fill_in_Blanks",
    {
      type: "GaokaoBench",
      path: "GAOKAO-BENCH/data",
      filename: "/Multiple-choice_Questions/2010-2022_English_Fill_in_Blanks.json",
      name: "2010-2022_English_Fill_in_Blanks",
    },
    "英语完形填空题,其中包含二十个小题。\n请你一步一步思考。每一题你将从A，B，C，D中选出正确的答案，并写在【答案】和<eoa>之间。\n例如：（1）【答案】 A <eoa>\n（2）【答案】 B <eoa>\n请你严格按照上述格式作答。\n",
  ],
  [
    "GaokaoBench_2010-2022_Geography_MCQs",
    {
      type: "GaokaoBench",
      path: "GAOKAO-BENCH/data",
      filename: "/Multiple-choice_Questions/2010-2022_Geography_MCQs.json",
      name: "2010-2022_Geography_MCQs",
    },
    "地理选择题，其中包含两到三个小题。\n请你一步一步思考。每一题你将从A，B，C，D中选出正确的答案，并写在【答案】和<eoa>之间。\n例如：（1）【答案】 A <eoa>\n（2）【答案】 B <eoa>\n请你严格按照上述格式作答。\n",
  ],
  [
    "GaokaoBench_2010-2022_English_Reading_Comp",
    {
      type: "GaokaoBench",
      path: "GAOKAO-BENCH/data",
      filename: "/Multiple-choice_Questions/2010-2022_English_Reading_Comp.json",
      name: "2010-2022_English_Reading_Comp",
    },
    "英语阅读理解题，其中包含三到五个小题。\n请你一步一步思考。每一题你将从A，B，C，D中选出正确的答案，并写在【答案】和<eoa>之间。\n例如：（1）【答案】 A <eoa>\n（2）【答案】 B <eoa>\n请你严格按照上述格式作答。\n",
  ],
  [
    "GaokaoBench_2010-2022_Chinese_Lang_and_Usage_MCQs",
    {
      type: "GaokaoBench",
      path: "GAOKAO-BENCH/data",
      filename: "/Multiple-choice_Questions/2010-2022_Chinese_Lang_and_Usage_MCQs.json",
      name: "2010-2022_Chinese_Lang_and_Usage_MCQs",
    },
    "语文选择题\n请你一步一步思考并将思考过程写在【解析】和<eoe>之间。你将从A，B，C，D中选出正确的答案，并写在【答案】和<eoa>之间。\n例如：【答案】: A <eoa>\n完整的题目回答的格式如下：\n（1）【解析】 ... <eoe>\n【答案】 ... <eoa>\n（2）【解析】 ... <eoe>\n【答案】 ... <eoa>\n请你严格按照上述格式作答。如果不止一道题，请分别作答\n题目如下：",
  ],
];
const score2: Evaluate = { evaluator: { type: "gaokao-multi-question-choice" }, predRole: "BOT" };
const texts3: SourceWithText[] = [
  [
    "GaokaoBench_2010-2022_Math_I_Fill-in-the-Blank",
    {
      type: "GaokaoBench",
      path: "GAOKAO-BENCH/data",
      filename: "/Fill-in-the-blank_Questions/2010-2022_Math_I_Fill-in-the-Blank.json",
      name: "2010-2022_Math_I_Fill-in-the-Blank",
    },
    "解答下面的数学填空题\n仔细阅读题目，解答其中的问题，请你一步步思考并将思考过程写在【解析】和<eoe>之间。请把你的答案写在【答案】和<eoa>之间。\n完整的题目回答格式如下：\n【解析】 ...<eoe>\n【答案】...<eoa>\n请你严格按照上述格式",
  ],
  [
    "GaokaoBench_2010-2022_Math_II_Fill-in-the-Blank",
    {
      type: "GaokaoBench",
      path: "GAOKAO-BENCH/data",
      filename: "/Fill-in-the-blank_Questions/2010-2022_Math_II_Fill-in-the-Blank.json",
      name: "2010-2022_Math_II_Fill-in-the-Blank",
    },
    "解答下面的数学填空题\n仔细阅读题目，解答其中的问题，请你一步步思考并将思考过程写在【解析】和<eoe>之间。请把你的答案写在【答案】和<eoa>之间。\n完整的题目回答格式如下：\n【解析】 ...<eoe>\n【答案】...<eoa>\n请你严格按照上述格式",
  ],
  [
    "GaokaoBench_2010-2022_Chinese_Language_Famous_Passages_and_Sentences_Dictation",
    {
      type: "GaokaoBench",
      path: "GAOKAO-BENCH/data",
      filename: "/Fill-in-the-blank_Questions/2010-2022_Chinese_Language_Famous_Passages_and_Sentences_Dictation.json",
      name: "2010-2022_Chinese_Language_Famous_Passages_and_Sentences_Dictation",
    },
    "回答下面的语文填空题\n请你仔细阅读题目，先找到题目对应的中国名篇，再从名篇中找到合适的句子填写到题目的空白处。请你将思考过程写在【解析】和<eoe>之间，将最终答案写在【答案】和<eoa>之间。\n完整的题目回答格式如下：\n（1）【解析】 ...<eoe>\n【答案】...<eoa>\n（2）【解析】 ...<eoe>\n【答案】...<eoa>\n请严格按照上述格式作答，如果不止一道题，请分别",
  ],
  [
    "GaokaoBench_2014-2022_English_Language_Cloze_Passage",
    {
      type: "GaokaoBench",
      path: "GAOKAO-BENCH/data",
      filename: "/Fill-in-the-blank_Questions/2014-2022_English_Language_Cloze_Passage.json",
      name: "2014-2022_English_Language_Cloze_Passage",
    },
    "回答下面的英语短文填词题\n仔细阅读题目，空白处请填入一个适当单词或者括号内单词的正确形式。请你一步步思考，将思考过程写在【解析】和<eoe>之间，将最终答案写在【答案】和<eoa>之间。\n完整的题目回答格式如下：\n（1）【解析】 ...<eoe>\n【答案】...<eoa>\n（2）【解析】 ...<eoe>\n【答案】...<eoa>\n请严格按照上述格式作答，如果不止一道题，请分别",
  ],
];
const score3: Evaluate = {
  evaluator: { type: "unscorable", needs: "judge", upstream: "GaokaoBenchEvaluator_cloze" },
  predRole: "BOT",
};
const texts4: SourceWithText[] = [
  [
    "GaokaoBench_2010-2022_Geography_Open-ended_Questions",
    {
      type: "GaokaoBench",
      path: "GAOKAO-BENCH/data",
      filename: "/Open-ended_Questions/2010-2022_Geography_Open-ended_Questions.json",
      name: "2010-2022_Geography_Open-ended_Questions",
    },
    "地理解答题\n仔细阅读题目并充分结合你已有的知识，解答其中的问题，请你一步步思考并将思考过程写在【解析】和<eoe>之间。你的答案请写在【答案】和<eoa>之间\n完整的题目回答格式如下：\n(1)【解析】 ...<eoe>\n【答案】...<eoa>\n (2)【解析】 ...<eoe>\n【答案】...<eoa>\n请你严格按照上述格式作答，如果不止一道题，请分别作答。\n题目如下：",
  ],
  [
    "GaokaoBench_2010-2022_Chemistry_Open-ended_Questions",
    {
      type: "GaokaoBench",
      path: "GAOKAO-BENCH/data",
      filename: "/Open-ended_Questions/2010-2022_Chemistry_Open-ended_Questions.json",
      name: "2010-2022_Chemistry_Open-ended_Questions",
    },
    "化学解答题\n仔细阅读题目并充分结合你已有的知识，解答其中的问题，请你一步步思考并将思考过程写在【解析】和<eoe>之间。请把你的答案写在【答案】和<eoa>之间\n完整的题目回答格式如下：\n(1)【解析】 ...<eoe>\n【答案】...<eoa>\n (2)【解析】 ...<eoe>\n【答案】...<eoa>\n请你严格按照上述格式作答，如果不止一道题，请分别作答。\n题目如下:",
  ],
  [
    "GaokaoBench_2010-2022_Math_I_Open-ended_Questions",
    {
      type: "GaokaoBench",
      path: "GAOKAO-BENCH/data",
      filename: "/Open-ended_Questions/2010-2022_Math_I_Open-ended_Questions.json",
      name: "2010-2022_Math_I_Open-ended_Questions",
    },
    "数学解答题\n仔细阅读题目并充分结合你已有的知识，解答其中的问题，请你一步步思考并将思考过程写在【解析】和<eoe>之间。请把你的答案写在【答案】和<eoa>之间，答案需要有完整的解题步骤。\n完整的题目回答格式如下：\n(1)【解析】 ...<eoe>\n【答案】...<eoa>\n (2)【解析】 ...<eoe>\n【答案】...<eoa>\n请你严格按照上述格式作答，如果不止一道题，请分别作答。\n题目如下:",
  ],
  [
    "GaokaoBench_2010-2022_Math_II_Open-ended_Questions",
    {
      type: "GaokaoBench",
      path: "GAOKAO-BENCH/data",
      filename: "/Open-ended_Questions/2010-2022_Math_II_Open-ended_Questions.json",
      name: "2010-2022_Math_II_Open-ended_Questions",
    },
    "数学解答题\n仔细阅读题目并充分结合你已有的知识，解答其中的问题，请你一步步思考并将思考过程写在【解析】和<eoe>之间。请把你的答案写在【答案】和<eoa>之间，答案需要有完整的解题步骤。\n完整的题目回答格式如下：\n(1)【解析】 ...<eoe>\n【答案】...<eoa>\n (2)【解析】 ...<eoe>\n【答案】...<eoa>\n请你严格按照上述格式作答，如果不止一道题，请分别作答。\n题目如下:",
  ],
  [
    "GaokaoBench_2010-2022_History_Open-ended_Questions",
    {
      type: "GaokaoBench",
      path: "GAOKAO-BENCH/data",
      filename: "/Open-ended_Questions/2010-2022_History_Open-ended_Questions.json",
      name: "2010-2022_History_Open-ended_Questions",
    },
    "历史解答题\n仔细阅读材料和题目，并充分结合你已有的知识，解答其中的问题。请你一步步思考并将思考过程写在【解析】和<eoe>之间。请把你的答案写在【答案】和<eoa>之间\n完整的题目回答格式如下：\n(1)【解析】 ...<eoe>\n【答案】...<eoa>\n (2)【解析】 ...<eoe>\n【答案】...<eoa>\n请你严格按照上述格式作答，如果不止一道题，请分别作答。\n题目如下:",
  ],
  [
    "GaokaoBench_2010-2022_Biology_Open-ended_Questions",
    {
      type: "GaokaoBench",
      path: "GAOKAO-BENCH/data",
      filename: "/Open-ended_Questions/2010-2022_Biology_Open-ended_Questions.json",
      name: "2010-2022_Biology_Open-ended_Questions",
    },
    "生物解答题\n仔细阅读题目并充分结合你已有的知识，解答其中的问题，请你一步步思考并将思考过程写在【解析】和<eoe>之间。请把你的答案写在【答案】和<eoa>之间,同一小题的答案用\t分隔开。\n完整的题目回答格式如下：\n(1)【解析】 ...<eoe>\n【答案】...\t...<eoa>\n (2)【解析】 ...<eoe>\n【答案】...\t...<eoa>\n请你严格按照上述格式作答，如果不止一道题，请分别作答。\n题目如下:",
  ],
  [
    "GaokaoBench_2010-2022_Physics_Open-ended_Questions",
    {
      type: "GaokaoBench",
      path: "GAOKAO-BENCH/data",
      filename: "/Open-ended_Questions/2010-2022_Physics_Open-ended_Questions.json",
      name: "2010-2022_Physics_Open-ended_Questions",
    },
    "物理解答题，仔细阅读题目，注意其中可能含有单选题和多选题。请你一步步思考并将思考过程写在【解析】和<eoe>之间。请把你的最终答案写在【答案】和<eoa>之间。选择题你要从选项中选出符合题意的答案，例如“【答案】A <eoa>”。\n完整的题目回答格式如下：（1）【解析】 ...<eoe>\n【答案】 ...<eoa>\n (2)【解析】 ...<eoe>\n【答案】...<eoa>\n请你严格按照上述格式作答。如果不止一道题，请分别作答。\n题目如下:",
  ],
  [
    "GaokaoBench_2010-2022_Political_Science_Open-ended_Questions",
    {
      type: "GaokaoBench",
      path: "GAOKAO-BENCH/data",
      filename: "/Open-ended_Questions/2010-2022_Political_Science_Open-ended_Questions.json",
      name: "2010-2022_Political_Science_Open-ended_Questions",
    },
    "政治解答题\n仔细阅读材料和题目，并充分结合你已有的知识，解答其中的问题，请你一步步思考并将思考过程写在【解析】和<eoe>之间。请把你的答案写在【答案】和<eoa>之间\n完整的题目回答格式如下：\n(1)【解析】 ...<eoe>\n【答案】...<eoa>\n (2)【解析】 ...<eoe>\n【答案】...<eoa>\n请你严格按照上述格式作答，如果不止一道题，请分别作答。\n题目如下:",
  ],
  [
    "GaokaoBench_2010-2022_Chinese_Language_Ancient_Poetry_Reading",
    {
      type: "GaokaoBench",
      path: "GAOKAO-BENCH/data",
      filename: "/Open-ended_Questions/2010-2022_Chinese_Language_Ancient_Poetry_Reading.json",
      name: "2010-2022_Chinese_Language_Ancient_Poetry_Reading",
    },
    "语文古代诗歌阅读题，仔细阅读题目，注意其中可能含有单选题和多选题。请你一步步思考并将最终答案写在【答案】和<eoa>之间。选择题你要从选项中选出符合题意的答案，例如“【答案】A <eoa>”。\n完整的题目回答格式如下：（1）【答案】 ...<eoa>\n (2)【答案】...<eoa>\n请你严格按照上述格式作答，如果不止一道题，请分别作答。\n题目如下:",
  ],
  [
    "GaokaoBench_2010-2022_Chinese_Language_Practical_Text_Reading",
    {
      type: "GaokaoBench",
      path: "GAOKAO-BENCH/data",
      filename: "/Open-ended_Questions/2010-2022_Chinese_Language_Practical_Text_Reading.json",
      name: "2010-2022_Chinese_Language_Practical_Text_Reading",
    },
    "语文实用类文本阅读，仔细阅读题目，注意其中可能含有单选题和多选题。请你一步步思考并将最终答案写在【答案】和<eoa>之间。选择题你要从选项中选出符合题意的答案，例如“【答案】A <eoa>”。\n完整的题目回答格式如下：（1）[答案】 ...<eoa>\n (2)【答案】...<eoa>\n请你严格按照上述格式作答，如果不止一道题，请分别作答。\n题目如下:",
  ],
  [
    "GaokaoBench_2010-2022_Chinese_Language_Literary_Text_Reading",
    {
      type: "GaokaoBench",
      path: "GAOKAO-BENCH/data",
      filename: "/Open-ended_Questions/2010-2022_Chinese_Language_Literary_Text_Reading.json",
      name: "2010-2022_Chinese_Language_Literary_Text_Reading",
    },
    "语文文学类文本阅读，仔细阅读题目，注意其中可能含有单选题和多选题。请你一步步思考并将最终答案写在【答案】和<eoa>之间。选择题你要从选项中选出符合题意的答案，例如“【答案】A <eoa>”。\n完整的题目回答格式如下：（1）[答案】 ...<eoa>\n (2)【答案】...<eoa>\n请你严格按照上述格式作答,如果不止一道题，请分别作答。\n题目如下:",
  ],
  [
    "GaokaoBench_2010-2022_Chinese_Language_Classical_Chinese_Reading",
    {
      type: "GaokaoBench",
      path: "GAOKAO-BENCH/data",
      filename: "/Open-ended_Questions/2010-2022_Chinese_Language_Classical_Chinese_Reading.json",
      name: "2010-2022_Chinese_Language_Classical_Chinese_Reading",
    },
    "语文文言文阅读，仔细阅读题目，前三题是单选题，最后一题要将文言文翻译为现代汉语。请你一步步思考并把最终答案写在【答案】和<eoa>之间。选择题你要从选项中选出符合题意的答案，例如“【答案】A <eoa>”。翻译题把翻译后的现代汉语句子写在【答案】后面，例如”【答案】今天天气很好 <eoa>”\n完整的题目回答格式如下：（1）[答案】 ...<eoa>\n (2)【答案】...<eoa>\n请你严格按照上述格式作答，如果不止一道题，请分别作答。\n题目如下:",
  ],
  [
    "GaokaoBench_2010-2022_Chinese_Language_Language_and_Writing_Skills_Open-ended_Questions",
    {
      type: "GaokaoBench",
      path: "GAOKAO-BENCH/data",
      filename:
        "/Open-ended_Questions/2010-2022_Chinese_Language_Language_and_Writing_Skills_Open-ended_Questions.json",
      name: "2010-2022_Chinese_Language_Language_and_Writing_Skills_Open-ended_Questions",
    },
    "语文解答题，仔细阅读题目，注意其中可能含有选择题。请你一步步思考并将思考过程写在【解析】和<eoe>之间。请把你的最终答案写在【答案】和<eoa>之间。选择题你要从选项中选出符合题意的答案，例如“【答案】A <eoa>”。\n完整的题目回答格式如下：（1）【解析】 ...<eoe>\n【答案】 ...<eoa>\n (2)【解析】 ...<eoe>\n【答案】...<eoa>\n请你严格按照上述格式作答。如果不止一道题，请分别作答。\n题目如下:",
  ],
];
const score4: Evaluate = {
  evaluator: { type: "unscorable", needs: "judge", upstream: "GaokaoBenchEvaluator_subjective" },
  predRole: "BOT",
};
const rows5: NamedSource[] = [
  [
    "GaokaoBench_2010-2022_Physics_MCQs",
    {
      type: "GaokaoBench",
      path: "GAOKAO-BENCH/data",
      filename: "/Multiple-choice_Questions/2010-2022_Physics_MCQs.json",
      name: "2010-2022_Physics_MCQs",
    },
  ],
];
const score5: Evaluate = { evaluator: { type: "gaokao-multi-choice" }, predRole: "BOT" };
const rows6: NamedSource[] = [
  [
    "GaokaoBench_2012-2022_English_Cloze_Test",
    {
      type: "GaokaoBench",
      path: "GAOKAO-BENCH/data",
      filename: "/Multiple-choice_Questions/2012-2022_English_Cloze_Test.json",
      name: "2012-2022_English_Cloze_Test",
    },
  ],
];
const score6: Evaluate = { evaluator: { type: "gaokao-five-out-of-seven" }, predRole: "BOT" };
const rows7: NamedSource[] = [
  [
    "GaokaoBench_2012-2022_English_Language_Error_Correction",
    {
      type: "GaokaoBench",
      path: "GAOKAO-BENCH/data",
      filename: "/Open-ended_Questions/2012-2022_English_Language_Error_Correction.json",
      name: "2012-2022_English_Language_Error_Correction",
    },
  ],
];
const score7: Evaluate = {
  evaluator: { type: "unscorable", needs: "judge", upstream: "GaokaoBenchEvaluator_correction" },
  predRole: "BOT",
};
const order = [
  "GaokaoBench_2010-2022_Math_II_MCQs",
  "GaokaoBench_2010-2022_Math_I_MCQs",
  "GaokaoBench_2010-2022_History_MCQs",
  "GaokaoBench_2010-2022_Biology_MCQs",
  "GaokaoBench_2010-2022_Political_Science_MCQs",
  "GaokaoBench_2010-2022_Physics_MCQs",
  "GaokaoBench_2010-2022_Chemistry_MCQs",
  "GaokaoBench_2010-2013_English_MCQs",
  "GaokaoBench_2010-2022_Chinese_Modern_Lit",
  "GaokaoBench_2010-2022_English_Fill_in_Blanks",
  "GaokaoBench_2012-2022_English_Cloze_Test",
  "GaokaoBench_2010-2022_Geography_MCQs",
  "GaokaoBench_2010-2022_English_Reading_Comp",
  "GaokaoBench_2010-2022_Chinese_Lang_and_Usage_MCQs",
  "GaokaoBench_2010-2022_Math_I_Fill-in-the-Blank",
  "GaokaoBench_2010-2022_Math_II_Fill-in-the-Blank",
  "GaokaoBench_2010-2022_Chinese_Language_Famous_Passages_and_Sentences_Dictation",
  "GaokaoBench_2014-2022_English_Language_Cloze_Passage",
  "GaokaoBench_2010-2022_Geography_Open-ended_Questions",
  "GaokaoBench_2010-2022_Chemistry_Open-ended_Questions",
  "GaokaoBench_2010-2022_Math_I_Open-ended_Questions",
  "GaokaoBench_2010-2022_History_Open-ended_Questions",
  "GaokaoBench_2010-2022_Biology_Open-ended_Questions",
  "GaokaoBench_2010-2022_Math_II_Open-ended_Questions",
  "GaokaoBench_2010-2022_Physics_Open-ended_Questions",
  "GaokaoBench_2010-2022_Political_Science_Open-ended_Questions",
  "GaokaoBench_2012-2022_English_Language_Error_Correction",
  "GaokaoBench_2010-2022_Chinese_Language_Ancient_Poetry_Reading",
  "GaokaoBench_2010-2022_Chinese_Language_Practical_Text_Reading",
  "GaokaoBench_2010-2022_Chinese_Language_Literary_Text_Reading",
  "GaokaoBench_2010-2022_Chinese_Language_Classical_Chinese_Reading",
  "GaokaoBench_2010-2022_Chinese_Language_Language_and_Writing_Skills_Open-ended_Questions",
];
const order2 = [
  "GaokaoBench_2010-2022_Physics_MCQs",
  "GaokaoBench_2010-2022_Chinese_Modern_Lit",
  "GaokaoBench_2010-2022_English_Fill_in_Blanks",
  "GaokaoBench_2012-2022_English_Cloze_Test",
  "GaokaoBench_2010-2022_Geography_MCQs",
  "GaokaoBench_2010-2022_English_Reading_Comp",
  "GaokaoBench_2010-2022_Chinese_Lang_and_Usage_MCQs",
  "GaokaoBench_2010-2022_Math_I_Fill-in-the-Blank",
  "GaokaoBench_2010-2022_Math_II_Fill-in-the-Blank",
  "GaokaoBench_2010-2022_Chinese_Language_Famous_Passages_and_Sentences_Dictation",
  "GaokaoBench_2014-2022_English_Language_Cloze_Passage",
  "GaokaoBench_2010-2022_Geography_Open-ended_Questions",
  "GaokaoBench_2010-2022_Chemistry_Open-ended_Questions",
  "GaokaoBench_2010-2022_Math_I_Open-ended_Questions",
  "GaokaoBench_2010-2022_History_Open-ended_Questions",
  "GaokaoBench_2010-2022_Biology_Open-ended_Questions",
  "GaokaoBench_2010-2022_Math_II_Open-ended_Questions",
  "GaokaoBench_2010-2022_Physics_Open-ended_Questions",
  "GaokaoBench_2010-2022_Political_Science_Open-ended_Questions",
  "GaokaoBench_2012-2022_English_Language_Error_Correction",
  "GaokaoBench_2010-2022_Chinese_Language_Ancient_Poetry_Reading",
  "GaokaoBench_2010-2022_Chinese_Language_Practical_Text_Reading",
  "GaokaoBench_2010-2022_Chinese_Language_Literary_Text_Reading",
  "GaokaoBench_2010-2022_Chinese_Language_Classical_Chinese_Reading",
  "GaokaoBench_2010-2022_Chinese_Language_Language_and_Writing_Skills_Open-ended_Questions",
  "GaokaoBench_2010-2022_Math_II_MCQs",
  "GaokaoBench_2010-2022_Math_I_MCQs",
  "GaokaoBench_2010-2022_History_MCQs",
  "GaokaoBench_2010-2022_Biology_MCQs",
  "GaokaoBench_2010-2022_Political_Science_MCQs",
  "GaokaoBench_2010-2022_Chemistry_MCQs",
  "GaokaoBench_2010-2013_English_MCQs",
];
const order3 = [
  "GaokaoBench_2010-2022_Math_II_MCQs",
  "GaokaoBench_2010-2022_Math_I_MCQs",
  "GaokaoBench_2010-2022_History_MCQs",
  "GaokaoBench_2010-2022_Biology_MCQs",
  "GaokaoBench_2010-2022_Political_Science_MCQs",
  "GaokaoBench_2010-2022_Physics_MCQs",
  "GaokaoBench_2010-2022_Chemistry_MCQs",
  "GaokaoBench_2010-2013_English_MCQs",
  "GaokaoBench_2010-2022_Chinese_Modern_Lit",
  "GaokaoBench_2010-2022_English_Fill_in_Blanks",
  "GaokaoBench_2012-2022_English_Cloze_Test",
  "GaokaoBench_2010-2022_Geography_MCQs",
  "GaokaoBench_2010-2022_English_Reading_Comp",
  "GaokaoBench_2010-2022_Chinese_Lang_and_Usage_MCQs",
  "GaokaoBench_2010-2022_Math_I_Fill-in-the-Blank",
  "GaokaoBench_2010-2022_Math_II_Fill-in-the-Blank",
  "GaokaoBench_2010-2022_Chinese_Language_Famous_Passages_and_Sentences_Dictation",
  "GaokaoBench_2014-2022_English_Language_Cloze_Passage",
];

export default defineDataset({
  title: "GAOKAO-Bench: China's college entrance examination, 2010 to 2022",
  dimensions: ["examination"],
  load: async (path, { filename }) => objectsOf(asObject(await readJson(`${path}${filename}`), path), "example", path),
  groups: GaokaoBenchGroups,
  variants: {
    GaokaoBench_gen_5cfe9e: () =>
      inOrder(order, [
        ...entriesWith(
          texts,
          columns,
          (text) => ({
            iceTemplate: {
              template: {
                round: [
                  human(
                    `请你做一道${text}选择题\n请你一步一步思考并将思考过程写在【解析】和<eoe>之间。你将从A，B，C，D中选出正确的答案，并写在【答案】和<eoa>之间。\n例如：【答案】: A <eoa>\n完整的题目回答的格式如下：\n【解析】 ... <eoe>\n【答案】 ... <eoa>\n请你严格按照上述格式作答。\n题目如下：{question}`,
                  ),
                ],
              },
              iceToken: "</E>",
            },
            retriever: zeroShot,
            inferencer: { type: "generate", maxOutLen: 1024 },
          }),
          score,
        ),
        ...entriesWith(
          texts2,
          columns,
          (text) => ({
            iceTemplate: { template: { round: [human(`请你做一道${text}{question}`)] }, iceToken: "</E>" },
            retriever: zeroShot,
            inferencer: { type: "generate", maxOutLen: 1024 },
          }),
          score2,
        ),
        ...entriesWith(
          texts3,
          columns,
          (text) => ({
            iceTemplate: { template: { round: [human(`请${text}作答。\n题目如下:{question}`)] }, iceToken: "</E>" },
            retriever: zeroShot,
            inferencer: { type: "generate", maxOutLen: 1024 },
          }),
          score3,
        ),
        ...entriesWith(
          texts4,
          columns,
          (text) => ({
            iceTemplate: { template: { round: [human(`请解答下面的${text}{question}`)] }, iceToken: "</E>" },
            retriever: zeroShot,
            inferencer: { type: "generate", maxOutLen: 1024 },
          }),
          score4,
        ),
        ...entriesOf(
          rows5,
          columns,
          {
            iceTemplate: {
              template: {
                round: [
                  human(
                    "请你做一道物理选择题。\n请你一步一步思考并将思考过程写在【解析】和<eoe>之间。你将从A，B，C，D中选出所有符合题意的答案，并写在【答案】和<eoa>之间。\n例如：【答案】 AB <eoa>\n完整的题目回答的格式如下：\n【解析】 ... <eoe>\n【答案】... <eoa>\n请你严格按照上述格式作答。\n{question}",
                  ),
                ],
              },
              iceToken: "</E>",
            },
            retriever: zeroShot,
            inferencer: { type: "generate", maxOutLen: 1024 },
          },
          score5,
        ),
        ...entriesOf(
          rows6,
          columns,
          {
            iceTemplate: {
              template: {
                round: [
                  human(
                    "请回答下面的问题，将符合题意的五个选项的字母写在【答案】和<eoa>之间，例如“【答案】 A B C D E <eoa>\n请严格按照上述格式作答。\n{question}",
                  ),
                ],
              },
              iceToken: "</E>",
            },
            retriever: zeroShot,
            inferencer: { type: "generate", maxOutLen: 1024 },
          },
          score6,
        ),
        ...entriesOf(
          rows7,
          columns,
          {
            iceTemplate: {
              template: {
                round: [
                  human(
                    "请解答下面的英语短文改错题，仔细阅读题目并充分结合你你已有的知识，找出其中10处需要改动的地方。请你一步步思考，把修改后的短文写在【答案】和<eoa>之间。\n完整的题目回答格式如下：【答案】 ...<eoa>\n 请你严格按照上述格式作答。\n题目如下:{question}",
                  ),
                ],
              },
              iceToken: "</E>",
            },
            retriever: zeroShot,
            inferencer: { type: "generate", maxOutLen: 1024 },
          },
          score7,
        ),
      ]),
    GaokaoBench_mixed_9af5ee: () =>
      inOrder(order2, [
        ...entriesWith(
          texts2,
          columns,
          (text) => ({
            iceTemplate: { template: { round: [human(`请你做一道${text}{question}`)] }, iceToken: "</E>" },
            retriever: zeroShot,
            inferencer: { type: "generate", maxOutLen: 1024 },
          }),
          score2,
        ),
        ...entriesWith(
          texts3,
          columns,
          (text) => ({
            iceTemplate: { template: { round: [human(`请${text}作答。\n题目如下:{question}`)] }, iceToken: "</E>" },
            retriever: zeroShot,
            inferencer: { type: "generate", maxOutLen: 1024 },
          }),
          score3,
        ),
        ...entriesWith(
          texts4,
          columns,
          (text) => ({
            iceTemplate: { template: { round: [human(`请解答下面的${text}{question}`)] }, iceToken: "</E>" },
            retriever: zeroShot,
            inferencer: { type: "generate", maxOutLen: 1024 },
          }),
          score4,
        ),
        ...entriesWith(
          texts,
          columns,
          (text) => ({
            iceTemplate: {
              template: perOption("ABCD", (answer) => ({
                round: [
                  human(
                    `请你做一道${text}选择题\n请你一步一步思考并将思考过程写在【解析】和<eoe>之间。你将从A，B，C，D中选出正确的答案，并写在【答案】和<eoa>之间。\n例如：【答案】: A <eoa>\n完整的题目回答的格式如下：\n【解析】 ... <eoe>\n【答案】 ... <eoa>\n请你严格按照上述格式作答。\n题目如下：{question}`,
                  ),
                  bot(`【答案】${answer} <eoa>`),
                ],
              })),
              iceToken: "</E>",
            },
            retriever: zeroShot,
            inferencer: { type: "perplexity" },
          }),
          score,
        ),
        ...entriesOf(
          rows5,
          columns,
          {
            iceTemplate: {
              template: {
                round: [
                  human(
                    "请你做一道物理选择题。\n请你一步一步思考并将思考过程写在【解析】和<eoe>之间。你将从A，B，C，D中选出所有符合题意的答案，并写在【答案】和<eoa>之间。\n例如：【答案】 AB <eoa>\n完整的题目回答的格式如下：\n【解析】 ... <eoe>\n【答案】... <eoa>\n请你严格按照上述格式作答。\n{question}",
                  ),
                ],
              },
              iceToken: "</E>",
            },
            retriever: zeroShot,
            inferencer: { type: "generate", maxOutLen: 1024 },
          },
          score5,
        ),
        ...entriesOf(
          rows6,
          columns,
          {
            iceTemplate: {
              template: {
                round: [
                  human(
                    "请回答下面的问题，将符合题意的五个选项的字母写在【答案】和<eoa>之间，例如“【答案】 A B C D E <eoa>\n请严格按照上述格式作答。\n{question}",
                  ),
                ],
              },
              iceToken: "</E>",
            },
            retriever: zeroShot,
            inferencer: { type: "generate", maxOutLen: 1024 },
          },
          score6,
        ),
        ...entriesOf(
          rows7,
          columns,
          {
            iceTemplate: {
              template: {
                round: [
                  human(
                    "请解答下面的英语短文改错题，仔细阅读题目并充分结合你你已有的知识，找出其中10处需要改动的地方。请你一步步思考，把修改后的短文写在【答案】和<eoa>之间。\n完整的题目回答格式如下：【答案】 ...<eoa>\n 请你严格按照上述格式作答。\n题目如下:{question}",
                  ),
                ],
              },
              iceToken: "</E>",
            },
            retriever: zeroShot,
            inferencer: { type: "generate", maxOutLen: 1024 },
          },
          score7,
        ),
      ]),
    GaokaoBench_no_subjective_gen_4c31db: () =>
      inOrder(order3, [
        ...entriesWith(
          texts,
          columns,
          (text) => ({
            iceTemplate: {
              template: {
                round: [
                  human(
                    `请你做一道${text}选择题\n请你一步一步思考并将思考过程写在【解析】和<eoe>之间。你将从A，B，C，D中选出正确的答案，并写在【答案】和<eoa>之间。\n例如：【答案】: A <eoa>\n完整的题目回答的格式如下：\n【解析】 ... <eoe>\n【答案】 ... <eoa>\n请你严格按照上述格式作答。\n题目如下：{question}`,
                  ),
                ],
              },
              iceToken: "</E>",
            },
            retriever: zeroShot,
            inferencer: { type: "generate", maxOutLen: 1024 },
          }),
          score,
        ),
        ...entriesWith(
          texts2,
          columns,
          (text) => ({
            iceTemplate: { template: { round: [human(`请你做一道${text}{question}`)] }, iceToken: "</E>" },
            retriever: zeroShot,
            inferencer: { type: "generate", maxOutLen: 1024 },
          }),
          score2,
        ),
        ...entriesWith(
          texts3,
          columns,
          (text) => ({
            iceTemplate: { template: { round: [human(`请${text}作答。\n题目如下:{question}`)] }, iceToken: "</E>" },
            retriever: zeroShot,
            inferencer: { type: "generate", maxOutLen: 1024 },
          }),
          score3,
        ),
        ...entriesOf(
          rows5,
          columns,
          {
            iceTemplate: {
              template: {
                round: [
                  human(
                    "请你做一道物理选择题。\n请你一步一步思考并将思考过程写在【解析】和<eoe>之间。你将从A，B，C，D中选出所有符合题意的答案，并写在【答案】和<eoa>之间。\n例如：【答案】 AB <eoa>\n完整的题目回答的格式如下：\n【解析】 ... <eoe>\n【答案】... <eoa>\n请你严格按照上述格式作答。\n{question}",
                  ),
                ],
              },
              iceToken: "</E>",
            },
            retriever: zeroShot,
            inferencer: { type: "generate", maxOutLen: 1024 },
          },
          score5,
        ),
        ...entriesOf(
          rows6,
          columns,
          {
            iceTemplate: {
              template: {
                round: [
                  human(
                    "请回答下面的问题，将符合题意的五个选项的字母写在【答案】和<eoa>之间，例如“【答案】 A B C D E <eoa>\n请严格按照上述格式作答。\n{question}",
                  ),
                ],
              },
              iceToken: "</E>",
            },
            retriever: zeroShot,
            inferencer: { type: "generate", maxOutLen: 1024 },
          },
          score6,
        ),
      ]),
    GaokaoBench_no_subjective_gen_d16acb: () =>
      inOrder(order3, [
        ...entriesWith(
          texts,
          columns,
          (text) => ({
            iceTemplate: {
              template: {
                round: [
                  human(
                    `请你做一道${text}选择题\n请你一步一步思考并将思考过程写在【解析】和<eoe>之间。你将从A，B，C，D中选出正确的答案，并写在【答案】和<eoa>之间。\n例如：【答案】: A <eoa>\n完整的题目回答的格式如下：\n【解析】 ... <eoe>\n【答案】 ... <eoa>\n请你严格按照上述格式作答。\n题目如下：{question}`,
                  ),
                ],
              },
              iceToken: "</E>",
            },
            retriever: zeroShot,
            inferencer: { type: "generate" },
          }),
          score,
        ),
        ...entriesWith(
          texts2,
          columns,
          (text) => ({
            iceTemplate: { template: { round: [human(`请你做一道${text}{question}`)] }, iceToken: "</E>" },
            retriever: zeroShot,
            inferencer: { type: "generate" },
          }),
          score2,
        ),
        ...entriesWith(
          texts3,
          columns,
          (text) => ({
            iceTemplate: { template: { round: [human(`请${text}作答。\n题目如下:{question}`)] }, iceToken: "</E>" },
            retriever: zeroShot,
            inferencer: { type: "generate" },
          }),
          score3,
        ),
        ...entriesOf(
          rows5,
          columns,
          {
            iceTemplate: {
              template: {
                round: [
                  human(
                    "请你做一道物理选择题。\n请你一步一步思考并将思考过程写在【解析】和<eoe>之间。你将从A，B，C，D中选出所有符合题意的答案，并写在【答案】和<eoa>之间。\n例如：【答案】 AB <eoa>\n完整的题目回答的格式如下：\n【解析】 ... <eoe>\n【答案】... <eoa>\n请你严格按照上述格式作答。\n{question}",
                  ),
                ],
              },
              iceToken: "</E>",
            },
            retriever: zeroShot,
            inferencer: { type: "generate" },
          },
          score5,
        ),
        ...entriesOf(
          rows6,
          columns,
          {
            iceTemplate: {
              template: {
                round: [
                  human(
                    "请回答下面的问题，将符合题意的五个选项的字母写在【答案】和<eoa>之间，例如“【答案】 A B C D E <eoa>\n请严格按照上述格式作答。\n{question}",
                  ),
                ],
              },
              iceToken: "</E>",
            },
            retriever: zeroShot,
            inferencer: { type: "generate" },
          },
          score6,
        ),
      ]),
    GaokaoBench_no_subjective_gen_d21e37: () =>
      inOrder(order3, [
        ...entriesWith(
          texts,
          columns,
          (text) =>
            askZeroShot(
              `请你做一道${text}选择题\n请你一步一步思考并将思考过程写在【解析】和<eoe>之间。你将从A，B，C，D中选出正确的答案，并写在【答案】和<eoa>之间。\n例如：【答案】: A <eoa>\n完整的题目回答的格式如下：\n【解析】 ... <eoe>\n【答案】 ... <eoa>\n请你严格按照上述格式作答。\n题目如下：{question}`,
              { maxOutLen: 1024 },
            ),
          score,
        ),
        ...entriesWith(
          texts2,
          columns,
          (text) => askZeroShot(`请你做一道${text}{question}`, { maxOutLen: 1024 }),
          score2,
        ),
        ...entriesWith(
          texts3,
          columns,
          (text) => askZeroShot(`请${text}作答。\n题目如下:{question}`, { maxOutLen: 1024 }),
          score3,
        ),
        ...entriesOf(
          rows5,
          columns,
          askZeroShot(
            "请你做一道物理选择题。\n请你一步一步思考并将思考过程写在【解析】和<eoe>之间。你将从A，B，C，D中选出所有符合题意的答案，并写在【答案】和<eoa>之间。\n例如：【答案】 AB <eoa>\n完整的题目回答的格式如下：\n【解析】 ... <eoe>\n【答案】... <eoa>\n请你严格按照上述格式作答。\n{question}",
            { maxOutLen: 1024 },
          ),
          score5,
        ),
        ...entriesOf(
          rows6,
          columns,
          askZeroShot(
            "请回答下面的问题，将符合题意的五个选项的字母写在【答案】和<eoa>之间，例如“【答案】 A B C D E <eoa>\n请严格按照上述格式作答。\n{question}",
            { maxOutLen: 1024 },
          ),
          score6,
        ),
      ]),
    GaokaoBench_no_subjective_new_gen: () =>
      inOrder(order3, [
        ...entriesWith(
          texts,
          columns,
          (text) =>
            askZeroShot(
              `请你做一道${text}选择题\n请你一步一步思考并将思考过程写在【解析】和<eoe>之间。你将从A，B，C，D中选出正确的答案，并写在【答案】和<eoa>之间。\n例如：【答案】: A <eoa>\n完整的题目回答的格式如下：\n【解析】 ... <eoe>\n【答案】 ... <eoa>\n请你严格按照上述格式作答。\n题目如下：{question}`,
            ),
          score,
        ),
        ...entriesWith(texts2, columns, (text) => askZeroShot(`请你做一道${text}{question}`), score2),
        ...entriesWith(texts3, columns, (text) => askZeroShot(`请${text}作答。\n题目如下:{question}`), score3),
        ...entriesOf(
          rows5,
          columns,
          askZeroShot(
            "请你做一道物理选择题。\n请你一步一步思考并将思考过程写在【解析】和<eoe>之间。你将从A，B，C，D中选出所有符合题意的答案，并写在【答案】和<eoa>之间。\n例如：【答案】 AB <eoa>\n完整的题目回答的格式如下：\n【解析】 ... <eoe>\n【答案】... <eoa>\n请你严格按照上述格式作答。\n{question}",
          ),
          score5,
        ),
        ...entriesOf(
          rows6,
          columns,
          askZeroShot(
            "请回答下面的问题，将符合题意的五个选项的字母写在【答案】和<eoa>之间，例如“【答案】 A B C D E <eoa>\n请严格按照上述格式作答。\n{question}",
          ),
          score6,
        ),
      ]),
  },
  aliases: { GaokaoBench_gen: "GaokaoBench_gen_5cfe9e", GaokaoBench_mixed: "GaokaoBench_mixed_9af5ee" },
});
