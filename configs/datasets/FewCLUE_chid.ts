// ChID of FewCLUE (Xu et al. 2021, arXiv:2107.07498). Prompts are those of OpenCompass a5acc4bb.

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

const chidLetterRows: NamedSource[] = [
  ["chid-dev", { type: "clue", path: "FewCLUE/chid/dev_few_all.json", form: "chid-letter" }],
  ["chid-test", { type: "clue", path: "FewCLUE/chid/test_public.json", form: "chid-letter" }],
];
const byAnswer = { inputColumns: ["content", "A", "B", "C", "D", "E", "F", "G"], outputColumn: "answer" };
const score: Evaluate = { ...accuracy, predRole: "BOT", predPostprocessor: firstCapital };
const chidRows: NamedSource[] = [
  ["chid-dev", { type: "clue", path: "FewCLUE/chid/dev_few_all.json", form: "chid" }],
  ["chid-test", { type: "clue", path: "FewCLUE/chid/test_public.json", form: "chid" }],
];
const byAnswer2 = {
  inputColumns: ["content0", "content1", "content2", "content3", "content4", "content5", "content6"],
  outputColumn: "answer",
};

export default defineDataset({
  title: "ChID: the idiom that fills a blank (Chinese)",
  dimensions: ["language"],
  variants: {
    FewCLUE_chid_gen_0a29a2: () =>
      entriesOf(
        chidLetterRows,
        byAnswer,
        askZeroShot({
          round: [
            human(
              "{content}\n请选择______处所填的词\nA. {A}\nB. {B}\nC. {C}\nD. {D}\nE. {E}\nF. {F}\nG. {G}\n请从”A“，”B“，”C“，”D“，”E“，”F“，”G“中进行选择。答：",
            ),
          ],
        }),
        score,
      ),
    FewCLUE_chid_ppl_8f2872: () =>
      entriesOf(
        chidRows,
        byAnswer2,
        comparing({
          0: { round: [human("以下句子是否通顺？\n{content0}"), bot("这个句子是通顺的。")] },
          1: { round: [human("以下句子是否通顺？\n{content1}"), bot("这个句子是通顺的。")] },
          2: { round: [human("以下句子是否通顺？\n{content2}"), bot("这个句子是通顺的。")] },
          3: { round: [human("以下句子是否通顺？\n{content3}"), bot("这个句子是通顺的。")] },
          4: { round: [human("以下句子是否通顺？\n{content4}"), bot("这个句子是通顺的。")] },
          5: { round: [human("以下句子是否通顺？\n{content5}"), bot("这个句子是通顺的。")] },
          6: { round: [human("以下句子是否通顺？\n{content6}"), bot("这个句子是通顺的。")] },
        }),
        accuracy,
      ),
    FewCLUE_chid_ppl_acccb5: () =>
      entriesOf(
        chidRows,
        byAnswer2,
        comparing({
          0: "以下句子是否通顺？\n{content0}\n这个句子是通顺的。",
          1: "以下句子是否通顺？\n{content1}\n这个句子是通顺的。",
          2: "以下句子是否通顺？\n{content2}\n这个句子是通顺的。",
          3: "以下句子是否通顺？\n{content3}\n这个句子是通顺的。",
          4: "以下句子是否通顺？\n{content4}\n这个句子是通顺的。",
          5: "以下句子是否通顺？\n{content5}\n这个句子是通顺的。",
          6: "以下句子是否通顺？\n{content6}\n这个句子是通顺的。",
        }),
        accuracy,
      ),
  },
  aliases: { FewCLUE_chid_gen: "FewCLUE_chid_gen_0a29a2", FewCLUE_chid_ppl: "FewCLUE_chid_ppl_8f2872" },
});
