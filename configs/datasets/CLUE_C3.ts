// C3 of CLUE (Xu et al. 2020, arXiv:2004.05986). Prompts are those of OpenCompass a5acc4bb.

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

const c3LetterRows: NamedSource[] = [["C3", { type: "clue", path: "CLUE/C3/dev_0.json", form: "c3-letter" }]];
const columns = {
  inputColumns: ["question", "content", "choice0", "choice1", "choice2", "choice3", "choices"],
  outputColumn: "label",
};
const score: Evaluate = { ...accuracy, predRole: "BOT", predPostprocessor: firstCapital };
const c3Rows: NamedSource[] = [["C3", { type: "clue", path: "CLUE/C3/dev_0.json", form: "c3" }]];

export default defineDataset({
  title: "C3: questions on Chinese dialogues and texts, options",
  dimensions: ["understanding"],
  variants: {
    CLUE_C3_gen_8c358f: () =>
      entriesOf(
        c3LetterRows,
        columns,
        askZeroShot({
          round: [
            human(
              "{content}\n问：{question}\nA. {choice0}\nB. {choice1}\nC. {choice2}\nD. {choice3}\n请从“A”，“B”，“C”，“D”中进行选择。\n答：",
            ),
          ],
        }),
        score,
      ),
    CLUE_C3_ppl_56b537: () =>
      entriesOf(
        c3Rows,
        columns,
        comparing({
          0: "文章：{content}\n问题：{question}\n答案：{choice0}",
          1: "文章：{content}\n问题：{question}\n答案：{choice1}",
          2: "文章：{content}\n问题：{question}\n答案：{choice2}",
          3: "文章：{content}\n问题：{question}\n答案：{choice3}",
        }),
        accuracy,
      ),
    CLUE_C3_ppl_e24a31: () =>
      entriesOf(
        c3Rows,
        columns,
        comparing({
          0: { round: [human("文章：{content}\n问题：{question}"), bot("答案：{choice0}")] },
          1: { round: [human("文章：{content}\n问题：{question}"), bot("答案：{choice1}")] },
          2: { round: [human("文章：{content}\n问题：{question}"), bot("答案：{choice2}")] },
          3: { round: [human("文章：{content}\n问题：{question}"), bot("答案：{choice3}")] },
        }),
        accuracy,
      ),
  },
  aliases: { CLUE_C3_gen: "CLUE_C3_gen_8c358f", CLUE_C3_ppl: "CLUE_C3_ppl_e24a31" },
});
