// OpenCompass's datasets/collections/chat_core.

import { defineCollection } from "oc-local";

export default defineCollection({
  title: "chat models: the core set",
  members: [
    "mmlu/mmlu_gen_4d595a",
    "cmmlu/cmmlu_gen_c13365",
    "ceval/ceval_internal_gen_2daf24",
    "GaokaoBench/GaokaoBench_no_subjective_gen_4c31db",
    "triviaqa/triviaqa_wiki_1shot_gen_bc5f21",
    "nq/nq_open_1shot_gen_2e45e5",
    "race/race_gen_69ee4f",
    "winogrande/winogrande_5shot_gen_6447e6",
    "hellaswag/hellaswag_10shot_gen_e42710",
    "bbh/bbh_gen_5b92b0",
    "gsm8k/gsm8k_gen_1d7fe4",
    "math/math_evaluatorv2_gen_cecb31",
    "TheoremQA/TheoremQA_post_v2_gen_ef26ca",
    "humaneval/humaneval_gen_8e312c",
    "mbpp/deprecated_sanitized_mbpp_gen_1e1056",
  ],
});
