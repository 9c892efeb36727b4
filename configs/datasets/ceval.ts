// C-Eval (Huang et al. 2023, arXiv:2305.08322): 52 Chinese exam subjects, four options. Prompts, splits and groups are those
// of OpenCompass a5acc4bb. Five examples come from each subject's dev split; the test split has no public answers.

import { type DatasetConfig, defineDataset, type Row, readCsv } from "oc-local";
import { cevalSubjects, hardCevalSubjects } from "./_ceval-subjects.ts";
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

const data = "ceval/formal_ceval";
const ownData = "ceval_internal/formal_ceval";

const allSplits: readonly string[] = ["dev", "val", "test"];

const accuracy: Evaluate = { evaluator: { type: "accuracy" } };
const firstCapital: Evaluate = { ...accuracy, predPostprocessor: { type: "first-capital" } };
const firstOption: Evaluate = { ...accuracy, predPostprocessor: { type: "first-option", options: "ABCD" } };

export default defineDataset({
  title: "C-Eval: Chinese exams, 52 subjects from middle school to professional qualification",
  dimensions: ["examination", "knowledge"],
  load: async (path, { name }, needed = allSplits) => {
    const splits: Record<string, Row[]> = {};
    // The test split is nine tenths of the rows. One that does not exist is told beside those that do.
    const read = needed.every((split) => allSplits.includes(split)) ? needed : allSplits;
    for (const split of allSplits.filter((name) => read.includes(name))) {
      const rows = await readSubject(`${path}/${split}/${name}_${split}.csv`);
      // As upstream: a file with a header alone makes no split.
      if (rows.length > 0) splits[split] = rows;
    }
    return splits;
  },
  variants: {
    ceval_gen_5f30c7: () => entries(["val"], fiveShotGen, firstCapital),
    ceval_gen_2daf24: () => entries(["val", "test"], fiveShotGen, firstCapital),
    ceval_zero_shot_gen_bd40ef: () => entries(["val"], stepByStepGen, firstOption),
    ceval_llm_judge_gen_a162f0: () => entries(["val"], stepByStepZeroShot, judged("GenericLLMEvaluator", {})),
    ceval_ppl_578f8d: () => entries(["val"], fiveShotPpl, accuracy),
    ceval_ppl_93e5ce: () => entries(["val", "test"], fiveShotPpl, accuracy),
    ceval_ppl_1cd8bf: () => entries(["val", "test"], plainTextPpl, accuracy),
    ceval_internal_ppl_1cd8bf: () => entries(["val", "test"], plainTextPpl, accuracy),
    ceval_internal_ppl_93e5ce: () =>
      entries(["val", "test"], fiveShotPpl, { evaluator: { type: "accuracy-details" } }, ownData),
  },
  aliases: { ceval_gen: "ceval_gen_5f30c7", ceval_ppl: "ceval_ppl_578f8d" },
  groups: [...groupsOf("ceval", "ceval-"), ...groupsOf("ceval-test", "ceval-test-")],
});

type Split = "val" | "test";

function entries(
  splits: Split[],
  infer: (subject: string) => Infer,
  evaluate: Evaluate,
  path: string = data,
): DatasetConfig[] {
  return splits.flatMap((split) =>
    Object.entries(cevalSubjects).map(([name, [chineseName]]) => ({
      abbr: `${split === "val" ? "ceval-" : "ceval-test-"}${name}`,
      source: { type: "ceval", path, name },
      reader: {
        inputColumns: ["question", "A", "B", "C", "D"],
        outputColumn: "answer",
        trainSplit: "dev",
        testSplit: split,
      },
      infer: infer(chineseName),
      evaluate,
    })),
  );
}

const options = "{question}\nA. {A}\nB. {B}\nC. {C}\nD. {D}";

function question(subject: string, beforeAnswer = ""): string {
  return `以下是中国关于${subject}考试的单项选择题，请选出其中的正确答案。\n${options}\n${beforeAnswer}答案: `;
}

function fiveShotGen(subject: string): Infer {
  return {
    iceTemplate: {
      template: { begin: "</E>", round: [human(question(subject)), bot("{answer}")] },
      iceToken: "</E>",
    },
    retriever: fiveShot,
    inferencer: { type: "generate" },
  };
}

function stepByStepGen(subject: string): Infer {
  return {
    iceTemplate: {
      template: { begin: "</E>", round: [human(question(subject, "让我们一步一步思考。")), bot("{answer}")] },
      iceToken: "</E>",
    },
    retriever: zeroShot,
    inferencer: { type: "generate", maxOutLen: 256 },
  };
}

function stepByStepZeroShot(subject: string): Infer {
  return askZeroShot({ round: [human(question(subject, "让我们一步一步思考。")), bot("{answer}")] });
}

function fiveShotPpl(subject: string): Infer {
  return {
    iceTemplate: {
      template: perOption("ABCD", (answer) => ({ begin: "</E>", round: [human(question(subject)), bot(answer)] })),
      iceToken: "</E>",
    },
    retriever: fiveShot,
    inferencer: { type: "perplexity" },
  };
}

/** Text without roles; the instruction stands once, above the examples. */
function plainTextPpl(subject: string): Infer {
  const hint = `以下是关于${subject}的单项选择题，请直接给出正确答案的选项。`;
  return {
    iceTemplate: { template: perOption("ABCD", (answer) => `${options}\n答案: ${answer}\n`) },
    promptTemplate: {
      template: perOption("ABCD", (answer) => `${hint}\n</E>${options}\n答案: ${answer}`),
      iceToken: "</E>",
    },
    retriever: fiveShot,
    inferencer: { type: "perplexity" },
  };
}

/** The test files lack `explanation` and `answer`; they are added empty, in that order. */
async function readSubject(path: string): Promise<Row[]> {
  const rows = await readCsv(path);
  return rows.map((row) => {
    const { explanation = "", answer = "" } = row;
    return { ...row, explanation, answer };
  });
}

function groupsOf(name: string, prefix: string) {
  const subjects = Object.entries(cevalSubjects);
  const inCategory = (wanted: string) =>
    subjects.filter(([, [, category]]) => category === wanted).map(([subject]) => prefix + subject);
  return [
    ...["stem", "social-science", "humanities", "other"].map((category) => ({
      name: `${name}-${category}`,
      subsets: inCategory(category),
    })),
    { name: `${name}-hard`, subsets: hardCevalSubjects.map((subject) => prefix + subject) },
    { name, subsets: subjects.map(([subject]) => prefix + subject) },
  ];
}
