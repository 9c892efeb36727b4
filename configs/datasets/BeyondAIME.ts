// BeyondAIME (ByteDance Seed 2025). Prompts are those of OpenCompass a5acc4bb.

import { defineDataset, readHubSplit } from "oc-local";
import { askZeroShot, type Evaluate, entriesOf, human, type NamedSource } from "./_pieces.ts";

const rows: NamedSource[] = [["beyondaime", { type: "BeyondAIME", path: "ByteDance-Seed/BeyondAIME" }]];
const columns = { inputColumns: ["question"], outputColumn: "answer" };
const score: Evaluate = { evaluator: { type: "unscorable", needs: "judge", upstream: "CascadeEvaluator" } };

export default defineDataset({
  title: "BeyondAIME: problems harder than AIME",
  dimensions: ["mathematics"],
  load: async (path) =>
    (await readHubSplit(path, "test")).map(({ problem = null, ...row }) => ({ ...row, question: problem })),
  variants: {
    beyondaime_cascade_eval_gen_5e9f4f: () =>
      entriesOf(
        rows,
        columns,
        askZeroShot({ round: [human("{question}\nRemember to put your final answer within \\boxed{}.")] }),
        score,
      ),
  },
  aliases: { beyondaime_gen: "beyondaime_cascade_eval_gen_5e9f4f" },
});
