// Averages of families with many parts, as OpenCompass's summarizers/groups define them.

import type { SummaryGroup } from "oc-local";

export const agievalGroups: SummaryGroup[] = [
  {
    name: "agieval-chinese",
    subsets: named("agieval-", [
      "gaokao-chinese",
      "gaokao-english",
      "gaokao-geography",
      "gaokao-history",
      "gaokao-biology",
      "gaokao-chemistry",
      "gaokao-physics",
      "gaokao-mathqa",
      "logiqa-zh",
      "jec-qa-kd",
      "jec-qa-ca",
      "gaokao-mathcloze",
    ]),
  },
  {
    name: "agieval-english",
    subsets: named("agieval-", [
      "lsat-ar",
      "lsat-lr",
      "lsat-rc",
      "logiqa-en",
      "sat-math",
      "sat-en",
      "sat-en-without-passage",
      "aqua-rat",
      "math",
    ]),
  },
  {
    name: "agieval-gaokao",
    subsets: named("agieval-gaokao-", [
      "chinese",
      "english",
      "geography",
      "history",
      "biology",
      "chemistry",
      "physics",
      "mathqa",
      "mathcloze",
    ]),
  },
  {
    name: "agieval",
    subsets: named("agieval-", [
      "gaokao-chinese",
      "gaokao-english",
      "gaokao-geography",
      "gaokao-history",
      "gaokao-biology",
      "gaokao-chemistry",
      "gaokao-physics",
      "gaokao-mathqa",
      "logiqa-zh",
      "lsat-ar",
      "lsat-lr",
      "lsat-rc",
      "logiqa-en",
      "sat-math",
      "sat-en",
      "sat-en-without-passage",
      "aqua-rat",
      "jec-qa-kd",
      "jec-qa-ca",
      "gaokao-mathcloze",
      "math",
    ]),
  },
];

export const bbhGroups: SummaryGroup[] = [
  {
    name: "bbh",
    subsets: named("bbh-", [
      "temporal_sequences",
      "disambiguation_qa",
      "date_understanding",
      "tracking_shuffled_objects_three_objects",
      "penguins_in_a_table",
      "geometric_shapes",
      "snarks",
      "ruin_names",
      "tracking_shuffled_objects_seven_objects",
      "tracking_shuffled_objects_five_objects",
      "logical_deduction_three_objects",
      "hyperbaton",
      "logical_deduction_five_objects",
      "logical_deduction_seven_objects",
      "movie_recommendation",
      "salient_translation_error_detection",
      "reasoning_about_colored_objects",
      "multistep_arithmetic_two",
      "navigate",
      "dyck_languages",
      "word_sorting",
      "sports_understanding",
      "boolean_expressions",
      "object_counting",
      "formal_fallacies",
      "causal_judgement",
      "web_of_lies",
    ]),
  },
];

export const GaokaoBenchGroups: SummaryGroup[] = [
  {
    name: "GaokaoBench",
    subsets: named("GaokaoBench_", [
      "2010-2022_Math_II_MCQs",
      "2010-2022_Math_I_MCQs",
      "2010-2022_History_MCQs",
      "2010-2022_Biology_MCQs",
      "2010-2022_Political_Science_MCQs",
      "2010-2022_Physics_MCQs",
      "2010-2022_Chemistry_MCQs",
      "2010-2013_English_MCQs",
      "2010-2022_Chinese_Modern_Lit",
      "2010-2022_English_Fill_in_Blanks",
      "2012-2022_English_Cloze_Test",
      "2010-2022_Geography_MCQs",
      "2010-2022_English_Reading_Comp",
      "2010-2022_Chinese_Lang_and_Usage_MCQs",
    ]),
    weights: {
      "GaokaoBench_2010-2022_Math_II_MCQs": 1090,
      "GaokaoBench_2010-2022_Math_I_MCQs": 1070,
      "GaokaoBench_2010-2022_History_MCQs": 1148,
      "GaokaoBench_2010-2022_Biology_MCQs": 900,
      "GaokaoBench_2010-2022_Political_Science_MCQs": 1280,
      "GaokaoBench_2010-2022_Physics_MCQs": 384,
      "GaokaoBench_2010-2022_Chemistry_MCQs": 744,
      "GaokaoBench_2010-2013_English_MCQs": 105,
      "GaokaoBench_2010-2022_Chinese_Modern_Lit": 261,
      "GaokaoBench_2010-2022_English_Fill_in_Blanks": 900.0,
      "GaokaoBench_2012-2022_English_Cloze_Test": 260,
      "GaokaoBench_2010-2022_Geography_MCQs": 380,
      "GaokaoBench_2010-2022_English_Reading_Comp": 940,
      "GaokaoBench_2010-2022_Chinese_Lang_and_Usage_MCQs": 240,
    },
  },
];

export const humanevalxGroups: SummaryGroup[] = [
  {
    name: "humanevalx",
    subsets: named("humanevalx-", ["python", "cpp", "go", "java", "js"]),
  },
];

export const longbenchGroups: SummaryGroup[] = [
  {
    name: "longbench_single-document-qa",
    subsets: named("LongBench_", ["narrativeqa", "qasper", "multifieldqa_en", "multifieldqa_zh"]),
  },
  {
    name: "longbench_multi-document-qa",
    subsets: named("LongBench_", ["hotpotqa", "2wikimqa", "musique", "dureader"]),
  },
  {
    name: "longbench_summarization",
    subsets: named("LongBench_", ["gov_report", "qmsum", "multi_news", "vcsum"]),
  },
  {
    name: "longbench_few-shot-learning",
    subsets: named("LongBench_", ["trec", "triviaqa", "samsum", "lsht"]),
  },
  {
    name: "longbench_synthetic-tasks",
    subsets: ["LongBench_passage_count", "LongBench_passage_retrieval_en", "LongBench_passage_retrieval_zh"],
  },
  {
    name: "longbench_code-completion",
    subsets: ["LongBench_lcc", "LongBench_repobench-p"],
  },
  {
    name: "longbench_zh",
    subsets: named("LongBench_", [
      "multifieldqa_zh",
      "dureader",
      "vcsum",
      "lsht",
      "passage_retrieval_zh",
      "lcc",
      "repobench-p",
    ]),
  },
  {
    name: "longbench_en",
    subsets: named("LongBench_", [
      "narrativeqa",
      "qasper",
      "multifieldqa_en",
      "hotpotqa",
      "2wikimqa",
      "musique",
      "gov_report",
      "qmsum",
      "multi_news",
      "trec",
      "triviaqa",
      "samsum",
      "passage_count",
      "passage_retrieval_en",
      "lcc",
      "repobench-p",
    ]),
  },
  {
    name: "longbench",
    subsets: named("longbench_", [
      "single-document-qa",
      "multi-document-qa",
      "summarization",
      "few-shot-learning",
      "synthetic-tasks",
      "code-completion",
    ]),
  },
];

export const mgsmGroups: SummaryGroup[] = [
  {
    name: "mgsm_latin",
    subsets: named("mgsm_", ["de", "en", "es", "fr", "sw"]),
  },
  {
    name: "mgsm_non_latin",
    subsets: named("mgsm_", ["bn", "ja", "ru", "te", "th", "zh"]),
  },
  {
    name: "mgsm",
    subsets: named("mgsm_", ["bn", "de", "en", "es", "fr", "ja", "ru", "sw", "te", "th", "zh"]),
  },
];

export const mmluProGroups: SummaryGroup[] = [
  {
    name: "mmlu_pro",
    subsets: named("mmlu_pro_", [
      "math",
      "physics",
      "chemistry",
      "law",
      "engineering",
      "other",
      "economics",
      "health",
      "psychology",
      "business",
      "biology",
      "philosophy",
      "computer_science",
      "history",
    ]),
  },
];

export const tydiqaGroups: SummaryGroup[] = [
  {
    name: "tydiqa-goldp",
    subsets: named("tydiqa-goldp_", [
      "arabic",
      "bengali",
      "english",
      "finnish",
      "indonesian",
      "japanese",
      "korean",
      "russian",
      "swahili",
      "telugu",
      "thai",
    ]),
  },
];

function named(prefix: string, names: readonly string[]): string[] {
  return names.map((name) => prefix + name);
}
