// American Invitational Mathematics Examination 2025. Prompts are those of OpenCompass a5acc4bb.

import { defineDataset } from "oc-local";
import { askZeroShot, type Evaluate, entriesOf, human, type NamedSource } from "./_pieces.ts";

const rows: NamedSource[] = [["aime2025", { type: "custom", path: "aime2025/aime2025.jsonl" }]];
const columns = { inputColumns: ["question"], outputColumn: "answer" };
const score: Evaluate = { evaluator: { type: "unscorable", needs: "judge", upstream: "CascadeEvaluator" } };
const score2: Evaluate = { evaluator: { type: "unscorable", needs: "judge", upstream: "GenericLLMEvaluator" } };

export default defineDataset({
  title: "AIME 2025: thirty problems whose answers are whole numbers",
  dimensions: ["mathematics"],
  variants: {
    aime2025_cascade_eval_gen_5e9f4f: () =>
      entriesOf(
        rows,
        columns,
        askZeroShot({ round: [human("{question}\nRemember to put your final answer within \\boxed{}.")] }),
        score,
      ),
    aime2025_llmjudge_gen_5e9f4f: () =>
      entriesOf(
        rows,
        columns,
        askZeroShot({ round: [human("{question}\nRemember to put your final answer within \\boxed{}.")] }),
        score2,
      ),
  },
});
