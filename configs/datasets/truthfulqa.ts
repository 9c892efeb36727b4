// TruthfulQA (Lin et al. 2021, arXiv:2109.07958). Prompts are those of OpenCompass a5acc4bb.

import { defineDataset, type Row } from "oc-local";
import { mapJsonl, textOf } from "./_fields.ts";
import { askZeroShot, type Evaluate, entriesOf, human, type NamedSource } from "./_pieces.ts";

const rows: NamedSource[] = [["truthful_qa", { type: "truthfulqa", path: "truthfulqa/validation.jsonl" }]];
const columns = {
  inputColumns: ["question"],
  outputColumn: "reference",
  trainSplit: "validation",
  testSplit: "validation",
};
const score: Evaluate = { evaluator: { type: "unscorable", needs: "judge", upstream: "TruthfulQAEvaluator" } };

export default defineDataset({
  title: "TruthfulQA: questions that people answer wrongly",
  dimensions: ["knowledge", "safety"],
  load: async (path) => ({
    validation: await mapJsonl(path, (record, place) => {
      const { best_answer, correct_answers, incorrect_answers, ...row } = record;
      const question = textOf(record, "question", place);
      return { ...row, reference: { answers: { best_answer, correct_answers, incorrect_answers }, question } as Row };
    }),
  }),
  variants: {
    truthfulqa_gen_1e7d8d: () => entriesOf(rows, columns, askZeroShot("{question}"), score),
    truthfulqa_gen_5ddc62: () => entriesOf(rows, columns, askZeroShot({ round: [human("{question}")] }), score),
  },
  aliases: { truthfulqa_gen: "truthfulqa_gen_5ddc62" },
});
