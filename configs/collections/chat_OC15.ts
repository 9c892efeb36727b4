// OpenCompass's dataset_collections/chat_OC15 with the average of its summarizer.

import { defineCollection } from "oc-local";

export default defineCollection({
  title: "chat models, as OpenCompass 1.5 measures them",
  members: [
    "mmlu/mmlu_gen_4d595a",
    "cmmlu/cmmlu_gen_c13365",
    "ceval/ceval_gen_5f30c7",
    "GaokaoBench/GaokaoBench_no_subjective_gen_4c31db",
    "triviaqa/triviaqa_wiki_1shot_gen_bc5f21",
    "nq/nq_open_1shot_gen_2e45e5",
    "race/race_gen_69ee4f",
    "winogrande/winogrande_5shot_gen_b36770",
    "hellaswag/hellaswag_10shot_gen_e42710",
    { variant: "bbh/bbh_gen_2879b0", rows: ["bbh"] },
    "gsm8k/gsm8k_gen_1d7fe4",
    "math/math_0shot_gen_393424",
    "TheoremQA/TheoremQA_5shot_gen_6f0af8",
    "humaneval/humaneval_gen_8e312c",
    "mbpp/sanitized_mbpp_gen_830460",
    "gpqa/gpqa_gen_4baadb",
    "IFEval/IFEval_gen_3321a3",
  ],
  groups: [
    {
      name: "average",
      subsets: [
        ["mmlu", "naive_average"],
        ["cmmlu", "naive_average"],
        ["ceval", "naive_average"],
        ["GaokaoBench", "weighted_average"],
        ["triviaqa_wiki_1shot", "score"],
        ["nq_open_1shot", "score"],
        ["race-high", "accuracy"],
        ["winogrande", "accuracy"],
        ["hellaswag", "accuracy"],
        ["bbh", "naive_average"],
        ["gsm8k", "accuracy"],
        ["math", "accuracy"],
        ["TheoremQA", "score"],
        ["openai_humaneval", "humaneval_pass@1"],
        ["sanitized_mbpp", "score"],
        ["GPQA_diamond", "accuracy"],
        ["IFEval", "Prompt-level-strict-accuracy"],
      ],
    },
  ],
});
