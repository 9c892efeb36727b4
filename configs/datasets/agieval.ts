// AGIEval (Zhong et al. 2023, arXiv:2304.06364): questions of entrance and licence examinations. Read here for configs of
// one's own; there are no variants yet. Forms: `prompt` (the question as AGIEval writes it) and `parts`.

import { defineDataset, type JsonValue, OcLocalError, type Row } from "oc-local";
import { fieldOf, mapJsonl, textOf, textsOf } from "./_fields.ts";
import {
  accuracy,
  askZeroShot,
  bot,
  type Evaluate,
  entriesOf,
  entriesWith,
  firstCapital,
  firstOption,
  human,
  inOrder,
  type NamedSource,
  perOption,
  type SourceWithText,
  zeroShot,
} from "./_pieces.ts";
import { agievalGroups } from "./_summary-groups.ts";

const cloze = ["math", "gaokao-mathcloze"];
const english =
  "lsat-ar lsat-lr lsat-rc logiqa-en sat-math sat-en aqua-rat sat-en-without-passage gaokao-english math".split(" ");

const partsTexts: SourceWithText[] = [
  [
    "agieval-gaokao-chinese",
    { type: "agieval", path: "AGIEval/data/v1", name: "gaokao-chinese", settingName: "zero-shot", form: "parts" },
    "以下是一道中国高考语文选择题，请选择正确的答案。\n{question}\n{options}\n答案是：",
  ],
  [
    "agieval-gaokao-english",
    { type: "agieval", path: "AGIEval/data/v1", name: "gaokao-english", settingName: "zero-shot", form: "parts" },
    "以下是一道中国高考英语选择题，请选择正确的答案。\n{question}\n{options}\n答案是：",
  ],
  [
    "agieval-gaokao-geography",
    { type: "agieval", path: "AGIEval/data/v1", name: "gaokao-geography", settingName: "zero-shot", form: "parts" },
    "以下是一道中国高考地理选择题，请选择正确的答案。\n{question}\n{options}\n答案是：",
  ],
  [
    "agieval-gaokao-history",
    { type: "agieval", path: "AGIEval/data/v1", name: "gaokao-history", settingName: "zero-shot", form: "parts" },
    "以下是一道中国高考历史选择题，请选择正确的答案。\n{question}\n{options}\n答案是：",
  ],
  [
    "agieval-gaokao-biology",
    { type: "agieval", path: "AGIEval/data/v1", name: "gaokao-biology", settingName: "zero-shot", form: "parts" },
    "以下是一道中国高考生物选择题，请选择正确的答案。\n{question}\n{options}\n答案是：",
  ],
  [
    "agieval-gaokao-chemistry",
    { type: "agieval", path: "AGIEval/data/v1", name: "gaokao-chemistry", settingName: "zero-shot", form: "parts" },
    "以下是一道中国高考化学选择题，请选择正确的答案。\n{question}\n{options}\n答案是：",
  ],
  [
    "agieval-gaokao-mathqa",
    { type: "agieval", path: "AGIEval/data/v1", name: "gaokao-mathqa", settingName: "zero-shot", form: "parts" },
    "以下是一道中国高考数学选择题，请选择正确的答案。\n{question}\n{options}\n答案是：",
  ],
  [
    "agieval-logiqa-zh",
    { type: "agieval", path: "AGIEval/data/v1", name: "logiqa-zh", settingName: "zero-shot", form: "parts" },
    "以下是一道中国公务员考试题，请选择正确的答案。\n{question}\n{options}\n答案是：",
  ],
  [
    "agieval-lsat-ar",
    { type: "agieval", path: "AGIEval/data/v1", name: "lsat-ar", settingName: "zero-shot", form: "parts" },
    "The following is a LSAT Analytical Reasoning question. Please select the correct answer.\n{question}\n{options}\nThe answer is",
  ],
  [
    "agieval-lsat-lr",
    { type: "agieval", path: "AGIEval/data/v1", name: "lsat-lr", settingName: "zero-shot", form: "parts" },
    "The following is a LSAT Logical Reasoning question. Please select the correct answer.\n{question}\n{options}\nThe answer is",
  ],
  [
    "agieval-lsat-rc",
    { type: "agieval", path: "AGIEval/data/v1", name: "lsat-rc", settingName: "zero-shot", form: "parts" },
    "The following is a LSAT Reading Comprehension question. Please select the correct answer.\n{question}\n{options}\nThe answer is",
  ],
  [
    "agieval-logiqa-en",
    { type: "agieval", path: "AGIEval/data/v1", name: "logiqa-en", settingName: "zero-shot", form: "parts" },
    "The following is a Logic Reasoning question. Please select the correct answer.\n{question}\n{options}\nThe answer is",
  ],
  [
    "agieval-sat-math",
    { type: "agieval", path: "AGIEval/data/v1", name: "sat-math", settingName: "zero-shot", form: "parts" },
    "The following is a SAT Math question. Please select the correct answer.\n{question}\n{options}\nThe answer is",
  ],
  [
    "agieval-sat-en",
    { type: "agieval", path: "AGIEval/data/v1", name: "sat-en", settingName: "zero-shot", form: "parts" },
    "The following is a SAT English question. Please select the correct answer.\n{question}\n{options}\nThe answer is",
  ],
  [
    "agieval-sat-en-without-passage",
    {
      type: "agieval",
      path: "AGIEval/data/v1",
      name: "sat-en-without-passage",
      settingName: "zero-shot",
      form: "parts",
    },
    "The following is a SAT English question. Please select the correct answer.\n{question}\n{options}\nThe answer is",
  ],
  [
    "agieval-aqua-rat",
    { type: "agieval", path: "AGIEval/data/v1", name: "aqua-rat", settingName: "zero-shot", form: "parts" },
    "The following is a AQUA-RAT question. Please select the correct answer.\n{question}\n{options}\nThe answer is",
  ],
];
const byLabel = { inputColumns: ["question", "options"], outputColumn: "label" };
const score: Evaluate = { ...accuracy, predPostprocessor: firstOption("ABCDE") };
const partsTexts2: SourceWithText[] = [
  [
    "agieval-gaokao-physics",
    { type: "agieval", path: "AGIEval/data/v1", name: "gaokao-physics", settingName: "zero-shot", form: "parts" },
    "高考物理选择",
  ],
  [
    "agieval-jec-qa-kd",
    { type: "agieval", path: "AGIEval/data/v1", name: "jec-qa-kd", settingName: "zero-shot", form: "parts" },
    "司法考试基础知识",
  ],
  [
    "agieval-jec-qa-ca",
    { type: "agieval", path: "AGIEval/data/v1", name: "jec-qa-ca", settingName: "zero-shot", form: "parts" },
    "司法考试案例分析",
  ],
];
const score2: Evaluate = { ...accuracy, predPostprocessor: { type: "first-capital-multi" } };
const partsRows3: NamedSource[] = [
  [
    "agieval-gaokao-mathcloze",
    { type: "agieval", path: "AGIEval/data/v1", name: "gaokao-mathcloze", settingName: "zero-shot", form: "parts" },
  ],
];
const score3: Evaluate = { evaluator: { type: "agieval" } };
const partsRows4: NamedSource[] = [
  ["agieval-math", { type: "agieval", path: "AGIEval/data/v1", name: "math", settingName: "zero-shot", form: "parts" }],
];
const promptRows: NamedSource[] = [
  [
    "agieval-gaokao-chinese",
    { type: "agieval", path: "AGIEval/data/v1", name: "gaokao-chinese", settingName: "zero-shot", form: "prompt" },
  ],
  [
    "agieval-gaokao-english",
    { type: "agieval", path: "AGIEval/data/v1", name: "gaokao-english", settingName: "zero-shot", form: "prompt" },
  ],
  [
    "agieval-gaokao-geography",
    { type: "agieval", path: "AGIEval/data/v1", name: "gaokao-geography", settingName: "zero-shot", form: "prompt" },
  ],
  [
    "agieval-gaokao-history",
    { type: "agieval", path: "AGIEval/data/v1", name: "gaokao-history", settingName: "zero-shot", form: "prompt" },
  ],
  [
    "agieval-gaokao-biology",
    { type: "agieval", path: "AGIEval/data/v1", name: "gaokao-biology", settingName: "zero-shot", form: "prompt" },
  ],
  [
    "agieval-gaokao-chemistry",
    { type: "agieval", path: "AGIEval/data/v1", name: "gaokao-chemistry", settingName: "zero-shot", form: "prompt" },
  ],
  [
    "agieval-gaokao-mathqa",
    { type: "agieval", path: "AGIEval/data/v1", name: "gaokao-mathqa", settingName: "zero-shot", form: "prompt" },
  ],
  [
    "agieval-logiqa-zh",
    { type: "agieval", path: "AGIEval/data/v1", name: "logiqa-zh", settingName: "zero-shot", form: "prompt" },
  ],
  [
    "agieval-lsat-ar",
    { type: "agieval", path: "AGIEval/data/v1", name: "lsat-ar", settingName: "zero-shot", form: "prompt" },
  ],
  [
    "agieval-lsat-lr",
    { type: "agieval", path: "AGIEval/data/v1", name: "lsat-lr", settingName: "zero-shot", form: "prompt" },
  ],
  [
    "agieval-lsat-rc",
    { type: "agieval", path: "AGIEval/data/v1", name: "lsat-rc", settingName: "zero-shot", form: "prompt" },
  ],
  [
    "agieval-logiqa-en",
    { type: "agieval", path: "AGIEval/data/v1", name: "logiqa-en", settingName: "zero-shot", form: "prompt" },
  ],
  [
    "agieval-sat-math",
    { type: "agieval", path: "AGIEval/data/v1", name: "sat-math", settingName: "zero-shot", form: "prompt" },
  ],
  [
    "agieval-sat-en",
    { type: "agieval", path: "AGIEval/data/v1", name: "sat-en", settingName: "zero-shot", form: "prompt" },
  ],
  [
    "agieval-sat-en-without-passage",
    {
      type: "agieval",
      path: "AGIEval/data/v1",
      name: "sat-en-without-passage",
      settingName: "zero-shot",
      form: "prompt",
    },
  ],
  [
    "agieval-aqua-rat",
    { type: "agieval", path: "AGIEval/data/v1", name: "aqua-rat", settingName: "zero-shot", form: "prompt" },
  ],
];
const byLabel2 = { inputColumns: ["problem_input"], outputColumn: "label" };
const score4: Evaluate = { ...accuracy, predPostprocessor: firstCapital };
const promptRows2: NamedSource[] = [
  [
    "agieval-gaokao-physics",
    { type: "agieval", path: "AGIEval/data/v1", name: "gaokao-physics", settingName: "zero-shot", form: "prompt" },
  ],
  [
    "agieval-jec-qa-kd",
    { type: "agieval", path: "AGIEval/data/v1", name: "jec-qa-kd", settingName: "zero-shot", form: "prompt" },
  ],
  [
    "agieval-jec-qa-ca",
    { type: "agieval", path: "AGIEval/data/v1", name: "jec-qa-ca", settingName: "zero-shot", form: "prompt" },
  ],
  [
    "agieval-gaokao-mathcloze",
    { type: "agieval", path: "AGIEval/data/v1", name: "gaokao-mathcloze", settingName: "zero-shot", form: "prompt" },
  ],
  [
    "agieval-math",
    { type: "agieval", path: "AGIEval/data/v1", name: "math", settingName: "zero-shot", form: "prompt" },
  ],
];
const score5: Evaluate = { evaluator: { type: "agieval" }, predRole: "BOT" };
const partsTexts5: SourceWithText[] = [
  [
    "agieval-gaokao-chinese",
    { type: "agieval", path: "AGIEval/data/v1", name: "gaokao-chinese", settingName: "zero-shot", form: "parts" },
    "以下是一道中国高考语文选择题，请选择正确的答案。\n{question}\n{options}\n答案是：",
  ],
  [
    "agieval-gaokao-english",
    { type: "agieval", path: "AGIEval/data/v1", name: "gaokao-english", settingName: "zero-shot", form: "parts" },
    "以下是一道中国高考英语选择题，请选择正确的答案。\n{question}\n{options}\n答案是：",
  ],
  [
    "agieval-gaokao-geography",
    { type: "agieval", path: "AGIEval/data/v1", name: "gaokao-geography", settingName: "zero-shot", form: "parts" },
    "以下是一道中国高考地理选择题，请选择正确的答案。\n{question}\n{options}\n答案是：",
  ],
  [
    "agieval-gaokao-history",
    { type: "agieval", path: "AGIEval/data/v1", name: "gaokao-history", settingName: "zero-shot", form: "parts" },
    "以下是一道中国高考历史选择题，请选择正确的答案。\n{question}\n{options}\n答案是：",
  ],
  [
    "agieval-gaokao-biology",
    { type: "agieval", path: "AGIEval/data/v1", name: "gaokao-biology", settingName: "zero-shot", form: "parts" },
    "以下是一道中国高考生物选择题，请选择正确的答案。\n{question}\n{options}\n答案是：",
  ],
  [
    "agieval-gaokao-chemistry",
    { type: "agieval", path: "AGIEval/data/v1", name: "gaokao-chemistry", settingName: "zero-shot", form: "parts" },
    "以下是一道中国高考化学选择题，请选择正确的答案。\n{question}\n{options}\n答案是：",
  ],
  [
    "agieval-gaokao-physics",
    { type: "agieval", path: "AGIEval/data/v1", name: "gaokao-physics", settingName: "zero-shot", form: "parts" },
    "以下是一道中国高考物理选择题，请选择正确的答案。\n{question}\n{options}\n答案是：",
  ],
  [
    "agieval-gaokao-mathqa",
    { type: "agieval", path: "AGIEval/data/v1", name: "gaokao-mathqa", settingName: "zero-shot", form: "parts" },
    "以下是一道中国高考数学选择题，请选择正确的答案。\n{question}\n{options}\n答案是：",
  ],
  [
    "agieval-logiqa-zh",
    { type: "agieval", path: "AGIEval/data/v1", name: "logiqa-zh", settingName: "zero-shot", form: "parts" },
    "以下是一道中国公务员考试题，请选择正确的答案。\n{question}\n{options}\n答案是：",
  ],
  [
    "agieval-lsat-ar",
    { type: "agieval", path: "AGIEval/data/v1", name: "lsat-ar", settingName: "zero-shot", form: "parts" },
    "The following is a LSAT Analytical Reasoning question. Please select the correct answer.\n{question}\n{options}\nThe answer is",
  ],
  [
    "agieval-lsat-lr",
    { type: "agieval", path: "AGIEval/data/v1", name: "lsat-lr", settingName: "zero-shot", form: "parts" },
    "The following is a LSAT Logical Reasoning question. Please select the correct answer.\n{question}\n{options}\nThe answer is",
  ],
  [
    "agieval-lsat-rc",
    { type: "agieval", path: "AGIEval/data/v1", name: "lsat-rc", settingName: "zero-shot", form: "parts" },
    "The following is a LSAT Reading Comprehension question. Please select the correct answer.\n{question}\n{options}\nThe answer is",
  ],
  [
    "agieval-logiqa-en",
    { type: "agieval", path: "AGIEval/data/v1", name: "logiqa-en", settingName: "zero-shot", form: "parts" },
    "The following is a Logic Reasoning question. Please select the correct answer.\n{question}\n{options}\nThe answer is",
  ],
  [
    "agieval-sat-math",
    { type: "agieval", path: "AGIEval/data/v1", name: "sat-math", settingName: "zero-shot", form: "parts" },
    "The following is a SAT Math question. Please select the correct answer.\n{question}\n{options}\nThe answer is",
  ],
  [
    "agieval-sat-en",
    { type: "agieval", path: "AGIEval/data/v1", name: "sat-en", settingName: "zero-shot", form: "parts" },
    "The following is a SAT English question. Please select the correct answer.\n{question}\n{options}\nThe answer is",
  ],
  [
    "agieval-sat-en-without-passage",
    {
      type: "agieval",
      path: "AGIEval/data/v1",
      name: "sat-en-without-passage",
      settingName: "zero-shot",
      form: "parts",
    },
    "The following is a SAT English question. Please select the correct answer.\n{question}\n{options}\nThe answer is",
  ],
  [
    "agieval-aqua-rat",
    { type: "agieval", path: "AGIEval/data/v1", name: "aqua-rat", settingName: "zero-shot", form: "parts" },
    "The following is a AQUA-RAT question. Please select the correct answer.\n{question}\n{options}\nThe answer is",
  ],
];
const partsRows6: NamedSource[] = [
  [
    "agieval-jec-qa-kd",
    { type: "agieval", path: "AGIEval/data/v1", name: "jec-qa-kd", settingName: "zero-shot", form: "parts" },
  ],
];
const partsRows7: NamedSource[] = [
  [
    "agieval-jec-qa-ca",
    { type: "agieval", path: "AGIEval/data/v1", name: "jec-qa-ca", settingName: "zero-shot", form: "parts" },
  ],
];
const partsTexts8: SourceWithText[] = [
  [
    "agieval-gaokao-physics",
    { type: "agieval", path: "AGIEval/data/v1", name: "gaokao-physics", settingName: "zero-shot", form: "parts" },
    "高考物理选择题，请选择正确的答案。\n{question}\n{options}\n答案是：",
  ],
  [
    "agieval-jec-qa-kd",
    { type: "agieval", path: "AGIEval/data/v1", name: "jec-qa-kd", settingName: "zero-shot", form: "parts" },
    "司法考试基础知识题，请选择正确的答案。\n{question}\n{options}\nThe answer is",
  ],
  [
    "agieval-jec-qa-ca",
    { type: "agieval", path: "AGIEval/data/v1", name: "jec-qa-ca", settingName: "zero-shot", form: "parts" },
    "司法考试案例分析题，请选择正确的答案。\n{question}\n{options}\nThe answer is",
  ],
];
const partsTexts9: SourceWithText[] = [
  [
    "agieval-lsat-ar",
    { type: "agieval", path: "AGIEval/data/v1", name: "lsat-ar", settingName: "zero-shot", form: "parts" },
    "LSAT Analytical Reasoning",
  ],
  [
    "agieval-lsat-lr",
    { type: "agieval", path: "AGIEval/data/v1", name: "lsat-lr", settingName: "zero-shot", form: "parts" },
    "LSAT Logical Reasoning",
  ],
  [
    "agieval-lsat-rc",
    { type: "agieval", path: "AGIEval/data/v1", name: "lsat-rc", settingName: "zero-shot", form: "parts" },
    "LSAT Reading Comprehension",
  ],
  [
    "agieval-aqua-rat",
    { type: "agieval", path: "AGIEval/data/v1", name: "aqua-rat", settingName: "zero-shot", form: "parts" },
    "AQUA-RAT",
  ],
];
const byLabel3 = { inputColumns: ["question", "options", "A", "B", "C", "D", "E"], outputColumn: "label" };
const score6: Evaluate = { evaluator: { type: "agieval-mcq" }, predPostprocessor: { type: "first-capital-multi" } };
const partsRows10: NamedSource[] = [
  [
    "agieval-gaokao-chinese",
    { type: "agieval", path: "AGIEval/data/v1", name: "gaokao-chinese", settingName: "zero-shot", form: "parts" },
  ],
];
const byLabel4 = { inputColumns: ["question", "options", "A", "B", "C", "D"], outputColumn: "label" };
const partsRows11: NamedSource[] = [
  [
    "agieval-gaokao-english",
    { type: "agieval", path: "AGIEval/data/v1", name: "gaokao-english", settingName: "zero-shot", form: "parts" },
  ],
];
const partsRows12: NamedSource[] = [
  [
    "agieval-gaokao-geography",
    { type: "agieval", path: "AGIEval/data/v1", name: "gaokao-geography", settingName: "zero-shot", form: "parts" },
  ],
];
const partsRows13: NamedSource[] = [
  [
    "agieval-gaokao-history",
    { type: "agieval", path: "AGIEval/data/v1", name: "gaokao-history", settingName: "zero-shot", form: "parts" },
  ],
];
const partsRows14: NamedSource[] = [
  [
    "agieval-gaokao-biology",
    { type: "agieval", path: "AGIEval/data/v1", name: "gaokao-biology", settingName: "zero-shot", form: "parts" },
  ],
];
const partsRows15: NamedSource[] = [
  [
    "agieval-gaokao-chemistry",
    { type: "agieval", path: "AGIEval/data/v1", name: "gaokao-chemistry", settingName: "zero-shot", form: "parts" },
  ],
];
const partsRows16: NamedSource[] = [
  [
    "agieval-gaokao-mathqa",
    { type: "agieval", path: "AGIEval/data/v1", name: "gaokao-mathqa", settingName: "zero-shot", form: "parts" },
  ],
];
const partsRows17: NamedSource[] = [
  [
    "agieval-logiqa-zh",
    { type: "agieval", path: "AGIEval/data/v1", name: "logiqa-zh", settingName: "zero-shot", form: "parts" },
  ],
];
const partsRows18: NamedSource[] = [
  [
    "agieval-logiqa-en",
    { type: "agieval", path: "AGIEval/data/v1", name: "logiqa-en", settingName: "zero-shot", form: "parts" },
  ],
];
const partsRows19: NamedSource[] = [
  [
    "agieval-sat-math",
    { type: "agieval", path: "AGIEval/data/v1", name: "sat-math", settingName: "zero-shot", form: "parts" },
  ],
];
const partsRows20: NamedSource[] = [
  [
    "agieval-sat-en",
    { type: "agieval", path: "AGIEval/data/v1", name: "sat-en", settingName: "zero-shot", form: "parts" },
  ],
  [
    "agieval-sat-en-without-passage",
    {
      type: "agieval",
      path: "AGIEval/data/v1",
      name: "sat-en-without-passage",
      settingName: "zero-shot",
      form: "parts",
    },
  ],
];
const order = [
  "agieval-gaokao-chinese",
  "agieval-gaokao-english",
  "agieval-gaokao-geography",
  "agieval-gaokao-history",
  "agieval-gaokao-biology",
  "agieval-gaokao-chemistry",
  "agieval-gaokao-mathqa",
  "agieval-logiqa-zh",
  "agieval-lsat-ar",
  "agieval-lsat-lr",
  "agieval-lsat-rc",
  "agieval-logiqa-en",
  "agieval-sat-math",
  "agieval-sat-en",
  "agieval-sat-en-without-passage",
  "agieval-aqua-rat",
  "agieval-gaokao-physics",
  "agieval-jec-qa-kd",
  "agieval-jec-qa-ca",
  "agieval-gaokao-mathcloze",
  "agieval-math",
];

export default defineDataset({
  title: "AGIEval: examinations",
  dimensions: ["examination", "reasoning"],
  load: async (path, { name, settingName = "zero-shot", form = "prompt" }) => {
    if (!"zero-shot".includes(String(settingName))) {
      throw new OcLocalError("CONFIG", `agieval: settingName "${settingName}" is not "zero-shot"`, {
        hint: 'write "zero-shot": OpenCompass reads no other setting',
      });
    }
    const rows = await mapJsonl(`${path}/${name}.jsonl`, form === "parts" ? parts : asPrompt(String(name)));
    return form === "parts" ? rows : rows.map((row, id) => ({ id, ...row }));
  },
  groups: agievalGroups,
  variants: {
    agieval_gen_5c79b4: () => [
      ...entriesWith(
        partsTexts,
        byLabel,
        (text) => askZeroShot({ round: [human(`${text} `)] }, { maxOutLen: 1024 }),
        score,
      ),
      ...entriesWith(
        partsTexts2,
        byLabel,
        (text) =>
          askZeroShot(
            { round: [human(`以下是一道中国${text}题，请选择正确的答案。\n{question}\n{options}\n答案是： `)] },
            { maxOutLen: 1024 },
          ),
        score2,
      ),
      ...entriesOf(
        partsRows3,
        byLabel,
        askZeroShot(
          { round: [human("以下是一道中国高考数学填空题，请填入正确的答案。\n{question}\n答案是： ")] },
          { maxOutLen: 1024 },
        ),
        score3,
      ),
      ...entriesOf(
        partsRows4,
        byLabel,
        askZeroShot(
          {
            round: [
              human("The following is a Math question. Please give the correct answer.\n{question}\nThe answer is "),
            ],
          },
          { maxOutLen: 1024 },
        ),
        score3,
      ),
    ],
    agieval_gen_a0c741: () => [
      ...entriesOf(
        promptRows,
        byLabel2,
        askZeroShot({ round: [human("{problem_input}")] }, { labels: ["A", "B", "C", "D"] }),
        score4,
      ),
      ...entriesOf(promptRows2, byLabel2, askZeroShot({ round: [human("{problem_input}")] }), score5),
    ],
    agieval_gen_d3b941: () => [
      ...entriesWith(
        partsTexts5,
        byLabel,
        (text) => askZeroShot({ round: [human(`${text} `)] }, { maxOutLen: 1024 }),
        score4,
      ),
      ...entriesOf(
        partsRows6,
        byLabel,
        askZeroShot(
          {
            round: [
              human("以下是一道中国司法考试基础知识题，请选择正确的答案。\n{question}\n{options}\nThe answer is "),
            ],
          },
          { maxOutLen: 1024 },
        ),
        score2,
      ),
      ...entriesOf(
        partsRows7,
        byLabel,
        askZeroShot(
          {
            round: [
              human("以下是一道中国司法考试案例分析题，请选择正确的答案。\n{question}\n{options}\nThe answer is "),
            ],
          },
          { maxOutLen: 1024 },
        ),
        score2,
      ),
      ...entriesOf(
        partsRows3,
        byLabel,
        askZeroShot(
          { round: [human("以下是一道中国高考数学填空题，请填入正确的答案。\n{question}\n答案是： ")] },
          { maxOutLen: 1024 },
        ),
        score3,
      ),
      ...entriesOf(
        partsRows4,
        byLabel,
        askZeroShot(
          {
            round: [
              human("The following is a Math question. Please give the correct answer.\n{question}\nThe answer is "),
            ],
          },
          { maxOutLen: 1024 },
        ),
        score3,
      ),
    ],
    agieval_gen_f84832: () => [
      ...entriesWith(
        partsTexts,
        byLabel,
        (text) => askZeroShot({ round: [human(`${text} `)] }, { maxOutLen: 1024 }),
        score,
      ),
      ...entriesWith(
        partsTexts8,
        byLabel,
        (text) => askZeroShot({ round: [human(`以下是一道中国${text} `)] }, { maxOutLen: 1024 }),
        score2,
      ),
      ...entriesOf(
        partsRows3,
        byLabel,
        askZeroShot(
          { round: [human("以下是一道中国高考数学填空题，请填入正确的答案。\n{question}\n答案是： ")] },
          { maxOutLen: 1024 },
        ),
        score3,
      ),
      ...entriesOf(
        partsRows4,
        byLabel,
        askZeroShot(
          {
            round: [
              human("The following is a Math question. Please give the correct answer.\n{question}\nThe answer is "),
            ],
          },
          { maxOutLen: 1024 },
        ),
        score3,
      ),
    ],
    agieval_mixed_e33d83: () =>
      inOrder(order, [
        ...entriesWith(
          partsTexts9,
          byLabel3,
          (text) => ({
            promptTemplate: {
              template: perOption("ABCDE", (answer) => ({
                round: [
                  human(
                    `The following is a ${text} question. Please select the correct answer.\n{question}\n{options}`,
                  ),
                  bot(`The answer is ${answer}`),
                ],
              })),
            },
            retriever: zeroShot,
            inferencer: { type: "perplexity", labels: ["A", "B", "C", "D", "E"] },
          }),
          accuracy,
        ),
        ...entriesWith(
          partsTexts2,
          byLabel,
          (text) =>
            askZeroShot(
              { round: [human(`以下是一道中国${text}题，请选择正确的答案。\n{question}\n{options}\n答案是： `)] },
              { maxOutLen: 1024 },
            ),
          score6,
        ),
        ...entriesOf(
          partsRows10,
          byLabel4,
          {
            promptTemplate: {
              template: perOption("ABCD", (answer) => ({
                round: [
                  human("以下是一道中国高考语文选择题，请选择正确的答案。\n{question}\n{options}"),
                  bot(`答案是：${answer}`),
                ],
              })),
            },
            retriever: zeroShot,
            inferencer: { type: "perplexity", labels: ["A", "B", "C", "D"] },
          },
          accuracy,
        ),
        ...entriesOf(
          partsRows11,
          byLabel4,
          {
            promptTemplate: {
              template: perOption("ABCD", (answer) => ({
                round: [
                  human("以下是一道中国高考英语选择题，请选择正确的答案。\n{question}\n{options}"),
                  bot(`答案是：${answer}`),
                ],
              })),
            },
            retriever: zeroShot,
            inferencer: { type: "perplexity", labels: ["A", "B", "C", "D"] },
          },
          accuracy,
        ),
        ...entriesOf(
          partsRows12,
          byLabel4,
          {
            promptTemplate: {
              template: perOption("ABCD", (answer) => ({
                round: [
                  human("以下是一道中国高考地理选择题，请选择正确的答案。\n{question}\n{options}"),
                  bot(`答案是：${answer}`),
                ],
              })),
            },
            retriever: zeroShot,
            inferencer: { type: "perplexity", labels: ["A", "B", "C", "D"] },
          },
          accuracy,
        ),
        ...entriesOf(
          partsRows13,
          byLabel4,
          {
            promptTemplate: {
              template: perOption("ABCD", (answer) => ({
                round: [
                  human("以下是一道中国高考历史选择题，请选择正确的答案。\n{question}\n{options}"),
                  bot(`答案是：${answer}`),
                ],
              })),
            },
            retriever: zeroShot,
            inferencer: { type: "perplexity", labels: ["A", "B", "C", "D"] },
          },
          accuracy,
        ),
        ...entriesOf(
          partsRows14,
          byLabel4,
          {
            promptTemplate: {
              template: perOption("ABCD", (answer) => ({
                round: [
                  human("以下是一道中国高考生物选择题，请选择正确的答案。\n{question}\n{options}"),
                  bot(`答案是：${answer}`),
                ],
              })),
            },
            retriever: zeroShot,
            inferencer: { type: "perplexity", labels: ["A", "B", "C", "D"] },
          },
          accuracy,
        ),
        ...entriesOf(
          partsRows15,
          byLabel4,
          {
            promptTemplate: {
              template: perOption("ABCD", (answer) => ({
                round: [
                  human("以下是一道中国高考化学选择题，请选择正确的答案。\n{question}\n{options}"),
                  bot(`答案是：${answer}`),
                ],
              })),
            },
            retriever: zeroShot,
            inferencer: { type: "perplexity", labels: ["A", "B", "C", "D"] },
          },
          accuracy,
        ),
        ...entriesOf(
          partsRows16,
          byLabel4,
          {
            promptTemplate: {
              template: perOption("ABCD", (answer) => ({
                round: [
                  human("以下是一道中国高考数学选择题，请选择正确的答案。\n{question}\n{options}"),
                  bot(`答案是：${answer}`),
                ],
              })),
            },
            retriever: zeroShot,
            inferencer: { type: "perplexity", labels: ["A", "B", "C", "D"] },
          },
          accuracy,
        ),
        ...entriesOf(
          partsRows17,
          byLabel4,
          {
            promptTemplate: {
              template: perOption("ABCD", (answer) => ({
                round: [
                  human("以下是一道中国公务员考试题，请选择正确的答案。\n{question}\n{options}"),
                  bot(`答案是：${answer}`),
                ],
              })),
            },
            retriever: zeroShot,
            inferencer: { type: "perplexity", labels: ["A", "B", "C", "D"] },
          },
          accuracy,
        ),
        ...entriesOf(
          partsRows18,
          byLabel4,
          {
            promptTemplate: {
              template: perOption("ABCD", (answer) => ({
                round: [
                  human(
                    "The following is a Logic Reasoning question. Please select the correct answer.\n{question}\n{options}",
                  ),
                  bot(`The answer is ${answer}`),
                ],
              })),
            },
            retriever: zeroShot,
            inferencer: { type: "perplexity", labels: ["A", "B", "C", "D"] },
          },
          accuracy,
        ),
        ...entriesOf(
          partsRows19,
          byLabel4,
          {
            promptTemplate: {
              template: perOption("ABCD", (answer) => ({
                round: [
                  human(
                    "The following is a SAT Math question. Please select the correct answer.\n{question}\n{options}",
                  ),
                  bot(`The answer is ${answer}`),
                ],
              })),
            },
            retriever: zeroShot,
            inferencer: { type: "perplexity", labels: ["A", "B", "C", "D"] },
          },
          accuracy,
        ),
        ...entriesOf(
          partsRows20,
          byLabel4,
          {
            promptTemplate: {
              template: perOption("ABCD", (answer) => ({
                round: [
                  human(
                    "The following is a SAT English question. Please select the correct answer.\n{question}\n{options}",
                  ),
                  bot(`The answer is ${answer}`),
                ],
              })),
            },
            retriever: zeroShot,
            inferencer: { type: "perplexity", labels: ["A", "B", "C", "D"] },
          },
          accuracy,
        ),
        ...entriesOf(
          partsRows3,
          byLabel,
          askZeroShot(
            { round: [human("以下是一道中国高考数学填空题，请填入正确的答案。\n{question}答案是：")] },
            { maxOutLen: 1024 },
          ),
          score3,
        ),
        ...entriesOf(
          partsRows4,
          byLabel,
          askZeroShot(
            {
              round: [
                human("The following is a Math question. Please give the correct answer.\n{question}The answer is "),
              ],
            },
            { maxOutLen: 1024 },
          ),
          score3,
        ),
      ]),
  },
  aliases: { agieval_gen: "agieval_gen_5c79b4", agieval_mixed: "agieval_mixed_e33d83" },
});

function asPrompt(name: string): (record: Row, place: string) => Row {
  const words = english.includes(name) ? englishWords : chineseWords;
  return (record, place) => {
    const question = `${passageOf(record)}${words.question}${textOf(record, "question", place)}`;
    const label = rightAnswer(record);
    if (cloze.includes(name)) return { problem_input: question + words.cloze, label };
    const options = textsOf(record, "options", place);
    // One option stands for a list that was not taken apart.
    const last = "ABCDEFG"[(options.length === 1 ? words.usual : options.length) - 1];
    return { problem_input: `${question} ${words.options}${options.join(" ")}\n${words.ask(last)}`, label };
  };
}

const englishWords = {
  question: "Q: ",
  options: "Answer Choices: ",
  cloze: "\nA: The answer is",
  usual: 5,
  ask: (last: string | undefined) => `A: Among A through ${last}, the answer is`,
};
const chineseWords = {
  question: "问题：",
  options: "选项：",
  cloze: "\n答案：",
  usual: 4,
  ask: (last: string | undefined) => `答案：从A到${last}, 我们应选择`,
};

function parts(record: Row, place: string): Row {
  const options = fieldOf(record, "options", place) === null ? [] : textsOf(record, "options", place);
  const right = rightAnswer(record);
  return {
    question: passageOf(record) + textOf(record, "question", place),
    options: options.join("\n"),
    label: right === null ? null : [right].flat().join(""),
  };
}

/** The label, or the answer of questions without options; null where the file has neither, and never a text for it. */
function rightAnswer({ label = null, answer = null }: Row): JsonValue {
  const isEmpty = label === null || label === "" || (Array.isArray(label) && label.length === 0);
  return isEmpty ? answer : label;
}

function passageOf({ passage }: Row): string {
  return typeof passage === "string" ? passage : "";
}
