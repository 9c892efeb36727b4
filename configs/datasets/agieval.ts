// AGIEval (Zhong et al. 2023, arXiv:2304.06364): questions of entrance and licence examinations. Prompts are those of OpenCompass
// a5acc4bb. Forms: `prompt` (the question as AGIEval writes it) and `parts`.

import { type DatasetConfig, defineDataset, type JsonValue, OcLocalError, type Row } from "oc-local";
import { fieldOf, mapJsonl, textOf, textsOf } from "./_fields.ts";
import {
  accuracy,
  askZeroShot,
  bot,
  comparing,
  type Evaluate,
  firstCapital,
  firstOption,
  human,
  type Infer,
  perOption,
} from "./_pieces.ts";
import { agievalGroups } from "./_summary-groups.ts";

const cloze = ["math", "gaokao-mathcloze"];
const english =
  "lsat-ar lsat-lr lsat-rc logiqa-en sat-math sat-en aqua-rat sat-en-without-passage gaokao-english math".split(" ");

interface Exam {
  name: string;
  intro: string;
  /** What stands before the letter. */
  answers: string;
  options: string;
}

function chineseExam(name: string, subject: string): Exam {
  return { name, intro: `以下是一道中国${subject}题，请选择正确的答案。`, answers: "答案是：", options: "ABCD" };
}

function englishExam(name: string, subject: string, options = "ABCD"): Exam {
  const intro = `The following is a ${subject} question. Please select the correct answer.`;
  return { name, intro, answers: "The answer is ", options };
}

const gaokao = [
  chineseExam("gaokao-chinese", "高考语文选择"),
  chineseExam("gaokao-english", "高考英语选择"),
  chineseExam("gaokao-geography", "高考地理选择"),
  chineseExam("gaokao-history", "高考历史选择"),
  chineseExam("gaokao-biology", "高考生物选择"),
  chineseExam("gaokao-chemistry", "高考化学选择"),
];
const others = [
  chineseExam("gaokao-mathqa", "高考数学选择"),
  chineseExam("logiqa-zh", "公务员考试"),
  englishExam("lsat-ar", "LSAT Analytical Reasoning", "ABCDE"),
  englishExam("lsat-lr", "LSAT Logical Reasoning", "ABCDE"),
  englishExam("lsat-rc", "LSAT Reading Comprehension", "ABCDE"),
  englishExam("logiqa-en", "Logic Reasoning"),
  englishExam("sat-math", "SAT Math"),
  englishExam("sat-en", "SAT English"),
  englishExam("sat-en-without-passage", "SAT English"),
  englishExam("aqua-rat", "AQUA-RAT", "ABCDE"),
];
const oneRight = [...gaokao, ...others];
const physics = chineseExam("gaokao-physics", "高考物理选择");
/** Several options may be right. */
const law = [chineseExam("jec-qa-kd", "司法考试基础知识"), chineseExam("jec-qa-ca", "司法考试案例分析")];
/** As some of OpenCompass's variants end them. */
const lawEndedInEnglish = law.map((exam) => ({ ...exam, answers: "The answer is " }));

const someOption: Evaluate = { ...accuracy, predPostprocessor: firstOption("ABCDE") };
const capital: Evaluate = { ...accuracy, predPostprocessor: firstCapital };
const capitals: Evaluate = { ...accuracy, predPostprocessor: { type: "first-capital-multi" } };
const sameAnswer: Evaluate = { evaluator: { type: "agieval" } };

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
      ...oneRight.map((exam) => asked(exam, someOption)),
      ...[physics, ...law].map((exam) => asked(exam, capitals)),
      ...clozes("\n", " "),
    ],
    agieval_gen_a0c741: () => [
      ...oneRight.map(({ name }) => askedAsWritten(name, capital, { labels: ["A", "B", "C", "D"] })),
      ...[physics.name, ...law.map(({ name }) => name), "gaokao-mathcloze", "math"].map((name) =>
        askedAsWritten(name, { ...sameAnswer, predRole: "BOT" }),
      ),
    ],
    agieval_gen_d3b941: () => [
      ...[...gaokao, physics, ...others].map((exam) => asked(exam, capital)),
      ...lawEndedInEnglish.map((exam) => asked(exam, capitals)),
      ...clozes("\n", " "),
    ],
    agieval_gen_f84832: () => [
      ...oneRight.map((exam) => asked(exam, someOption)),
      ...[physics, ...lawEndedInEnglish].map((exam) => asked(exam, capitals)),
      ...clozes("\n", " "),
    ],
    agieval_mixed_e33d83: () => [
      ...oneRight.map(compared),
      ...[physics, ...law].map((exam) => asked(exam, { ...capitals, evaluator: { type: "agieval-mcq" } })),
      ...clozes(),
    ],
  },
  aliases: { agieval_gen: "agieval_gen_5c79b4", agieval_mixed: "agieval_mixed_e33d83" },
});

interface Form {
  form: "parts" | "prompt";
  inputColumns: string[];
}

const inParts: Form = { form: "parts", inputColumns: ["question", "options"] };
const asWritten: Form = { form: "prompt", inputColumns: ["problem_input"] };

function entry(name: string, { form, inputColumns }: Form, infer: Infer, evaluate: Evaluate): DatasetConfig {
  return {
    abbr: `agieval-${name}`,
    source: { type: "agieval", path: "AGIEval/data/v1", name, settingName: "zero-shot", form },
    reader: { inputColumns, outputColumn: "label" },
    infer,
    evaluate,
  };
}

function asked({ name, intro, answers }: Exam, evaluate: Evaluate): DatasetConfig {
  const prompt = `${intro}\n{question}\n{options}\n${answers.trimEnd()} `;
  return entry(name, inParts, askZeroShot({ round: [human(prompt)] }, { maxOutLen: 1024 }), evaluate);
}

function askedAsWritten(name: string, evaluate: Evaluate, options?: Record<string, unknown>): DatasetConfig {
  return entry(name, asWritten, askZeroShot({ round: [human("{problem_input}")] }, options), evaluate);
}

function compared({ name, intro, answers, options }: Exam): DatasetConfig {
  const template = perOption(options, (letter) => ({
    round: [human(`${intro}\n{question}\n{options}`), bot(answers + letter)],
  }));
  const inferencer = { type: "perplexity", labels: [...options] };
  const form = { ...inParts, inputColumns: [...inParts.inputColumns, ...options] };
  return entry(name, form, { ...comparing(template), inferencer }, accuracy);
}

/** Questions without options; variants differ in what stands around the line that asks for the answer. */
function clozes(before = "", afterColon = ""): DatasetConfig[] {
  const texts: [name: string, text: string][] = [
    ["gaokao-mathcloze", `以下是一道中国高考数学填空题，请填入正确的答案。\n{question}${before}答案是：${afterColon}`],
    ["math", `The following is a Math question. Please give the correct answer.\n{question}${before}The answer is `],
  ];
  return texts.map(([name, text]) =>
    entry(name, inParts, askZeroShot({ round: [human(text)] }, { maxOutLen: 1024 }), sameAnswer),
  );
}

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
