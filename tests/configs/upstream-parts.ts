// OpenCompass's class and function names of the parts that shipped definitions use, for comparing with its configs.

export interface UpstreamLoader {
  upstream: string;
  family: string;
  /** Keys of an entry's `source` that make the family read as this class does. */
  options: Record<string, unknown>;
}

export const upstreamLoaders: readonly UpstreamLoader[] = [
  { upstream: "CEvalDataset", family: "ceval", options: {} },
  { upstream: "CMMLUDataset", family: "cmmlu", options: {} },
  { upstream: "MMLUDataset", family: "mmlu", options: {} },
  { upstream: "GSM8KDataset", family: "gsm8k", options: {} },
  { upstream: "MATHDataset", family: "math", options: {} },
  { upstream: "siqaDataset", family: "siqa", options: { form: "label" } },
  { upstream: "siqaDataset_V2", family: "siqa", options: { form: "candidates" } },
  { upstream: "SiqaDatasetV3", family: "siqa", options: { form: "letters" } },
  { upstream: "WinograndeDataset", family: "winogrande", options: { answers: "numbers" } },
  { upstream: "WinograndeDatasetV3", family: "winogrande", options: { answers: "letters", trainSplit: "train_xs" } },
  { upstream: "WinograndeDatasetV2", family: "winogrande", options: { answers: "letters" } },
];

export const upstreamEvaluators: Readonly<Record<string, string>> = {
  accuracy: "AccEvaluator",
  "accuracy-details": "AccwithDetailsEvaluator",
  "edit-distance-accuracy": "EDAccEvaluator",
  gsm8k: "Gsm8kEvaluator",
  math: "MATHEvaluator",
};

export const upstreamPostprocessors: Readonly<Record<string, string>> = {
  "first-capital": "first_capital_postprocess",
  "first-option": "first_option_postprocess",
  "match-answer-pattern": "match_answer_pattern",
  gsm8k: "gsm8k_postprocess",
  "gsm8k-reference": "gsm8k_dataset_postprocess",
  math: "math_postprocess",
  "math-v2": "math_postprocess_v2",
};
