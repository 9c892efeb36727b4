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
  { upstream: "HumanevalDataset", family: "humaneval", options: {} },
  { upstream: "MBPPDataset", family: "mbpp", options: { form: "original" } },
  { upstream: "MBPPDatasetV2", family: "mbpp", options: { form: "original", column: "test_column" } },
  { upstream: "SanitizedMBPPDataset", family: "mbpp", options: { form: "sanitized" } },
  { upstream: "TriviaQADataset", family: "triviaqa", options: { form: "tsv" } },
  { upstream: "TriviaQADatasetV2", family: "triviaqa", options: { form: "splits" } },
  { upstream: "TriviaQADatasetV3", family: "triviaqa", options: { form: "file" } },
  { upstream: "NaturalQuestionDataset", family: "nq", options: { form: "tsv" } },
  { upstream: "NQOpenDataset", family: "nq", options: { form: "open" } },
  { upstream: "dropDataset", family: "drop", options: { form: "passages" } },
  { upstream: "DropOpenAIDataset", family: "drop", options: { form: "lines" } },
  { upstream: "SQuAD20Dataset", family: "squad20", options: {} },
  { upstream: "StrategyQADataset", family: "strategyqa", options: {} },
  { upstream: "AGIEvalDataset", family: "agieval", options: { form: "prompt" } },
  { upstream: "AGIEvalDataset_v2", family: "agieval", options: { form: "parts" } },
  { upstream: "HellaswagDataset", family: "hellaswag", options: { form: "number" } },
  { upstream: "HellaswagDataset_V2", family: "hellaswag", options: { form: "letter" } },
  { upstream: "HellaswagDataset_V3", family: "hellaswag", options: { form: "whole" } },
  { upstream: "HellaswagDatasetwithICE", family: "hellaswag", options: { form: "examples" } },
  { upstream: "PIQADataset", family: "piqa", options: { form: "number" } },
  { upstream: "PIQADatasetV2", family: "piqa", options: { form: "letter" } },
  { upstream: "PIQADatasetV3", family: "piqa", options: { form: "sentences" } },
  { upstream: "ARCDataset", family: "arc", options: {} },
  { upstream: "BoolQDataset", family: "boolq", options: { form: "number" } },
  { upstream: "BoolQDatasetV2", family: "boolq", options: { form: "letter" } },
  { upstream: "BoolQDatasetV3", family: "boolq", options: { form: "cut" } },
  { upstream: "C3Dataset", family: "clue", options: { form: "c3" } },
  { upstream: "C3Dataset_V2", family: "clue", options: { form: "c3-letter" } },
  { upstream: "AFQMCDatasetV2", family: "clue", options: { form: "afqmc-letter" } },
  { upstream: "CluewscDataset", family: "clue", options: { form: "cluewsc" } },
  { upstream: "CluewscDatasetV2", family: "clue", options: { form: "cluewsc-letter" } },
  { upstream: "CMNLIDataset", family: "clue", options: { form: "cmnli" } },
  { upstream: "CMNLIDatasetV2", family: "clue", options: { form: "cmnli-letter" } },
  { upstream: "CslDataset", family: "clue", options: { form: "csl" } },
  { upstream: "CslDatasetV2", family: "clue", options: { form: "csl-letter" } },
  { upstream: "TNewsDataset", family: "clue", options: { form: "tnews" } },
  { upstream: "TNewsDatasetV2", family: "clue", options: { form: "tnews-letter" } },
  { upstream: "CHIDDataset", family: "clue", options: { form: "chid" } },
  { upstream: "CHIDDatasetV2", family: "clue", options: { form: "chid-letter" } },
  { upstream: "EprstmtDatasetV2", family: "clue", options: { form: "eprstmt-letter" } },
  { upstream: "bustumDataset_V2", family: "clue", options: { form: "bustm-letter" } },
  { upstream: "commonsenseqaDataset", family: "commonsenseqa", options: {} },
  { upstream: "OBQADataset", family: "obqa", options: { asQuestions: false } },
  { upstream: "OBQADatasetV2", family: "obqa", options: { asQuestions: true } },
  { upstream: "lambadaDataset", family: "lambada", options: {} },
  { upstream: "JsonlDataset", family: "jsonl", options: {} },
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
