// LAMBADA (Paperno et al. 2016, arXiv:1606.06031): the last word of a passage. Prompts are those of OpenCompass a5acc4bb.

import { defineDataset, readJsonl } from "oc-local";
import { askZeroShot, type Evaluate, entriesOf, human, type NamedSource } from "./_pieces.ts";

const rows: NamedSource[] = [["lambada", { type: "lambada", path: "lambada/test.jsonl" }]];
const columns = { inputColumns: ["prompt"], outputColumn: "label", trainSplit: "test", testSplit: "test" };
const score: Evaluate = { evaluator: { type: "lambada" } };

export default defineDataset({
  title: "LAMBADA: the last word of a passage",
  dimensions: ["understanding"],
  load: async (path) => ({ test: await readJsonl(path) }),
  variants: {
    lambada_gen_217e11: () =>
      entriesOf(
        rows,
        columns,
        askZeroShot({ round: [human("Please complete the following sentence:\n{prompt}")] }, { maxOutLen: 5 }),
        score,
      ),
    lambada_gen_8b48a5: () =>
      entriesOf(
        rows,
        columns,
        askZeroShot("Please complete the following sentence: {prompt}", { maxOutLen: 5 }),
        score,
      ),
  },
  aliases: { lambada_gen: "lambada_gen_217e11" },
});
