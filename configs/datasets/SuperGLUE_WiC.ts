// WiC of SuperGLUE (Wang et al. 2019, arXiv:1905.00537). Prompts are those of OpenCompass a5acc4bb.

import { defineDataset } from "oc-local";
import {
  accuracy,
  askZeroShot,
  comparing,
  type Evaluate,
  entriesOf,
  firstCapital,
  human,
  type NamedSource,
} from "./_pieces.ts";

const wicLetterRows: NamedSource[] = [
  ["WiC", { type: "superglue", path: "SuperGLUE/WiC/val.jsonl", form: "wic-letter" }],
];
const byLabel = { inputColumns: ["word", "sentence1", "sentence2"], outputColumn: "label" };
const score: Evaluate = { ...accuracy, predRole: "BOT", predPostprocessor: firstCapital };
const wicRows: NamedSource[] = [["WiC", { type: "superglue", path: "SuperGLUE/WiC/val.jsonl", form: "wic" }]];
const byAnswer = { inputColumns: ["word", "sentence1", "sentence2"], outputColumn: "answer", testSplit: "train" };

export default defineDataset({
  title: "WiC: a word in two sentences, the same sense or not",
  dimensions: ["language"],
  variants: {
    SuperGLUE_WiC_gen_d06864: () =>
      entriesOf(
        wicLetterRows,
        byLabel,
        askZeroShot({
          round: [
            human(
              "Sentence 1: {sentence1}\nSentence 2: {sentence2}\nAre '{word}' in the above two sentenses the same?\nA. Yes\nB. No\nAnswer:",
            ),
          ],
        }),
        score,
      ),
    SuperGLUE_WiC_ppl_312de9: () =>
      entriesOf(
        wicRows,
        byAnswer,
        comparing({
          0: {
            round: [
              human(
                "Sentence 1: {sentence1}\nSentence 2: {sentence2}\n'{word}' in the above two sentenses are different.",
              ),
            ],
          },
          1: {
            round: [
              human(
                "Sentence 1: {sentence1}\nSentence 2: {sentence2}\n'{word}' in the above two sentenses are the same.",
              ),
            ],
          },
        }),
        accuracy,
      ),
    SuperGLUE_WiC_ppl_3fb6fd: () =>
      entriesOf(
        wicRows,
        byAnswer,
        comparing({
          0: "{word} in {sentence1} and {sentence2} is different.",
          1: "{word} in {sentence1} and {sentence2} is same.",
        }),
        accuracy,
      ),
    SuperGLUE_WiC_ppl_c926be: () =>
      entriesOf(
        wicRows,
        byAnswer,
        comparing({
          0: { round: [human("{word} in {sentence1} and {sentence2} is different.")] },
          1: { round: [human("{word} in {sentence1} and {sentence2} is same.")] },
        }),
        accuracy,
      ),
  },
  aliases: { SuperGLUE_WiC_gen: "SuperGLUE_WiC_gen_d06864", SuperGLUE_WiC_ppl: "SuperGLUE_WiC_ppl_312de9" },
});
