// SimpleQA (Wei et al. 2024, arXiv:2411.04368). Prompts are those of OpenCompass a5acc4bb.

import { defineDataset, readCsv } from "oc-local";
import { askZeroShot, type Evaluate, entriesOf, human, type NamedSource } from "./_pieces.ts";

const rows: NamedSource[] = [["simpleqa", { type: "SimpleQA", path: "simpleqa/simple_qa_test_set.csv" }]];
const columns = { inputColumns: ["problem"], outputColumn: "answer" };
const score: Evaluate = { evaluator: { type: "unscorable", needs: "judge", upstream: "LMEvaluator" }, predRole: "BOT" };

export default defineDataset({
  title: "SimpleQA: short questions with one answer",
  dimensions: ["knowledge"],
  load: async (path) => readCsv(path),
  variants: {
    simpleqa_gen_0283c3: () =>
      entriesOf(
        rows,
        columns,
        askZeroShot({ round: [human("Question: {problem}\nLet's think step by step:")] }, { maxOutLen: 2048 }),
        score,
      ),
  },
  aliases: { simpleqa_gen: "simpleqa_gen_0283c3" },
});
