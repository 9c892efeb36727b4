// The demo sets of data/tiny, which the embedded model oc-tiny was trained to answer (held-out questions of the kinds it has
// seen). They stand in the layouts of GSM8K, C-Eval, MMLU and SIQA, are read by the loaders of those families, and are
// asked in nearly their wording with three examples. On a broken pipeline their scores fall: that is what they are for.

import { type DatasetConfig, defineDataset, sampleDataPath } from "oc-local";
import { bot, type Evaluate, human, type Infer, perOption, type Turn, zeroShot } from "./_pieces.ts";

const threeShot = { type: "fix-k", fixIdList: [0, 1, 2] };
const accuracy: Evaluate = { evaluator: { type: "accuracy" } };
const firstOption: Evaluate = { ...accuracy, predPostprocessor: { type: "first-option", options: "ABCD" } };

/** File name to the names that Chinese and English prompts use. */
const subjects: Record<string, readonly [chinese: string, english: string]> = {
  common_sense: ["生活常识", "common sense"],
  vocabulary: ["汉语词汇", "vocabulary"],
};

const variants = {
  tiny_gsm8k_gen: () => [gsm8k()],
  tiny_ceval_gen: () => ceval("tiny_ceval_gen", firstOption, chineseDialogue),
  tiny_ceval_ppl: () => ceval("tiny_ceval_ppl", accuracy, chineseText),
  tiny_mmlu_gen: () => mmlu("tiny_mmlu_gen", firstOption, englishDialogue),
  tiny_mmlu_ppl: () => mmlu("tiny_mmlu_ppl", accuracy, englishText),
  tiny_siqa_ppl: () => [siqa()],
};

const multipleChoice = ["tiny_ceval_gen", "tiny_ceval_ppl", "tiny_mmlu_gen", "tiny_mmlu_ppl"];

/** A dataset and its metric. */
type Subset = [string, string];

export default defineDataset({
  title: "oc-tiny's demo sets: word problems, multiple choice in Chinese and English, everyday situations",
  variants: { ...variants, tiny: () => Object.values(variants).flatMap((entries) => entries()) },
  groups: [
    ...multipleChoice.map((name) => ({
      name,
      subsets: Object.keys(subjects).map((subject): Subset => [`${name}-${subject}`, "accuracy"]),
    })),
    {
      name: "tiny",
      subsets: Object.keys(variants).map(
        (name): Subset => [name, multipleChoice.includes(name) ? "naive_average" : "accuracy"],
      ),
    },
  ],
});

function gsm8k(): DatasetConfig {
  const question = human("Question: {question}\nLet's think step by step\nAnswer:");
  return {
    abbr: "tiny_gsm8k_gen",
    source: { type: "gsm8k", path: sampleDataPath("tiny/gsm8k") },
    reader: { inputColumns: ["question"], outputColumn: "answer" },
    infer: generate({ round: [question, bot("{answer}")] }, { maxOutLen: 64, stoppingCriteria: ["Question"] }),
    evaluate: {
      evaluator: { type: "gsm8k" },
      predPostprocessor: { type: "gsm8k" },
      datasetPostprocessor: { type: "gsm8k-reference" },
    },
  };
}

function siqa(): DatasetConfig {
  const template = (letter: string) => `{context}\nQuestion: {question}\nAnswer: {answer${letter}}`;
  return {
    abbr: "tiny_siqa_ppl",
    source: { type: "siqa", path: sampleDataPath("tiny/siqa"), form: "label" },
    reader: {
      inputColumns: ["context", "question", "answerA", "answerB", "answerC"],
      outputColumn: "label",
      testSplit: "validation",
    },
    infer: {
      promptTemplate: { template: { 1: template("A"), 2: template("B"), 3: template("C") } },
      retriever: zeroShot,
      inferencer: { type: "perplexity" },
    },
    evaluate: accuracy,
  };
}

function ceval(variant: string, evaluate: Evaluate, infer: (subject: string) => Infer): DatasetConfig[] {
  return Object.entries(subjects).map(([name, [chinese]]) => ({
    abbr: `${variant}-${name}`,
    source: { type: "ceval", path: sampleDataPath("tiny/ceval"), name },
    reader: {
      inputColumns: ["question", "A", "B", "C", "D"],
      outputColumn: "answer",
      trainSplit: "dev",
      testSplit: "val",
    },
    infer: infer(chinese),
    evaluate,
  }));
}

function mmlu(variant: string, evaluate: Evaluate, infer: (subject: string) => Infer): DatasetConfig[] {
  return Object.entries(subjects).map(([name, [, english]]) => ({
    abbr: `${variant}-${name}`,
    source: { type: "mmlu", path: sampleDataPath("tiny/mmlu"), name },
    reader: { inputColumns: ["input", "A", "B", "C", "D"], outputColumn: "target", trainSplit: "dev" },
    infer: infer(english),
    evaluate,
  }));
}

const chineseOptions = "{question}\nA. {A}\nB. {B}\nC. {C}\nD. {D}\n答案:";
const englishOptions = "{input}\nA. {A}\nB. {B}\nC. {C}\nD. {D}\nAnswer:";

function chineseDialogue(subject: string): Infer {
  const hint = `以下是中国关于${subject}考试的单项选择题，请选出其中的正确答案。`;
  return generate({ round: [human(`${hint}\n${chineseOptions} `), bot("{answer}")] }, { maxOutLen: 8 });
}

function englishDialogue(subject: string): Infer {
  const hint = `There is a single choice question about ${subject}. Answer the question by replying A, B, C or D.`;
  return generate({ round: [human(`${hint}\nQuestion: ${englishOptions} `), bot("{target}")] }, { maxOutLen: 8 });
}

function generate(dialogue: { round: Turn[] }, options: Record<string, unknown>): Infer {
  return {
    iceTemplate: { template: { begin: "</E>", ...dialogue }, iceToken: "</E>" },
    retriever: threeShot,
    inferencer: { type: "generate", ...options },
  };
}

function chineseText(subject: string): Infer {
  return scoreLetters(`以下是关于${subject}的单项选择题，请直接给出正确答案的选项。\n`, chineseOptions);
}

function englishText(subject: string): Infer {
  const hint = `The following are multiple choice questions (with answers) about ${subject}.\n\n`;
  return scoreLetters(hint, englishOptions);
}

function scoreLetters(hint: string, options: string): Infer {
  return {
    iceTemplate: { template: perOption("ABCD", (letter) => `${options} ${letter}`) },
    promptTemplate: { template: perOption("ABCD", (letter) => `${hint}</E>${options} ${letter}`), iceToken: "</E>" },
    retriever: threeShot,
    inferencer: { type: "perplexity" },
  };
}
