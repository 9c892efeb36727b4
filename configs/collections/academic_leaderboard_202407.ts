// OpenCompass's examples/eval_academic_leaderboard_202407 with the averages of its summarizer.

import { defineCollection } from "oc-local";

export default defineCollection({
  title: "the academic leaderboard of July 2024",
  members: [
    { variant: "bbh/bbh_gen_4a31fa", rows: ["bbh"] },
    "cmmlu/cmmlu_0shot_cot_gen_305931",
    "gpqa/gpqa_openai_simple_evals_gen_5aeece",
    "humaneval/humaneval_gen_8e312c",
    "IFEval/IFEval_gen_3321a3",
    "math/math_0shot_gen_393424",
    "mmlu/mmlu_openai_simple_evals_gen_b618ea",
    { variant: "mmlu_pro/mmlu_pro_0shot_cot_gen_08c1de", rows: ["mmlu_pro"], dimensions: ["knowledge", "reasoning"] },
  ],
  groups: [
    {
      name: "core_average",
      subsets: [
        ["mmlu", "accuracy"],
        ["mmlu_pro", "accuracy"],
        ["cmmlu", "accuracy"],
        ["bbh", "score"],
        ["math", "accuracy"],
        ["openai_humaneval", "humaneval_pass@1"],
        ["GPQA_diamond", "accuracy"],
        ["IFEval", "Prompt-level-strict-accuracy"],
      ],
    },
  ],
});
