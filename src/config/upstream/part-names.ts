// OpenCompass's classes and functions by the names of our parts. A config may write them with or without their module.

import { upstreamNames } from "../../core/upstream-names.ts";

export interface UpstreamLoader {
  upstream: string;
  family: string;
  /** Keys of an entry's `source` that make the family read as this class does. */
  options: Readonly<Record<string, unknown>>;
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
  { upstream: "RaceDataset", family: "race", options: {} },
  { upstream: "StoryClozeDataset", family: "storycloze", options: { form: "number" } },
  { upstream: "StoryClozeDatasetV2", family: "storycloze", options: { form: "letter" } },
  { upstream: "HFDataset", family: "jsonl", options: { columns: "all" } },
  { upstream: "AXDatasetV2", family: "superglue", options: { form: "ax-letter" } },
  { upstream: "CBDatasetV2", family: "superglue", options: { form: "cb-letter" } },
  { upstream: "COPADatasetV2", family: "superglue", options: { form: "copa-letter" } },
  { upstream: "MultiRCDataset", family: "superglue", options: { form: "multirc" } },
  { upstream: "MultiRCDatasetV2", family: "superglue", options: { form: "multirc-letter" } },
  { upstream: "ReCoRDDataset", family: "superglue", options: { form: "record" } },
  { upstream: "ReCoRDDatasetV2", family: "superglue", options: { form: "record-short" } },
  { upstream: "WiCDataset", family: "superglue", options: { form: "wic" } },
  { upstream: "WiCDatasetV2", family: "superglue", options: { form: "wic-letter" } },
  { upstream: "WSCDataset", family: "superglue", options: { form: "wsc" } },
  { upstream: "WSCDatasetV2", family: "superglue", options: { form: "wsc-letter" } },
  { upstream: "WSCDatasetV3", family: "superglue", options: { form: "wsc-marked" } },
  { upstream: "CMRCDataset", family: "clue", options: { form: "squad" } },
  { upstream: "DRCDDataset", family: "clue", options: { form: "squad" } },
  { upstream: "GaokaoBenchDataset", family: "GaokaoBench", options: {} },
  { upstream: "BBHDataset", family: "bbh", options: {} },
  { upstream: "TydiQADataset", family: "tydiqa", options: {} },
  { upstream: "SVAMPDataset", family: "SVAMP", options: {} },
  { upstream: "GSMHardDataset", family: "gsm_hard", options: {} },
  { upstream: "MGSMSDataset", family: "mgsm", options: {} },
  { upstream: "Aime2024Dataset", family: "aime2024", options: {} },
  { upstream: "XsumDataset", family: "Xsum", options: {} },
  { upstream: "LCSTSDataset", family: "lcsts", options: {} },
  { upstream: "SummeditsDataset_V2", family: "summedits", options: {} },
  { upstream: "MathBenchDataset", family: "MathBench", options: {} },
  { upstream: "GPQADataset", family: "gpqa", options: {} },
  { upstream: "GPQASimpleEvalDataset", family: "gpqa", options: { form: "simple-evals" } },
  { upstream: "TheoremQADatasetV3", family: "TheoremQA", options: { form: "json" } },
  { upstream: "TheoremQADataset", family: "TheoremQA", options: { form: "csv" } },
  { upstream: "HumanevalXDataset", family: "humanevalx", options: {} },
  { upstream: "IFEvalDataset", family: "IFEval", options: {} },
  { upstream: "TruthfulQADataset", family: "truthfulqa", options: {} },
  { upstream: "CustomDataset", family: "custom", options: {} },
  { upstream: "JsonlDataset", family: "jsonl", options: {} },
];

/** Where several stand for one part, OpenCompass's own configs use the first. */
export const upstreamEvaluators: Readonly<Record<string, string>> = {
  AccEvaluator: "accuracy",
  AccwithDetailsEvaluator: "accuracy-details",
  EMEvaluator: "exact-match",
  EDAccEvaluator: "edit-distance-accuracy",
  MccEvaluator: "mcc",
  CircularEvaluator: "circular",
  OptionSimAccEvaluator: "option-sim",
  LambadaEvaluator: "lambada",
  AveragePPLEvaluator: "average-ppl",
  AUCROCEvaluator: "auc-roc",
  RougeEvaluator: "rouge",
  JiebaRougeEvaluator: "jieba-rouge",
  BleuEvaluator: "bleu",
  SquadEvaluator: "squad",
  SQuAD20Evaluator: "squad20",
  Gsm8kEvaluator: "gsm8k",
  MATHEvaluator: "math",
  AGIEvalEvaluator: "agieval",
  AGIEvalEvaluator_mcq: "agieval-mcq",
  BBHEvaluator: "bbh",
  BBHEvaluator_mcq: "bbh-mcq",
  DropOpenAIEvaluator: "drop",
  NQEvaluator: "nq",
  TriviaQAEvaluator: "triviaqa",
  GPQAEvaluator: "gpqa",
  GaokaoBenchEvaluator_single_choice: "gaokao-single-choice",
  GaokaoBenchEvaluator_multi_choice: "gaokao-multi-choice",
  GaokaoBenchEvaluator_multi_question_choice: "gaokao-multi-question-choice",
  GaokaoBenchEvaluator_five_out_of_seven: "gaokao-five-out-of-seven",
  MGSM_Evaluator: "mgsm",
  MMLUProBaseEvaluator: "mmlu-pro",
  TydiQAEvaluator: "tydiqa",
};

export const upstreamPostprocessors: Readonly<Record<string, string>> = {
  first_capital_postprocess: "first-capital",
  "first-capital": "first-capital",
  first_capital_postprocess_multi: "first-capital-multi",
  last_capital_postprocess: "last-capital",
  multiple_select_postprocess: "multiple-select",
  first_option_postprocess: "first-option",
  last_option_postprocess: "last-option",
  first_number_postprocess: "first-number",
  general_postprocess: "general",
  general_cn_postprocess: "general-cn",
  general_eval_wrapper_postprocess: "general-eval-wrapper",
  match_answer_pattern: "match-answer-pattern",
  think_pred_postprocess: "think-pred",
  xml_tag_postprocessor: "xml-tag",
  extract_non_reasoning_content: "extract-non-reasoning-content",
  gsm8k_postprocess: "gsm8k",
  gsm8k_dataset_postprocess: "gsm8k-reference",
  gsm8k_dataset: "gsm8k-reference",
  math_postprocess: "math",
  math_postprocess_v2: "math-v2",
  math_judement_preprocess: "math-judement-preprocess",
  bbh_mcq_postprocess: "bbh-mcq",
  "bbh-mcq": "bbh-mcq",
  bbh_freeform_postprocess: "bbh-freeform",
  humaneval_postprocess_v2: "humaneval-v2",
  humaneval_postprocess_v3: "humaneval-v3",
  humaneval_internal_v1_postprocess: "humaneval-internal-v1",
  humaneval_internal_v2_postprocess: "humaneval-internal-v2",
  strategyqa_pred_postprocess: "strategyqa",
  strategyqa_dataset_postprocess: "strategyqa-reference",
  ReCoRD_postprocess: "record",
  ReCoRD: "record",
  cmrc: "cmrc",
  drcd: "drcd",
  cmrc_postprocess: "cmrc",
  drcd_postprocess: "drcd",
  mathbench_postprocess: "mathbench",
  mgsm_postprocess: "mgsm",
  TheoremQA_postprocess: "theoremqa",
  TheoremQA: "theoremqa",
  TheoremQA_postprocess_v2: "theoremqa-v2",
  GPQA_Simple_Eval_postprocess: "gpqa-simple-eval",
  Xsum_postprocess: "xsum",
  Xsum: "xsum",
  flores_postprocess: "flores",
  flores: "flores",
  "flores-chinese": "flores-chinese",
  lcsts_postprocess: "lcsts",
  lcsts: "lcsts",
};

export const upstreamRetrievers = byClass(upstreamNames.retrievers);
export const upstreamInferencers = byClass(upstreamNames.inferencers);

export const upstreamPartitioners: Readonly<Record<string, string>> = {
  NaivePartitioner: "naive",
  SizePartitioner: "size",
  NumWorkerPartitioner: "num-worker",
};

export const upstreamRunners: Readonly<Record<string, string>> = {
  LocalRunner: "local",
  SlurmRunner: "slurm",
  SlurmSequentialRunner: "slurm",
};

export const upstreamTasks: Readonly<Record<string, string>> = {
  OpenICLInferTask: "infer",
  OpenICLEvalTask: "eval",
};

/** Our name of a class of theirs; undefined where there is none. */
export function ourName<Name extends string>(names: Readonly<Record<string, Name>>, type: string): Name | undefined {
  const name = className(type);
  return Object.hasOwn(names, name) ? names[name] : undefined;
}

/** The last part of a dotted path: "opencompass.models.OpenAI" is OpenAI. */
export function className(path: string): string {
  return path.split(".").at(-1) as string;
}

function byClass(names: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(names).map(([ours, theirs]) => [className(theirs), ours]));
}
