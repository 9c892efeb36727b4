// Humanity's Last Exam (Phan et al. 2025, arXiv:2501.14249). Prompts are those of OpenCompass a5acc4bb.

import { defineDataset, readHubSplit } from "oc-local";
import { askZeroShot, type Evaluate, entriesOf, human, type NamedSource } from "./_pieces.ts";

const rows: NamedSource[] = [["hle_llmjudge", { type: "HLE", path: "cais/hle", category: "Biology/Medicine" }]];
const columns = { inputColumns: ["problem"], outputColumn: "answer" };
const score: Evaluate = {
  evaluator: { type: "unscorable", needs: "judge", upstream: "GenericLLMEvaluator" },
  predRole: "BOT",
};
const rows2: NamedSource[] = [["hle_llmjudge", { type: "HLE", path: "cais/hle" }]];

export default defineDataset({
  title: "Humanity's Last Exam, its questions without pictures",
  dimensions: ["knowledge", "reasoning"],
  load: async (path, { category }) => {
    const rows = (await readHubSplit(path, "test"))
      .filter((row) => row.image === "" && (category === undefined || row.category === category))
      .map(({ question = null, ...row }) => ({ ...row, problem: question }));
    return { train: rows, test: rows };
  },
  variants: {
    hle_biomed_llm_verify_gen_6ff468: () =>
      entriesOf(
        rows,
        columns,
        askZeroShot({ round: [human("{problem}\nRemember to put your final answer within \\boxed{}.")] }),
        score,
      ),
    hle_llmverify_gen_6ff468: () =>
      entriesOf(
        rows2,
        columns,
        askZeroShot({ round: [human("{problem}\nRemember to put your final answer within \\boxed{}.")] }),
        score,
      ),
    hle_llmverify_academic: () =>
      entriesOf(
        rows2,
        columns,
        askZeroShot({ round: [human("{problem}\nRemember to put your final answer within \\boxed{}.")] }),
        score,
      ),
  },
  aliases: { hle_gen: "hle_llmverify_gen_6ff468" },
});
