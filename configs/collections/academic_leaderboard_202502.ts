// OpenCompass's examples/eval_academic_leaderboard_202502 with the averages of its summarizer.

import { defineCollection } from "oc-local";

export default defineCollection({
  title: "the academic leaderboard of February 2025",
  members: [
    "aime2024/aime2024_0shot_nocot_genericllmeval_academic_gen",
    { variant: "bbh/bbh_0shot_nocot_academic_gen", rows: ["bbh"] },
    "gpqa/gpqa_openai_simple_evals_gen_5aeece",
    "humaneval/humaneval_openai_sample_evals_gen_dcae0e",
    "IFEval/IFEval_gen_353ae7",
    { variant: "livecodebench/livecodebench_gen_a4f90b", rows: ["lcb_code_generation"], dimensions: ["code"] },
    "math/math_prm800k_500_0shot_cot_gen",
    { variant: "mmlu_pro/mmlu_pro_0shot_cot_gen_08c1de", rows: ["mmlu_pro"], dimensions: ["knowledge", "reasoning"] },
  ],
  groups: [
    {
      name: "core_average",
      subsets: [
        ["IFEval", "Prompt-level-strict-accuracy"],
        ["bbh", "naive_average"],
        ["math_prm800k_500", "accuracy"],
        ["aime2024", "accuracy"],
        ["GPQA_diamond", "accuracy"],
        ["mmlu_pro", "naive_average"],
        ["openai_humaneval", "humaneval_pass@1"],
        ["lcb_code_generation", "pass@1"],
      ],
    },
  ],
});
