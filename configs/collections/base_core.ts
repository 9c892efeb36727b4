// OpenCompass's datasets/collections/base_core.

import { defineCollection } from "oc-local";

export default defineCollection({
  title: "base models: the core set",
  members: [
    "mmlu/mmlu_ppl_ac766d",
    "cmmlu/cmmlu_ppl_041cbf",
    "ceval/ceval_ppl_1cd8bf",
    "GaokaoBench/GaokaoBench_no_subjective_gen_d21e37",
    "triviaqa/triviaqa_wiki_1shot_gen_20a989",
    "nq/nq_open_1shot_gen_20a989",
    "race/race_ppl_abed12",
    "winogrande/winogrande_5shot_ll_252f01",
    "hellaswag/hellaswag_10shot_ppl_59c85e",
    "bbh/bbh_gen_98fba6",
    "gsm8k/gsm8k_gen_ee684f",
    "math/math_evaluatorv2_gen_2f4a71",
    "TheoremQA/TheoremQA_post_v2_gen_2c2583",
    "humaneval/deprecated_humaneval_gen_d2537e",
    "mbpp/deprecated_sanitized_mbpp_gen_cb43ef",
  ],
});
