// The dimensions of OpenCompass's summarizers/leaderboard, each an average of its benchmarks, and the average of these.

import type { SummaryGroup } from "oc-local";

export const leaderboardGroups: SummaryGroup[] = [
  { name: "Exam", subsets: ["ceval", "agieval", "mmlu", "cmmlu", "GaokaoBench", "ARC-c", "ARC-e"] },
  { name: "Language", subsets: ["WiC", "chid-dev", "afqmc-dev", "WSC", "tydiqa-goldp", "flores_100"] },
  { name: "Knowledge", subsets: ["BoolQ", "commonsense_qa", "triviaqa", "nq"] },
  {
    name: "Understanding",
    subsets: [
      "C3",
      "race-middle",
      "race-high",
      "openbookqa_fact",
      "csl_dev",
      "lcsts",
      "Xsum",
      "eprstmt-dev",
      "lambada",
    ],
  },
  {
    name: "Reasoning",
    subsets: [
      "cmnli",
      "ocnli",
      "AX_b",
      "AX_g",
      "RTE",
      "COPA",
      "ReCoRD",
      "hellaswag",
      "piqa",
      "siqa",
      "math",
      "gsm8k",
      "drop",
      "openai_humaneval",
      "mbpp",
      "bbh",
    ],
  },
  { name: "Overall", subsets: ["Exam", "Language", "Knowledge", "Understanding", "Reasoning"] },
];
