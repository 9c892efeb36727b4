// CMB (Wang et al. 2023, arXiv:2308.08833). Prompts are those of OpenCompass a5acc4bb. The test split has no public answers.

import { asRows, defineDataset, type Row, readJson } from "oc-local";
import { objectOf } from "./_fields.ts";
import { accuracy, askZeroShot, bot, type Evaluate, entriesOf, human, type NamedSource } from "./_pieces.ts";

const rows: NamedSource[] = [["cmb", { type: "cmb", path: "CMB" }]];
const byAnswer = {
  inputColumns: ["exam_type", "exam_class", "question_type", "question", "option_str"],
  outputColumn: "answer",
  trainSplit: "val",
  testSplit: "val",
};
const score: Evaluate = { ...accuracy, predPostprocessor: { type: "multiple-select" } };
const rows2: NamedSource[] = [["cmb_test", { type: "cmb", path: "CMB" }]];
const byAnswer2 = {
  inputColumns: ["exam_type", "exam_class", "question_type", "question", "option_str"],
  outputColumn: "answer",
  trainSplit: "test",
  testSplit: "test",
};

export default defineDataset({
  title: "CMB: Chinese medical examinations, several right options",
  dimensions: ["knowledge", "examination"],
  load: async (path) => ({
    val: await readSplit(`${path}/val.json`),
    test: await readSplit(`${path}/test.json`, "NULL"),
  }),
  variants: {
    cmb_gen_dfb5c4: () => [
      ...entriesOf(
        rows,
        byAnswer,
        askZeroShot(
          {
            round: [
              human(
                "以下是中国{exam_type}中{exam_class}考试的一道{question_type}，不需要做任何分析和解释，直接输出答案选项。\n{question}\n{option_str} \n 答案: ",
              ),
              bot("{answer}"),
            ],
          },
          { maxOutLen: 10 },
        ),
        score,
      ),
      ...entriesOf(
        rows2,
        byAnswer2,
        askZeroShot(
          {
            round: [
              human(
                "以下是中国{exam_type}中{exam_class}考试的一道{question_type}，不需要做任何分析和解释，直接输出答案选项。\n{question}\n{option_str} \n 答案: ",
              ),
              bot("{answer}"),
            ],
          },
          { maxOutLen: 10 },
        ),
        score,
      ),
    ],
  },
  aliases: { cmb_gen: "cmb_gen_dfb5c4" },
});

async function readSplit(file: string, answer?: string): Promise<Row[]> {
  return asRows(await readJson(file), file).map((record, i) => {
    const options = Object.entries(objectOf(record, "option", `${file}, record ${i + 1}`));
    const shown = options.filter(([, text]) => String(text).length > 1).map(([letter, text]) => `${letter}. ${text}`);
    return { ...record, option_str: shown.join("\n"), ...(answer !== undefined && { answer }) };
  });
}
