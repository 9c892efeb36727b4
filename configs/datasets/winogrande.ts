// WinoGrande (Sakaguchi et al. 2019, arXiv:1907.10641): which of two names fills the blank. Prompts are those of OpenCompass
// a5acc4bb; questions come from the dev split, examples from train_xs. The perplexity variants compare whole sentences and
// give lower scores than papers report; the log-likelihood variants are the comparable ones.

import { type DatasetConfig, defineDataset, OcLocalError, type Row } from "oc-local";
import { fieldOf, mapJsonl, optionNumber, textOf } from "./_fields.ts";
import { askZeroShot, bot, type Evaluate, human, type Infer, zeroShot } from "./_pieces.ts";

const accuracy: Evaluate = { evaluator: { type: "accuracy" } };
const details: Evaluate = { evaluator: { type: "accuracy-details" } };
const predRole = "BOT";
const predPostprocessor = { type: "first-option", options: "AB" };
const firstOption: Evaluate = { ...accuracy, predRole, predPostprocessor };

const sentences = ["opt1", "opt2"];
const blankAndNames = ["prompt", "only_option1", "only_option2"];
const whichSentence = "Which of the following is a good sentence:\nA. {opt1}\nB. {opt2}\nAnswer:";
const whichName = "Question: {prompt}\nA. {only_option1}\nB. {only_option2}\nAnswer:";

export default defineDataset({
  title: "WinoGrande: pronouns that need common sense, two names",
  dimensions: ["reasoning", "language"],
  load: async (path, { answers, trainSplit }) => {
    const dev = await readSentences(`${path}/dev.jsonl`, answers === "letters");
    if (trainSplit === undefined) return dev;
    return { train_xs: await readSentences(`${path}/train_xs.jsonl`, answers === "letters"), dev };
  },
  variants: {
    winogrande_ppl_55a66e: () =>
      zeroShotEntry(perSentence("perplexity", (i) => ({ round: [human(`Good sentence: {opt${i}}`)] }))),
    winogrande_ppl_9307fd: () => zeroShotEntry(perSentence("perplexity", (i) => `Good sentence: {opt${i}}`)),
    winogrande_ll_c5cf57: () => zeroShotEntry(perSentence("log-likelihood", (i) => `{opt${i}}`)),
    winogrande_5shot_ll_252f01: () => fewShotEntry(sentences, fewShotLogLikelihood, details),
    winogrande_5shot_gen_b36770: () =>
      fewShotEntry(blankAndNames, fewShotGen(whichName), { ...details, predRole, predPostprocessor }),
    winogrande_5shot_gen_6447e6: () => fewShotEntry(sentences, fewShotGen(whichSentence), firstOption),
    winogrande_gen_458220: () => genEntry(whichName, blankAndNames),
    winogrande_gen_a027b6: () => [
      ...genEntry(whichSentence, sentences, "winogrande_prompt_1"),
      ...genEntry(
        "Which is a good sentence out of the following:\nA. {opt1}\nB. {opt2}\nAnswer:",
        sentences,
        "winogrande_prompt_2",
      ),
      ...genEntry(
        "Can you identify a good sentence from the following:\nA. {opt1}\nB. {opt2}\nAnswer:",
        sentences,
        "winogrande_prompt_3",
      ),
    ],
    deprecated_winogrande_gen_a9ede5: () => genEntry(whichSentence, sentences),
  },
  aliases: {
    winogrande_ppl: "winogrande_ppl_55a66e",
    winogrande_ll: "winogrande_ll_c5cf57",
    winogrande_gen: "winogrande_gen_458220",
  },
});

function zeroShotEntry(infer: Infer): DatasetConfig[] {
  return entry({ answers: "numbers" }, { inputColumns: sentences }, infer, accuracy);
}

function genEntry(prompt: string, inputColumns: string[], abbr = "winogrande"): DatasetConfig[] {
  return entry({ answers: "letters" }, { inputColumns }, askZeroShot({ round: [human(prompt)] }), firstOption, abbr);
}

function fewShotEntry(inputColumns: string[], infer: Infer, evaluate: Evaluate): DatasetConfig[] {
  const source = { answers: "letters", trainSplit: "train_xs" } as const;
  return entry(source, { inputColumns, trainSplit: "train_xs", testSplit: "dev" }, infer, evaluate);
}

interface Source {
  /** `numbers`: 1 or 2, as in the file. `letters`: A or B. */
  answers: "numbers" | "letters";
  /** Given, the loader returns the two splits instead of the dev rows alone. */
  trainSplit?: "train_xs";
}

function entry(
  source: Source,
  reader: Omit<DatasetConfig["reader"], "outputColumn">,
  infer: Infer,
  evaluate: Evaluate,
  abbr = "winogrande",
): DatasetConfig[] {
  return [
    {
      abbr,
      source: { type: "winogrande", path: "winogrande", ...source },
      reader: { ...reader, outputColumn: "answer" },
      infer,
      evaluate,
    },
  ];
}

const fiveOfTrain = { type: "fix-k", fixIdList: [0, 2, 4, 6, 8] };

function perSentence(type: string, template: (option: 1 | 2) => string | { round: ReturnType<typeof human>[] }): Infer {
  return {
    promptTemplate: { template: { 1: template(1), 2: template(2) } },
    retriever: zeroShot,
    inferencer: { type },
  };
}

const fewShotLogLikelihood: Infer = {
  iceTemplate: { template: { A: "{opt1}", B: "{opt2}" } },
  promptTemplate: { template: { A: "</E>{opt1}", B: "</E>{opt2}" }, iceToken: "</E>" },
  retriever: fiveOfTrain,
  inferencer: { type: "log-likelihood" },
};

function fewShotGen(prompt: string): Infer {
  return {
    iceTemplate: { template: { begin: "</E>", round: [human(prompt), bot("{answer}")] }, iceToken: "</E>" },
    retriever: fiveOfTrain,
    inferencer: { type: "generate" },
  };
}

function readSentences(path: string, asLetters: boolean): Promise<Row[]> {
  return mapJsonl(path, (record, place) => {
    const sentence = textOf(record, "sentence", place);
    // The text between the first blank and the next: what the log-likelihood variants score.
    const cont = sentence.split("_")[1];
    if (cont === undefined)
      throw new OcLocalError("BAD_DATA", `${place}: the sentence has no blank "_"`, {
        hint: 'write "_" where the options belong',
      });
    const [option1, option2] = [textOf(record, "option1", place), textOf(record, "option2", place)];
    const answer = fieldOf(record, "answer", place);
    // Rows without a public answer have an empty one.
    const letter = answer === "" ? "NULL" : (" AB"[optionNumber(answer, 1, 2, `${place}: "answer"`)] as string);
    return {
      prompt: sentence,
      only_option1: option1,
      only_option2: option2,
      opt1: sentence.replaceAll("_", () => option1),
      opt2: sentence.replaceAll("_", () => option2),
      answer: asLetters ? letter : answer,
      cont,
    };
  });
}
