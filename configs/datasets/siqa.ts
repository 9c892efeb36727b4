// Social IQa (Sap et al. 2019, arXiv:1904.09728): what people do and feel in a situation, three answers. Prompts are those
// of OpenCompass a5acc4bb; questions come from the validation split.

import { type DatasetConfig, defineDataset, type Row, readJsonl } from "oc-local";
import { textOf } from "./_fields.ts";
import { readLabels } from "./_label-file.ts";
import { askZeroShot, bot, type Evaluate, human, type Infer, zeroShot } from "./_pieces.ts";

/** Which columns a row gets beside the file's own: a number 1-3, EDAcc's candidates, or options A-C and a letter. */
type Form = "label" | "candidates" | "letters";

const accuracy: Evaluate = { evaluator: { type: "accuracy" } };
const editDistance: Evaluate = { evaluator: { type: "edit-distance-accuracy" }, predRole: "BOT" };
const firstOption: Evaluate = {
  ...accuracy,
  predPostprocessor: { type: "first-option", options: "ABC", cushion: false },
};

const situation = "{context}\nQuestion: {question}";
const listed = `${situation}\nA. {answerA}\nB. {answerB}\nC. {answerC}`;

export default defineDataset({
  title: "SIQA: social common sense, three answers",
  dimensions: ["reasoning", "knowledge"],
  load: async (path, { form }) => ({
    train: await readSplit(path, "train", form as Form),
    validation: await readSplit(path, "dev", form as Form),
  }),
  variants: {
    siqa_ppl_ced5f6: () => ppl((letter) => ({ round: [human(`${situation}\nAnswer:`), bot(`{answer${letter}}`)] })),
    siqa_ppl_e8d8c5: () => ppl((letter) => ({ round: [human(listed), bot(`Answer: ${letter}`)] })),
    siqa_ppl_7845b0: () => ppl((letter) => `{context} \nQ: {question}\nA: {answer${letter}}`),
    siqa_ppl_42bc6e: () =>
      ppl((letter) => `The following makes sense:\n {context} \nQ: {question}\nA: {answer${letter}}`),
    siqa_gen_18632c: () =>
      entry("letters", ["A", "B", "C"], "answer", ask(`${situation}\nA. {A}\nB. {B}\nC. {C}\nAnswer:`), firstOption),
    siqa_gen_e78df3: () => entry("candidates", answers, "all_labels", ask(`${listed}\nAnswer:`), editDistance),
  },
  aliases: { siqa_ppl: "siqa_ppl_ced5f6", siqa_gen: "siqa_gen_18632c" },
});

const answers = ["answerA", "answerB", "answerC"];

function ppl(template: (letter: string) => string | { round: { role: string; prompt: string }[] }): DatasetConfig[] {
  const infer: Infer = {
    promptTemplate: { template: { 1: template("A"), 2: template("B"), 3: template("C") } },
    retriever: zeroShot,
    inferencer: { type: "perplexity" },
  };
  return entry("label", answers, "label", infer, accuracy);
}

function ask(prompt: string): Infer {
  return askZeroShot({ round: [human(prompt)] });
}

function entry(
  form: Form,
  answerColumns: string[],
  outputColumn: string,
  infer: Infer,
  evaluate: Evaluate,
): DatasetConfig[] {
  return [
    {
      abbr: "siqa",
      source: { type: "siqa", path: "siqa", form },
      reader: { inputColumns: ["context", "question", ...answerColumns], outputColumn, testSplit: "validation" },
      infer,
      evaluate,
    },
  ];
}

async function readSplit(path: string, name: string, form: Form): Promise<Row[]> {
  const file = `${path}/${name}.jsonl`;
  const rows = await readJsonl(file);
  const labels = await readLabels(`${path}/${name}-labels.lst`, [1, 3], { file, rows: rows.length });
  return rows.map((row, i) => {
    for (const answer of answers) textOf(row, answer, `${file}:${i + 1}`);
    return withLabel[form](row, labels[i] as number);
  });
}

const withLabel: Record<Form, (row: Row, label: number) => Row> = {
  label: (row, label) => ({ ...row, label }),
  candidates: (row, label) => {
    const candidates = ["A", "B", "C"].map((letter) => {
      const answer = String(row[`answer${letter}`]);
      return [`${letter}. ${answer}`, letter, answer];
    });
    return { ...row, all_labels: { candidates, label: label - 1 }, label: [" ", "A", "B", "C"].at(label) ?? null };
  },
  letters: ({ answerA = null, answerB = null, answerC = null, ...row }, label) => ({
    ...row,
    A: answerA,
    B: answerB,
    C: answerC,
    answer: ["A", "B", "C"].at(label - 1) ?? null,
  }),
};
