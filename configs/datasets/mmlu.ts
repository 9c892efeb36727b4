// MMLU (Hendrycks et al. 2021, arXiv:2009.03300): 57 subjects, four options. Prompts, splits and groups are those of
// OpenCompass a5acc4bb. Five examples come from each subject's dev split.

import { type DatasetConfig, defineDataset, readCsv } from "oc-local";
import { type MmluCategory, mmluSubjects } from "./_mmlu-subjects.ts";
import {
  askZeroShot,
  bot,
  type Evaluate,
  fiveShot,
  human,
  type Infer,
  judged,
  perOption,
  zeroShot,
} from "./_pieces.ts";

const accuracy: Evaluate = { evaluator: { type: "accuracy" } };
const details: Evaluate = { evaluator: { type: "accuracy-details" } };
const firstCapital: Evaluate = { ...accuracy, predPostprocessor: { type: "first-capital" } };
const optionsPart = { type: "first-option", options: "ABCD" };
const firstOption: Evaluate = { ...accuracy, predPostprocessor: optionsPart };
const answerLine: Evaluate = {
  ...accuracy,
  predPostprocessor: { type: "match-answer-pattern", answerPattern: String.raw`(?i)ANSWER\s*:\s*([A-D])` },
};

export default defineDataset({
  title: "MMLU: knowledge in English, 57 subjects",
  dimensions: ["examination", "knowledge"],
  load: async (path, { name }) => ({
    dev: await readCsv(`${path}/dev/${name}_dev.csv`, { columns }),
    test: await readCsv(`${path}/test/${name}_test.csv`, { columns }),
  }),
  variants: {
    mmlu_openai_simple_evals_gen_b618ea: () => entries(() => askZeroShot({ round: [human(simpleEvals)] }), answerLine),
    mmlu_gen_4d595a: () => entries(fiveShotGen("Question", "Answer"), { ...details, predPostprocessor: optionsPart }),
    mmlu_gen_a484b3: () => entries(mixedWordsGen, firstOption),
    mmlu_gen_5d1409: () => entries(fiveShotGen("Q", "A"), firstCapital),
    mmlu_gen_23a9a9: () => entries(systemHintGen, firstCapital),
    mmlu_gen_79e572: () => entries(plainTextGen, firstCapital),
    mmlu_zero_shot_gen_47e2c0: () => entries(stepByStepGen, firstOption),
    mmlu_ppl_ac766d: () => entries(plainTextPpl, details),
    mmlu_llmjudge_gen_f4336b: () => entries(answerOnly, judged()),
    mmlu_openai_0shot_nocot_llmjudge_gen_216503: () => stem(entries(answerOnly, judged("LMEvaluator"))),
    mmlu_stem_0shot_cascade_eval_gen_216503: () => stem(entries(answerOnly, judged("CascadeEvaluator", {}))),
    mmlu_stem_0shot_gen_216503: () => stem(entries(answerOnly, judged("GenericLLMEvaluator", {}))),
    mmlu_stem_0shot_xml_gen_216503: () => stem(entries(answerOnly, judged("GenericLLMEvaluator", {}))),
  },
  aliases: {
    mmlu_gen: "mmlu_openai_simple_evals_gen_b618ea",
    mmlu_ppl: "mmlu_ppl_ac766d",
    mmlu_llm_judge_gen: "mmlu_llmjudge_gen_f4336b",
  },
  groups: [
    groupOf("humanities"),
    groupOf("stem"),
    groupOf("social-science"),
    groupOf("other"),
    { name: "mmlu", subsets: Object.keys(mmluSubjects).map(abbr) },
    {
      name: "mmlu-weighted",
      subsets: Object.keys(mmluSubjects).map(abbr),
      weights: Object.fromEntries(Object.entries(mmluSubjects).map(([name, [, rows]]) => [abbr(name), rows])),
    },
  ],
});

const columns = ["input", "A", "B", "C", "D", "target"];

function entries(infer: (subject: string) => Infer, evaluate: Evaluate): DatasetConfig[] {
  return Object.keys(mmluSubjects).map((name) => ({
    abbr: abbr(name),
    source: { type: "mmlu", path: "mmlu", name },
    reader: { inputColumns: ["input", "A", "B", "C", "D"], outputColumn: "target", trainSplit: "dev" },
    infer: infer(name.replaceAll("_", " ")),
    evaluate,
  }));
}

function abbr(subject: string): string {
  return `lukaemon_mmlu_${subject}`;
}

const options = "{input}\nA. {A}\nB. {B}\nC. {C}\nD. {D}";

function singleChoice(subject: string, questionWord: string, answerWord: string): string {
  const hint = `There is a single choice question about ${subject}. Answer the question by replying A, B, C or D.`;
  return `${hint}\n${questionWord}: ${options}\n${answerWord}: `;
}

/** Examples and question in the same words. */
function fiveShotGen(questionWord: string, answerWord: string): (subject: string) => Infer {
  return (subject) => {
    const prompt = singleChoice(subject, questionWord, answerWord);
    return dialogue(prompt, prompt);
  };
}

/** Examples say Question and Answer, the question itself Q and A. */
function mixedWordsGen(subject: string): Infer {
  return dialogue(singleChoice(subject, "Question", "Answer"), singleChoice(subject, "Q", "A"));
}

function stepByStepGen(subject: string): Infer {
  const example = singleChoice(subject, "Q", "A");
  return {
    ...dialogue(example, singleChoice(subject, "Q", "Let's think step by step. A")),
    retriever: zeroShot,
    inferencer: { type: "generate", maxOutLen: 256 },
  };
}

function systemHintGen(subject: string): Infer {
  const hint = `The following are multiple choice questions (with answers) about ${subject}.`;
  const question = human(`${options}\nAnswer: `);
  return {
    ...dialogue(`${options}\nAnswer: `, ""),
    promptTemplate: {
      template: { begin: [{ role: "SYSTEM", fallback_role: "HUMAN", prompt: hint }, "</E>"], round: [question] },
      iceToken: "</E>",
      upstreamType: "PromptTemplate",
    },
  };
}

function dialogue(example: string, question: string): Infer {
  return {
    iceTemplate: { template: { round: [human(example), bot("{target}\n")] } },
    promptTemplate: { template: { begin: "</E>", round: [human(question)] }, iceToken: "</E>" },
    retriever: fiveShot,
    inferencer: { type: "generate" },
  };
}

function textHint(subject: string): string {
  return `The following are multiple choice questions (with answers) about  ${subject}.\n\n`;
}

function plainTextGen(subject: string): Infer {
  return {
    iceTemplate: { template: `${options}\nAnswer: {target}\n` },
    promptTemplate: { template: `${textHint(subject)}</E>${options}\nAnswer:`, iceToken: "</E>" },
    retriever: fiveShot,
    inferencer: { type: "generate" },
  };
}

function plainTextPpl(subject: string): Infer {
  return {
    iceTemplate: { template: perOption("ABCD", (option) => `${options}\nAnswer: ${option}\n`) },
    promptTemplate: {
      template: perOption("ABCD", (option) => `${textHint(subject)}</E>${options}\nAnswer: ${option}`),
      iceToken: "</E>",
    },
    retriever: fiveShot,
    inferencer: { type: "perplexity" },
  };
}

const answerFormat =
  "The last line of your response should be of the following format: 'ANSWER: $LETTER' (without quotes) where LETTER is one of ABCD.";
const simpleEvals = simpleQuestion("Think step by step before answering.");

function simpleQuestion(how: string): string {
  const lines = ["A) {A}", "B) {B}", "C) {C}", "D) {D}"].join("\n");
  return `Answer the following multiple choice question. ${answerFormat} ${how}\n\n{input}\n\n${lines}`;
}

function answerOnly(): Infer {
  return askZeroShot({ round: [human(simpleQuestion(""))] });
}

/** Subjects of OpenCompass's list "stem", in the order of their names. */
function stem(all: DatasetConfig[]): DatasetConfig[] {
  const chosen = all.filter(({ source }) => mmluSubjects[String(source.name)]?.[0] === "stem");
  return chosen.sort((a, b) => (a.abbr < b.abbr ? -1 : 1));
}

function groupOf(category: MmluCategory) {
  const subjects = Object.keys(mmluSubjects).filter((subject) => mmluSubjects[subject]?.[0] === category);
  return { name: `mmlu-${category}`, subsets: subjects.sort().map(abbr) };
}
