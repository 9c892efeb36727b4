// RTE of SuperGLUE (Wang et al. 2019, arXiv:1905.00537). Prompts are those of OpenCompass a5acc4bb.

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
  ["RTE", { type: "superglue", path: "SuperGLUE/RTE/val.jsonl", form: "ax-letter" }],
];
const byLabel = { inputColumns: ["hypothesis", "premise"], outputColumn: "label" };
const score: Evaluate = { ...accuracy, predRole: "BOT", predPostprocessor: firstOption("AB") };
const rows: NamedSource[] = [["RTE", { type: "hub", path: "SuperGLUE/RTE/val.jsonl" }]];
const byLabel2 = { inputColumns: ["hypothesis", "premise"], outputColumn: "label", testSplit: "train" };

export default defineDataset({
  title: "RTE: recognising textual entailment",
  dimensions: ["reasoning", "understanding"],
  variants: {
    SuperGLUE_RTE_gen_68aac7: () =>
      entriesOf(
        axLetterRows,
        byLabel,
        askZeroShot({
          round: [
            human(
              "{premise}\n{hypothesis}\nIs the sentence below entailed by the sentence above?\nA. Yes\nB. No\nAnswer:",
            ),
          ],
        }),
        score,
      ),
    SuperGLUE_RTE_ppl_50f8f6: () =>
      entriesOf(
        rows,
        byLabel2,
        comparing({
          entailment: "{premise}?entailment, {hypothesis}",
          not_entailment: "{premise}?not_entailment, {hypothesis}",
        }),
        accuracy,
      ),
    SuperGLUE_RTE_ppl_66caf3: () =>
      entriesOf(
        rows,
        byLabel2,
        comparing({
          entailment: {
            round: [
              human("{premise}\n{hypothesis}\nIs the sentence below entailed by the sentence above?"),
              bot("Yes"),
            ],
          },
          not_entailment: {
            round: [human("{premise}\n{hypothesis}\nIs the sentence below entailed by the sentence above?"), bot("No")],
          },
        }),
        accuracy,
      ),
  },
  aliases: { SuperGLUE_RTE_gen: "SuperGLUE_RTE_gen_68aac7", SuperGLUE_RTE_ppl: "SuperGLUE_RTE_ppl_66caf3" },
});
