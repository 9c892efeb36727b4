// Where OpenCompass keeps the data that a config names by a hub id, below the data root, which is its ./data.

const folders: Readonly<Record<string, string>> = {
  agieval: "AGIEval/data/v1",
  "ai2_arc-test": "ARC/ARC-c/ARC-Challenge-Test.jsonl",
  "ai2_arc-dev": "ARC/ARC-c/ARC-Challenge-Dev.jsonl",
  "ai2_arc-easy-dev": "ARC/ARC-e/ARC-Easy-Dev.jsonl",
  "ceval-exam": "ceval/formal_ceval",
  "afqmc-dev": "CLUE/AFQMC/dev.json",
  "cmnli-dev": "CLUE/cmnli/cmnli_public/dev.json",
  "OCNLI-dev": "CLUE/OCNLI/dev.json",
  cmmlu: "cmmlu",
  commonsense_qa: "commonsenseqa",
  mbpp: "mbpp/mbpp.jsonl",
  sanitized_mbpp: "mbpp/sanitized-mbpp.jsonl",
  gsm8k: "gsm8k",
  hellaswag: "hellaswag/hellaswag.jsonl",
  hellaswag_ice: "hellaswag",
  humaneval: "humaneval/human-eval-v2-20210705.jsonl",
  lambada: "lambada/test.jsonl",
  math: "math",
  mmlu: "mmlu",
  natural_question: "nq",
  nq_open: "nq-open",
  openbookqa_test: "openbookqa/Main/test.jsonl",
  openbookqa_fact: "openbookqa/Additional/test_complete.jsonl",
  piqa: "piqa",
  siqa: "siqa",
  strategy_qa: "strategyqa/strategyQA_train.json",
  boolq: "SuperGLUE/BoolQ/val.jsonl",
  trivia_qa: "triviaqa",
  winogrande: "winogrande",
};

/** "./data/ceval/formal_ceval" and "opencompass/ceval-exam" are ceval/formal_ceval. */
export function belowDataRoot(path: string): string {
  const id = /^opencompass\/(.+)$/.exec(path)?.[1];
  if (id !== undefined && Object.hasOwn(folders, id)) return folders[id] as string;
  return path.replace(/^(?:\.\/)?data\//, "").replace(/(?<=.)\/$/, "");
}
