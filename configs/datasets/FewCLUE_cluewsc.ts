// CLUEWSC of FewCLUE (Xu et al. 2021, arXiv:2107.07498). Prompts are those of OpenCompass a5acc4bb.

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
} from "./_pieces.ts";

const cluewscLetterRows: NamedSource[] = [
  ["cluewsc-dev", { type: "clue", path: "FewCLUE/cluewsc/dev_few_all.json", form: "cluewsc-letter" }],
  ["cluewsc-test", { type: "clue", path: "FewCLUE/cluewsc/test_public.json", form: "cluewsc-letter" }],
];
const byLabel = { inputColumns: ["span1", "span2", "text"], outputColumn: "label" };
const score: Evaluate = { ...accuracy, predRole: "BOT", predPostprocessor: firstCapital };
const cluewscRows: NamedSource[] = [
  ["cluewsc-dev", { type: "clue", path: "FewCLUE/cluewsc/dev_few_all.json", form: "cluewsc" }],
  ["cluewsc-test", { type: "clue", path: "FewCLUE/cluewsc/test_public.json", form: "cluewsc" }],
];
const byAnswer = { inputColumns: ["span1", "span2", "text", "new_text"], outputColumn: "answer" };

export default defineDataset({
  title: "CLUEWSC: what a pronoun stands for (Chinese)",
  dimensions: ["language", "reasoning"],
  variants: {
    FewCLUE_cluewsc_gen_c68933: () =>
      entriesOf(
        cluewscLetterRows,
        byLabel,
        askZeroShot({
          round: [human("{text}\n此处，“{span2}”是否指代“{span1}“？\nA. 是\nB. 否\n请从”A“，”B“中进行选择。\n答：")],
        }),
        score,
      ),
    FewCLUE_cluewsc_ppl_12e4e0: () =>
      entriesOf(
        cluewscRows,
        byAnswer,
        comparing({
          0: { round: [human('{text}\nHere, is the pronoun "{span2}" used to mean "{span1}"?'), bot("No.")] },
          1: { round: [human('{text}\nHere, is the pronoun "{span2}" used to mean "{span1}"?'), bot("Yes.")] },
        }),
        accuracy,
      ),
    FewCLUE_cluewsc_ppl_4284a0: () =>
      entriesOf(
        cluewscRows,
        byAnswer,
        comparing({
          0: '{text}\nHere, is the pronoun "{span2}" used to mean "{span1}"? No.',
          1: '{text}\nHere, is the pronoun "{span2}" used to mean "{span1}"? Yes.',
        }),
        accuracy,
      ),
    FewCLUE_cluewsc_ppl_868415: () =>
      entriesOf(
        cluewscRows,
        byAnswer,
        comparing({
          0: { round: [human("{text}\n此处，代词“{span2}“被用于指代“{span1}“吗?"), bot("否")] },
          1: { round: [human("{text}\n此处，代词“{span2}“被用于指代“{span1}“吗?"), bot("是")] },
        }),
        accuracy,
      ),
  },
  aliases: { FewCLUE_cluewsc_gen: "FewCLUE_cluewsc_gen_c68933", FewCLUE_cluewsc_ppl: "FewCLUE_cluewsc_ppl_868415" },
});
