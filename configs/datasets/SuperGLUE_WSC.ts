// WSC of SuperGLUE (Wang et al. 2019, arXiv:1905.00537). Prompts are those of OpenCompass a5acc4bb.

import { defineDataset } from "oc-local";
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
  perOption,
} from "./_pieces.ts";

const wscLetterRows: NamedSource[] = [
  ["WSC", { type: "superglue", path: "SuperGLUE/WSC/val.jsonl", form: "wsc-letter" }],
];
const byLabel = { inputColumns: ["span1", "span2", "text"], outputColumn: "label" };
const score: Evaluate = { ...accuracy, predRole: "BOT", predPostprocessor: firstCapital };
const wscMarkedRows: NamedSource[] = [
  ["WSC", { type: "superglue", path: "SuperGLUE/WSC/val.jsonl", form: "wsc-marked" }],
];
const wscRows: NamedSource[] = [["WSC", { type: "superglue", path: "SuperGLUE/WSC/val.jsonl", form: "wsc" }]];
const byAnswer = { inputColumns: ["span1", "span2", "text", "new_text"], outputColumn: "answer" };

export default defineDataset({
  title: "WSC: what a pronoun stands for",
  dimensions: ["language", "reasoning"],
  variants: {
    SuperGLUE_WSC_gen_7902a7: () =>
      entriesOf(
        wscLetterRows,
        byLabel,
        askZeroShot({
          round: [
            human(
              "{text}\nIs '{span1}' and '{span2}' refers to the same entity in the above sentence?\nA. Yes\nB. No\nAnswer:",
            ),
          ],
        }),
        score,
      ),
    SuperGLUE_WSC_gen_fe4bf3: () =>
      entriesOf(
        wscMarkedRows,
        byLabel,
        askZeroShot({
          round: [human("Passage: {text}\nDoes the pronoun # {span2} # refer to * {span1} *?\nA. Yes\nB. No\nAnswer:")],
        }),
        score,
      ),
    SuperGLUE_WSC_ppl_003529: () =>
      entriesOf(
        wscRows,
        byAnswer,
        comparing({ 0: { round: [human("{text}")] }, 1: { round: [human("{new_text}")] } }),
        accuracy,
      ),
    SuperGLUE_WSC_ppl_1c4a90: () =>
      entriesOf(
        wscMarkedRows,
        byLabel,
        comparing(
          perOption("AB", (answer) => ({
            round: [
              human("Passage: {text}\nDoes the pronoun # {span2} # refer to * {span1} *?\nA. Yes\nB. No\nAnswer: "),
              bot(answer),
            ],
          })),
        ),
        accuracy,
      ),
    SuperGLUE_WSC_ppl_d0f531: () =>
      entriesOf(
        wscLetterRows,
        byLabel,
        comparing({
          A: {
            round: [
              human("{text}\nIs '{span1}' and '{span2}' refers to the same entity in the above sentence?"),
              bot("Yes"),
            ],
          },
          B: {
            round: [
              human("{text}\nIs '{span1}' and '{span2}' refers to the same entity in the above sentence?"),
              bot("No"),
            ],
          },
        }),
        accuracy,
      ),
    SuperGLUE_WSC_ppl_f37e78: () => entriesOf(wscRows, byAnswer, comparing({ 0: "{text}", 1: "{new_text}" }), accuracy),
  },
  aliases: { SuperGLUE_WSC_gen: "SuperGLUE_WSC_gen_fe4bf3", SuperGLUE_WSC_ppl: "SuperGLUE_WSC_ppl_1c4a90" },
});
