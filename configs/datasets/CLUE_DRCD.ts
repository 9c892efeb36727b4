// DRCD of CLUE (Xu et al. 2020, arXiv:2004.05986). Prompts are those of OpenCompass a5acc4bb.

import { defineDataset } from "oc-local";
import { askZeroShot, bot, type Evaluate, entriesOf, human, type NamedSource } from "./_pieces.ts";

const squadRows: NamedSource[] = [["DRCD_dev", { type: "clue", path: "CLUE/DRCD/dev.json", form: "squad" }]];
const columns = { inputColumns: ["question", "context"], outputColumn: "answers" };
const score: Evaluate = { evaluator: { type: "exact-match" }, predRole: "BOT", predPostprocessor: { type: "drcd" } };
const score2: Evaluate = { evaluator: { type: "exact-match" }, predRole: "BOT" };
const score3: Evaluate = { evaluator: { type: "exact-match" } };

export default defineDataset({
  title: "DRCD: spans of a passage in traditional Chinese",
  dimensions: ["understanding"],
  variants: {
    CLUE_DRCD_gen_1bd3c8: () =>
      entriesOf(
        squadRows,
        columns,
        askZeroShot({
          round: [
            human(
              "根据文章回答问题。你的答案应该尽可能简练，请以 ‘答案是’ 开头的句式作答。\n文章：{context}\n问：{question}\n答：",
            ),
          ],
        }),
        score,
      ),
    CLUE_DRCD_gen_3749cd: () =>
      entriesOf(
        squadRows,
        columns,
        askZeroShot({ round: [human("文章：{context}\n根据上文，回答如下问题：{question}"), bot("答：")] }),
        score2,
      ),
    CLUE_DRCD_gen_8484b9: () =>
      entriesOf(squadRows, columns, askZeroShot("文章：{context}\n根据上文，回答如下问题： {question}\n答："), score3),
    CLUE_DRCD_gen_941108: () =>
      entriesOf(
        squadRows,
        columns,
        askZeroShot({ round: [human("文章：{context}\n根据上文，回答如下问题：\n{question}\n答：")] }),
        score2,
      ),
  },
  aliases: { CLUE_DRCD_gen: "CLUE_DRCD_gen_1bd3c8" },
});
