// Adversarial NLI (Nie et al. 2019, arXiv:1910.14599). Prompts are those of OpenCompass a5acc4bb.

import { defineDataset } from "oc-local";
import { mapJsonl, meaningOf } from "./_fields.ts";
import {
  accuracy,
  askZeroShot,
  bot,
  comparing,
  type Evaluate,
  entriesOf,
  firstCapital,
  human,
  type NamedSource,
} from "./_pieces.ts";

const rows: NamedSource[] = [
  ["anli-R1", { type: "anli", path: "anli/anli_v1.0/R1/dev.jsonl" }],
  ["anli-R2", { type: "anli", path: "anli/anli_v1.0/R2/dev.jsonl" }],
  ["anli-R3", { type: "anli", path: "anli/anli_v1.0/R3/dev.jsonl" }],
];
const columns = { inputColumns: ["context", "hypothesis"], outputColumn: "label" };
const score: Evaluate = { ...accuracy, predRole: "BOT", predPostprocessor: firstCapital };

export default defineDataset({
  title: "ANLI: entailment, written to mislead models, three rounds",
  dimensions: ["reasoning"],
  load: async (path) =>
    mapJsonl(path, (record, place) => ({
      ...record,
      label: meaningOf(record, "label", place, { c: "A", e: "B", n: "C" }),
    })),
  variants: {
    anli_gen_fc7328: () =>
      entriesOf(
        rows,
        columns,
        askZeroShot({
          round: [
            human(
              "{context}\n{hypothesis}\nQuestion: What is the relation between the two sentences?\nA. Contradiction\nB. Entailment\nC. Neutral\nAnswer: ",
            ),
            bot("{label}"),
          ],
        }),
        score,
      ),
    anli_ppl_1d290e: () =>
      entriesOf(
        rows,
        columns,
        comparing({
          A: {
            round: [
              human("{context}\n{hypothesis}\\What is the relation between the two sentences?"),
              bot("Contradiction"),
            ],
          },
          B: {
            round: [
              human("{context}\n{hypothesis}\\What is the relation between the two sentences?"),
              bot("Entailment"),
            ],
          },
          C: {
            round: [human("{context}\n{hypothesis}\\What is the relation between the two sentences?"), bot("Neutral")],
          },
        }),
        accuracy,
      ),
  },
  aliases: { anli_gen: "anli_gen_fc7328", anli_ppl: "anli_ppl_1d290e" },
});
