// AX-g, a diagnostic set of SuperGLUE (Wang et al. 2019, arXiv:1905.00537). Prompts are those of OpenCompass a5acc4bb.

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
  ["AX_g", { type: "superglue", path: "SuperGLUE/AX-g/AX-g.jsonl", form: "ax-letter" }],
];
const byLabel = { inputColumns: ["hypothesis", "premise"], outputColumn: "label" };
const score: Evaluate = { ...accuracy, predRole: "BOT", predPostprocessor: firstOption("AB") };
const rows: NamedSource[] = [["AX_g", { type: "hub", path: "SuperGLUE/AX-g/AX-g.jsonl" }]];
const byLabel2 = { inputColumns: ["hypothesis", "premise"], outputColumn: "label", testSplit: "train" };

export default defineDataset({
  title: "AX-g: entailment, gender bias diagnostics",
  dimensions: ["reasoning", "understanding"],
  variants: {
    SuperGLUE_AX_g_gen_68aac7: () =>
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
    SuperGLUE_AX_g_ppl_50f8f6: () =>
      entriesOf(
        rows,
        byLabel2,
        comparing({
          entailment: "{premise}?entailment, {hypothesis}",
          not_entailment: "{premise}?not_entailment, {hypothesis}",
        }),
        accuracy,
      ),
    SuperGLUE_AX_g_ppl_66caf3: () =>
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
  aliases: { SuperGLUE_AX_g_gen: "SuperGLUE_AX_g_gen_68aac7", SuperGLUE_AX_g_ppl: "SuperGLUE_AX_g_ppl_66caf3" },
});
