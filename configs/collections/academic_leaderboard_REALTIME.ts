// OpenCompass's examples/eval_academic_leaderboard_REALTIME with the averages of its summarizer.

import { defineCollection } from "oc-local";

export default defineCollection({
  title: "the running academic leaderboard",
  members: [
    { variant: "aime2025/aime2025_llmjudge_academic", rows: ["aime2025_repeat_32"] },
    { variant: "gpqa/gpqa_cascade_eval_academic", rows: ["GPQA_diamond_repeat_4"] },
    "IFEval/IFEval_gen_353ae7",
    {
      variant: "livecodebench/livecodebench_v6_academic",
      rows: ["lcb_code_generation_repeat_6"],
      dimensions: ["code"],
    },
    { variant: "mmlu_pro/mmlu_pro_0shot_cot_gen_08c1de", rows: ["mmlu_pro"], dimensions: ["knowledge", "reasoning"] },
    { variant: "HLE/hle_llmverify_academic", rows: ["hle_llmjudge"], dimensions: ["knowledge", "reasoning"] },
  ],
  groups: [
    {
      name: "core_average",
      subsets: [
        ["IFEval", "Prompt-level-strict-accuracy"],
        ["hle_llmjudge", "accuracy"],
        ["aime2025_repeat_32", "accuracy (32 runs average)"],
        ["GPQA_diamond_repeat_4", "accuracy (4 runs average)"],
        ["mmlu_pro", "naive_average"],
        ["lcb_code_generation_repeat_6", "pass@1 (6 runs average)"],
      ],
    },
  ],
});
