// COPA of SuperGLUE (Wang et al. 2019, arXiv:1905.00537). Prompts are those of OpenCompass a5acc4bb.

import { defineDataset } from "oc-local";
import {
  accuracy,
  askZeroShot,
  bot,
  comparing,
  type Evaluate,
  entriesOf,
  firstOption,
  human,
  type NamedSource,
} from "./_pieces.ts";

const copaLetterRows: NamedSource[] = [
  ["COPA", { type: "superglue", path: "SuperGLUE/COPA/val.jsonl", form: "copa-letter" }],
];
const byLabel = { inputColumns: ["question", "premise", "choice1", "choice2"], outputColumn: "label" };
const score: Evaluate = { ...accuracy, predRole: "BOT", predPostprocessor: firstOption("AB") };
const rows: NamedSource[] = [["COPA", { type: "hub", path: "SuperGLUE/COPA/val.jsonl" }]];
const byLabel2 = {
  inputColumns: ["question", "premise", "choice1", "choice2"],
  outputColumn: "label",
  testSplit: "train",
};

export default defineDataset({
  title: "COPA: the more plausible cause or effect",
  dimensions: ["reasoning"],
  variants: {
    SuperGLUE_COPA_gen_91ca53: () =>
      entriesOf(
        copaLetterRows,
        byLabel,
        askZeroShot({
          round: [human("{premise}\nQuestion: Which may be the {question}?\nA. {choice1}\nB. {choice2}\nAnswer:")],
        }),
        score,
      ),
    SuperGLUE_COPA_ppl_54058d: () =>
      entriesOf(
        rows,
        byLabel2,
        comparing({
          0: "Premise:{premise}。\nQuestion:{question}。\nAnswer: {choice1}.",
          1: "Passage:{premise}。\nQuestion:{question}。\nAnswer: {choice2}.",
        }),
        accuracy,
      ),
    SuperGLUE_COPA_ppl_5c24f1: () =>
      entriesOf(
        rows,
        byLabel2,
        comparing({
          0: { round: [human("{premise}\nQuestion: {question}\nAnswer:"), bot("{choice1}")] },
          1: { round: [human("{premise}\nQuestion: {question}\nAnswer:"), bot("{choice2}")] },
        }),
        accuracy,
      ),
    SuperGLUE_COPA_ppl_9f3618: () =>
      entriesOf(
        rows,
        byLabel2,
        comparing({
          0: { round: [human("{premise}\nQuestion: What may be the {question}?\nAnswer:"), bot("{choice1}")] },
          1: { round: [human("{premise}\nQuestion: What may be the {question}?\nAnswer:"), bot("{choice2}")] },
        }),
        accuracy,
      ),
  },
  aliases: { SuperGLUE_COPA_gen: "SuperGLUE_COPA_gen_91ca53", SuperGLUE_COPA_ppl: "SuperGLUE_COPA_ppl_9f3618" },
});
