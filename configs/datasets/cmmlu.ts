// CMMLU (Li et al. 2023, arXiv:2306.09212): 67 subjects in Chinese, four options. Prompts, splits and groups are those of
// OpenCompass a5acc4bb. Five examples come from each subject's dev split.

import { type DatasetConfig, defineDataset, type Row, readCsv } from "oc-local";
import { cmmluSubjects } from "./_cmmlu-subjects.ts";
import { askZeroShot, bot, demo, type Evaluate, fiveShot, human, type Infer, judged, perOption } from "./_pieces.ts";

const accuracy: Evaluate = { evaluator: { type: "accuracy" } };
const details: Evaluate = { evaluator: { type: "accuracy-details" } };
const firstCapital: Evaluate = { ...details, predPostprocessor: { type: "first-capital" } };
const answerLine: Evaluate = {
  ...accuracy,
  predPostprocessor: {
    type: "match-answer-pattern",
    answerPattern: String.raw`(?i)答案\s*:\s*[\W]*([A-D])[\W]*`,
  },
};

export default defineDataset({
  title: "CMMLU: knowledge in Chinese, 67 subjects",
  dimensions: ["examination", "knowledge"],
  load: async (path, { name }) => ({
    dev: await readSubject(`${path}/dev/${name}.csv`),
    test: await readSubject(`${path}/test/${name}.csv`),
  }),
  variants: {
    cmmlu_0shot_cot_gen_305931: () => entries(chainOfThoughtGen, answerLine),
    cmmlu_gen_c13365: fiveShotGenEntries,
    cmmlu_ppl_8b9c76: () => entries(fiveShotPpl, accuracy),
    cmmlu_ppl_041cbf: plainTextPplEntries,
    cmmlu_0shot_nocot_llmjudge_gen_e1cd9a: () => entries(answerOnlyGen, judged("LMEvaluator")),
    cmmlu_llmjudge_gen_e1cd9a: () => entries(answerOnlyGen, judged()),
    cmmlu_stem_0shot_nocot_gen_3653db: () => stem(entries(answerOnlyGen, judged())),
    cmmlu_stem_0shot_nocot_llmjudge_gen_3653db: () => stem(entries(answerOnlyGen, judged("LMEvaluator"))),
    cmmlu_stem_0shot_nocot_xml_gen_3653db: () => stem(entries(answerOnlyGen, judged())),
    demo_cmmlu_chat_gen: () => demo(fiveShotGenEntries(), "[0:4]"),
    demo_cmmlu_base_ppl: () => demo(plainTextPplEntries(), "[0:4]"),
  },
  aliases: {
    cmmlu_gen: "cmmlu_0shot_cot_gen_305931",
    cmmlu_llm_judge_gen: "cmmlu_llmjudge_gen_e1cd9a",
    cmmlu_ppl: "cmmlu_ppl_8b9c76",
    // OpenCompass 0.1 called the same prompt by this hash.
    cmmlu_gen_ffe7c0: "cmmlu_gen_c13365",
  },
  groups: [
    groupOf("humanities", (_, category) => category === "humanities"),
    groupOf("stem", (_, category) => category === "stem"),
    groupOf("social-science", (_, category) => category === "social-science"),
    groupOf("other", (_, category) => category === "other"),
    groupOf("china-specific", (_name, _category, scope) => scope === "china"),
    { name: "cmmlu", subsets: Object.keys(cmmluSubjects).map((subject) => `cmmlu-${subject}`) },
  ],
});

function fiveShotGenEntries(): DatasetConfig[] {
  return entries(fiveShotGen, firstCapital);
}

function plainTextPplEntries(): DatasetConfig[] {
  return entries(plainTextPpl, details);
}

function entries(infer: (subject: string) => Infer, evaluate: Evaluate): DatasetConfig[] {
  return Object.entries(cmmluSubjects).map(([name, [chineseName]]) => ({
    abbr: `cmmlu-${name}`,
    source: { type: "cmmlu", path: "cmmlu", name },
    reader: {
      inputColumns: ["question", "A", "B", "C", "D"],
      outputColumn: "answer",
      trainSplit: "dev",
      testSplit: "test",
    },
    infer: infer(chineseName),
    evaluate,
  }));
}

function answerOnlyGen(subject: string): Infer {
  const hint = `请回答以下关于${subject}的单项选择题, 你回答的最后一行**必须**是以下格式 '答案: $选项' (不带引号), 其中选项是ABCD之一.`;
  return askZeroShot({ round: [human(`${hint}\n\n{question}\n\nA) {A}\nB) {B}\nC) {C}\nD) {D}`)] });
}

function stem(all: DatasetConfig[]): DatasetConfig[] {
  return all.filter(({ source }) => cmmluSubjects[String(source.name)]?.[1] === "stem");
}

const options = "题目：{question}\nA. {A}\nB. {B}\nC. {C}\nD. {D}";

function hint(subject: string): string {
  return `以下是关于${subject}的单项选择题，请直接给出正确答案的选项。`;
}

function fiveShotGen(subject: string): Infer {
  return {
    iceTemplate: {
      template: { begin: "</E>", round: [human(`${hint(subject)}\n${options}`), bot("答案是: {answer}")] },
      iceToken: "</E>",
    },
    retriever: fiveShot,
    inferencer: { type: "generate" },
  };
}

function fiveShotPpl(subject: string): Infer {
  return {
    iceTemplate: {
      template: perOption("ABCD", (answer) => ({
        begin: "</E>",
        round: [human(`${hint(subject)}\n${options}`), bot(`答案是: ${answer}`)],
      })),
      iceToken: "</E>",
    },
    retriever: fiveShot,
    inferencer: { type: "perplexity" },
  };
}

/** Text without roles; the instruction stands once, above the examples. */
function plainTextPpl(subject: string): Infer {
  return {
    iceTemplate: { template: perOption("ABCD", (answer) => `${options}\n答案是: ${answer}\n`) },
    promptTemplate: {
      template: perOption("ABCD", (answer) => `${hint(subject)}\n</E>${options}\n答案是: ${answer}`),
      iceToken: "</E>",
    },
    retriever: fiveShot,
    inferencer: { type: "perplexity" },
  };
}

function chainOfThoughtGen(subject: string): Infer {
  const format = "你回答的最后一行**必须**是以下格式 '答案: $选项' (不带引号), 其中选项是ABCD之一.";
  const prompt = `请回答以下关于${subject}的单项选择题, ${format} 请在回答之前一步步思考.

{question}

A) {A}
B) {B}
C) {C}
D) {D}`;
  return askZeroShot({ round: [human(prompt)] });
}

const columns = ["number", "question", "A", "B", "C", "D", "answer"];

async function readSubject(path: string): Promise<Row[]> {
  const rows = await readCsv(path, { columns, skipHeader: true });
  return rows.map(({ number: _, ...row }) => row);
}

function groupOf(name: string, contains: (subject: string, category: string, scope: string | undefined) => boolean) {
  const subjects = Object.entries(cmmluSubjects).filter(([subject, [, category, scope]]) =>
    contains(subject, category, scope),
  );
  return { name: `cmmlu-${name}`, subsets: subjects.map(([subject]) => `cmmlu-${subject}`) };
}
