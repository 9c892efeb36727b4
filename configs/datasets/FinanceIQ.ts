// FinanceIQ (Zhang and Yang 2023). Prompts are those of OpenCompass a5acc4bb.

import { defineDataset, type Row, readCsv } from "oc-local";
import {
  accuracy,
  bot,
  type Evaluate,
  entriesWith,
  firstCapital,
  fiveShot,
  human,
  perOption,
  type SourceWithText,
} from "./_pieces.ts";

const texts: SourceWithText[] = [
  [
    "FinanceIQ-注册会计师（CPA）",
    { type: "FinanceIQ", path: "FinanceIQ", name: "注册会计师（CPA）" },
    "注册会计师（CPA）",
  ],
  ["FinanceIQ-银行从业资格", { type: "FinanceIQ", path: "FinanceIQ", name: "银行从业资格" }, "银行从业资格"],
  ["FinanceIQ-证券从业资格", { type: "FinanceIQ", path: "FinanceIQ", name: "证券从业资格" }, "证券从业资格"],
  ["FinanceIQ-基金从业资格", { type: "FinanceIQ", path: "FinanceIQ", name: "基金从业资格" }, "基金从业资格"],
  [
    "FinanceIQ-保险从业资格CICE",
    { type: "FinanceIQ", path: "FinanceIQ", name: "保险从业资格CICE" },
    "保险从业资格CICE",
  ],
  ["FinanceIQ-经济师", { type: "FinanceIQ", path: "FinanceIQ", name: "经济师" }, "经济师"],
  ["FinanceIQ-税务师", { type: "FinanceIQ", path: "FinanceIQ", name: "税务师" }, "税务师"],
  ["FinanceIQ-期货从业资格", { type: "FinanceIQ", path: "FinanceIQ", name: "期货从业资格" }, "期货从业资格"],
  ["FinanceIQ-理财规划师", { type: "FinanceIQ", path: "FinanceIQ", name: "理财规划师" }, "理财规划师"],
  ["FinanceIQ-精算师-金融数学", { type: "FinanceIQ", path: "FinanceIQ", name: "精算师-金融数学" }, "精算师-金融数学"],
];
const columns = {
  inputColumns: ["question", "A", "B", "C", "D"],
  outputColumn: "answer",
  trainSplit: "dev",
  testSplit: "test",
};
const score: Evaluate = { ...accuracy, predPostprocessor: firstCapital };

export default defineDataset({
  title: "FinanceIQ: Chinese exams of financial professions",
  dimensions: ["examination"],
  load: async (path, { name }) => ({
    dev: await readSplit(path, "dev", name),
    test: await readSplit(path, "test", name),
  }),
  variants: {
    FinanceIQ_gen_e0e6b5: () =>
      entriesWith(
        texts,
        columns,
        (text) => ({
          iceTemplate: {
            template: {
              begin: "</E>",
              round: [
                human(
                  `以下是关于${text}的单项选择题，请直接给出正确答案的选项。\n题目：{question}\nA. {A}\nB. {B}\nC. {C}\nD. {D}`,
                ),
                bot("答案是: {answer}"),
              ],
            },
            iceToken: "</E>",
          },
          retriever: fiveShot,
          inferencer: { type: "generate" },
        }),
        score,
      ),
    FinanceIQ_ppl_42b9bd: () =>
      entriesWith(
        texts,
        columns,
        (text) => ({
          iceTemplate: {
            template: perOption("ABCD", (answer) => ({
              begin: "</E>",
              round: [
                human(
                  `以下是关于${text}的单项选择题，请直接给出正确答案的选项。\n题目：{question}\nA. {A}\nB. {B}\nC. {C}\nD. {D}`,
                ),
                bot(`答案是: ${answer}`),
              ],
            })),
            iceToken: "</E>",
          },
          retriever: fiveShot,
          inferencer: { type: "perplexity" },
        }),
        accuracy,
      ),
  },
  aliases: { FinanceIQ_gen: "FinanceIQ_gen_e0e6b5", FinanceIQ_ppl: "FinanceIQ_ppl_42b9bd" },
});

async function readSplit(path: string, split: string, name: unknown): Promise<Row[]> {
  const file = `${path}/${split}/${name}.csv`;
  const columns = ["number", "question", "A", "B", "C", "D", "answer"];
  // The file's first row names them in its own words.
  return (await readCsv(file, { columns })).slice(1).map(({ number: _, ...row }) => row);
}
