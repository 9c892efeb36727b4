// AX-b, a diagnostic set of SuperGLUE (Wang et al. 2019, arXiv:1905.00537). Prompts are those of OpenCompass a5acc4bb.

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

const axLetterRows: NamedSource[] = [
  ["AX_b", { type: "superglue", path: "SuperGLUE/AX-b/AX-b.jsonl", form: "ax-letter" }],
];
const byLabel = { inputColumns: ["sentence1", "sentence2"], outputColumn: "label" };
const score: Evaluate = { ...accuracy, predRole: "BOT", predPostprocessor: firstOption("AB") };
const rows: NamedSource[] = [["AX_b", { type: "hub", path: "SuperGLUE/AX-b/AX-b.jsonl" }]];
const byLabel2 = { inputColumns: ["sentence1", "sentence2"], outputColumn: "label", testSplit: "train" };

export default defineDataset({
  title: "AX-b: entailment, broad coverage diagnostics",
  dimensions: ["reasoning", "understanding"],
  variants: {
    SuperGLUE_AX_b_gen_4dfefa: () =>
      entriesOf(
        axLetterRows,
        byLabel,
        askZeroShot({
          round: [
            human(
              "{sentence1}\n{sentence2}\nIs the sentence below entailed by the sentence above?\nA. Yes\nB. No\nAnswer:",
            ),
          ],
        }),
        score,
      ),
    SuperGLUE_AX_b_ppl_0748aa: () =>
      entriesOf(
        rows,
        byLabel2,
        comparing({
          entailment: "{sentence1}?entailment, {sentence2}",
          not_entailment: "{sentence1}?not_entailment, {sentence2}",
        }),
        accuracy,
      ),
    SuperGLUE_AX_b_ppl_6db806: () =>
      entriesOf(
        rows,
        byLabel2,
        comparing({
          entailment: {
            round: [
              human("{sentence1}\n{sentence2}\nIs the sentence below entailed by the sentence above?"),
              bot("Yes"),
            ],
          },
          not_entailment: {
            round: [
              human("{sentence1}\n{sentence2}\nIs the sentence below entailed by the sentence above?"),
              bot("No"),
            ],
          },
        }),
        accuracy,
      ),
  },
  aliases: { SuperGLUE_AX_b_gen: "SuperGLUE_AX_b_gen_4dfefa", SuperGLUE_AX_b_ppl: "SuperGLUE_AX_b_ppl_6db806" },
});
