// ChemBench4K (Zhang et al. 2024, arXiv:2402.06852). Prompts are those of OpenCompass a5acc4bb.

import { asRows, defineDataset, type Row, readJson } from "oc-local";
import { fieldOf, textOf } from "./_fields.ts";
import {
  accuracy,
  askZeroShot,
  bot,
  type Evaluate,
  entriesOf,
  firstCapital,
  fiveShot,
  human,
  type NamedSource,
} from "./_pieces.ts";

const rows: NamedSource[] = [
  ["ChemBench_Name_Conversion", { type: "ChemBench", path: "ChemBench4K", name: "Name_Conversion" }],
  ["ChemBench_Property_Prediction", { type: "ChemBench", path: "ChemBench4K", name: "Property_Prediction" }],
  ["ChemBench_Mol2caption", { type: "ChemBench", path: "ChemBench4K", name: "Mol2caption" }],
  ["ChemBench_Caption2mol", { type: "ChemBench", path: "ChemBench4K", name: "Caption2mol" }],
  ["ChemBench_Product_Prediction", { type: "ChemBench", path: "ChemBench4K", name: "Product_Prediction" }],
  ["ChemBench_Retrosynthesis", { type: "ChemBench", path: "ChemBench4K", name: "Retrosynthesis" }],
  ["ChemBench_Yield_Prediction", { type: "ChemBench", path: "ChemBench4K", name: "Yield_Prediction" }],
  ["ChemBench_Temperature_Prediction", { type: "ChemBench", path: "ChemBench4K", name: "Temperature_Prediction" }],
  ["ChemBench_Solvent_Prediction", { type: "ChemBench", path: "ChemBench4K", name: "Solvent_Prediction" }],
];
const columns = { inputColumns: ["input", "A", "B", "C", "D"], outputColumn: "target", trainSplit: "dev" };
const score: Evaluate = { ...accuracy, predPostprocessor: firstCapital };
const score2: Evaluate = {
  evaluator: { type: "unscorable", needs: "judge", upstream: "GenericLLMEvaluator" },
  predRole: "BOT",
};

export default defineDataset({
  title: "ChemBench4K: nine tasks of chemistry, four options",
  dimensions: ["knowledge"],
  load: async (path, { name }) => ({
    dev: await readSplit(path, "dev", name),
    test: await readSplit(path, "test", name),
  }),
  variants: {
    ChemBench_gen_a9f753: () =>
      entriesOf(
        rows,
        columns,
        {
          iceTemplate: {
            template: {
              round: [
                human(
                  "There is a single choice question about chemistry. Answer the question by replying A, B, C or D.\nQuestion: {input}\nA. {A}\nB. {B}\nC. {C}\nD. {D}\nAnswer: ",
                ),
                bot("{target}\n"),
              ],
            },
          },
          promptTemplate: {
            template: {
              begin: "</E>",
              round: [
                human(
                  "There is a single choice question about chemistry. Answer the question by replying A, B, C or D.\nQuestion: {input}\nA. {A}\nB. {B}\nC. {C}\nD. {D}\nAnswer: ",
                ),
              ],
            },
            iceToken: "</E>",
          },
          retriever: fiveShot,
          inferencer: { type: "generate" },
        },
        score,
      ),
    ChemBench_llmjudge_gen_c584cf: () =>
      entriesOf(
        rows,
        columns,
        askZeroShot({
          round: [
            human(
              "There is a single choice question about chemistry. Answer the question by replying A, B, C or D.\nQuestion: {input}\nA. {A}\nB. {B}\nC. {C}\nD. {D}\nAnswer: ",
            ),
          ],
        }),
        score2,
      ),
  },
  aliases: { ChemBench_gen: "ChemBench_gen_a9f753", ChemBench_llmjudge_gen: "ChemBench_llmjudge_gen_c584cf" },
});

async function readSplit(path: string, split: string, name: unknown): Promise<Row[]> {
  const file = `${path}/${split}/${name}_benchmark.json`;
  return asRows(await readJson(file), file).map((record, i) => {
    const place = `${file}, record ${i + 1}`;
    const options = ["A", "B", "C", "D"].map((letter) => [letter, textOf(record, letter, place)]);
    return {
      input: textOf(record, "question", place),
      ...Object.fromEntries(options),
      target: fieldOf(record, "answer", place),
    };
  });
}
