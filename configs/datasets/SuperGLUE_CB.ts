// CommitmentBank of SuperGLUE (Wang et al. 2019, arXiv:1905.00537). Prompts are those of OpenCompass a5acc4bb.

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

const cbLetterRows: NamedSource[] = [["CB", { type: "superglue", path: "SuperGLUE/CB/val.jsonl", form: "cb-letter" }]];
const columns = { inputColumns: ["premise", "hypothesis"], outputColumn: "label" };
const score: Evaluate = { ...accuracy, predRole: "BOT", predPostprocessor: firstOption("ABC") };
const rows: NamedSource[] = [["CB", { type: "hub", path: "SuperGLUE/CB/val.jsonl" }]];

export default defineDataset({
  title: "CB: whether a speaker is committed to a clause",
  dimensions: ["reasoning", "understanding"],
  variants: {
    SuperGLUE_CB_gen_854c6c: () =>
      entriesOf(
        cbLetterRows,
        columns,
        askZeroShot({
          round: [
            human(
              "{premise}\n{hypothesis}\nWhat is the relation between the two sentences?\nA. Contradiction\nB. Entailment\nC. Neutral\nAnswer:",
            ),
          ],
        }),
        score,
      ),
    SuperGLUE_CB_ppl_0143fe: () =>
      entriesOf(
        rows,
        columns,
        comparing({
          contradiction: {
            round: [
              human("{premise}\n{hypothesis}\nWhat is the relation between the two sentences?"),
              bot("Contradiction"),
            ],
          },
          entailment: {
            round: [
              human("{premise}\n{hypothesis}\nWhat is the relation between the two sentences?"),
              bot("Entailment"),
            ],
          },
          neutral: {
            round: [human("{premise}\n{hypothesis}\nWhat is the relation between the two sentences?"), bot("Neutral")],
          },
        }),
        accuracy,
      ),
    SuperGLUE_CB_ppl_11c175: () =>
      entriesOf(
        rows,
        columns,
        comparing({
          contradiction: "{premise}?contradiction, {hypothesis}",
          entailment: "{premise}?entailment, {hypothesis}",
          neutral: "{premise}?neutral, {hypothesis}",
        }),
        accuracy,
      ),
  },
  aliases: { SuperGLUE_CB_gen: "SuperGLUE_CB_gen_854c6c", SuperGLUE_CB_ppl: "SuperGLUE_CB_ppl_0143fe" },
});
