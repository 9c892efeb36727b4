// MultiRC of SuperGLUE (Wang et al. 2019, arXiv:1905.00537). Prompts are those of OpenCompass a5acc4bb.

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

const multircLetterRows: NamedSource[] = [
  ["MultiRC", { type: "superglue", path: "SuperGLUE/MultiRC/val.jsonl", form: "multirc-letter" }],
];
const columns = { inputColumns: ["question", "text", "answer"], outputColumn: "label" };
const score: Evaluate = { ...accuracy, predRole: "BOT", predPostprocessor: firstOption("AB") };
const multircRows: NamedSource[] = [
  ["MultiRC", { type: "superglue", path: "SuperGLUE/MultiRC/val.jsonl", form: "multirc" }],
];

export default defineDataset({
  title: "MultiRC: whether an answer to a question on a passage is right",
  dimensions: ["understanding"],
  variants: {
    SuperGLUE_MultiRC_gen_27071f: () =>
      entriesOf(
        multircLetterRows,
        columns,
        askZeroShot({
          round: [human("{text}\nQuestion: {question}\nAnswer: {answer}\nIs it true?\nA. Yes\nB. No\nAnswer:")],
        }),
        score,
      ),
    SuperGLUE_MultiRC_ppl_866273: () =>
      entriesOf(
        multircRows,
        columns,
        comparing({
          0: "Passage:{text}。\nQuestion:{question}。\nAnswer: {answer}. It is false.",
          1: "Passage:</P>。\nQuestion:{question}。\nAnswer: {answer}. It is true.",
        }),
        accuracy,
      ),
    SuperGLUE_MultiRC_ppl_ced824: () =>
      entriesOf(
        multircRows,
        columns,
        comparing({
          0: { round: [human("{text}\nQuestion: {question}\nAnswer: {answer}\nIs it true?"), bot("No, it is false.")] },
          1: { round: [human("{text}\nQuestion: {question}\nAnswer: {answer}\nIs it true?"), bot("Yes, it is true.")] },
        }),
        accuracy,
      ),
  },
  aliases: {
    SuperGLUE_MultiRC_gen: "SuperGLUE_MultiRC_gen_27071f",
    SuperGLUE_MultiRC_ppl: "SuperGLUE_MultiRC_ppl_ced824",
  },
});
