// OCNLI of CLUE (Xu et al. 2020, arXiv:2004.05986). Prompts are those of OpenCompass a5acc4bb.

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

const cmnliLetterRows: NamedSource[] = [["ocnli", { type: "clue", path: "CLUE/OCNLI/dev.json", form: "cmnli-letter" }]];
const columns = { inputColumns: ["sentence1", "sentence2"], outputColumn: "label" };
const score: Evaluate = { ...accuracy, predRole: "BOT", predPostprocessor: firstCapital };
const rows: NamedSource[] = [["ocnli", { type: "hub", path: "CLUE/OCNLI/dev.json" }]];

export default defineDataset({
  title: "OCNLI: entailment, contradiction or neither, written in Chinese",
  dimensions: ["reasoning"],
  variants: {
    CLUE_ocnli_gen_51e956: () =>
      entriesOf(
        cmnliLetterRows,
        columns,
        askZeroShot({
          round: [
            human(
              "阅读文章：{sentence1}\n根据上文，回答如下问题：{sentence2}\nA. 对\nB. 错\nC. 可能\n请从“A”，“B”，“C”中进行选择。\n答：",
            ),
          ],
        }),
        score,
      ),
    CLUE_ocnli_gen_c4cb6c: () =>
      entriesOf(
        cmnliLetterRows,
        columns,
        askZeroShot({
          round: [
            human(
              "语句一：“{sentence1}”\n语句二：“{sentence2}”\n请问这两句话是什么关系？\nA. 蕴含\n B. 矛盾\n C. 无关\n请从“A”，“B”，“C”中进行选择。\n答：",
            ),
          ],
        }),
        score,
      ),
    CLUE_ocnli_ppl_98dd6e: () =>
      entriesOf(
        rows,
        columns,
        comparing({
          contradiction: "阅读文章：{sentence1}\n根据上文，回答如下问题： {sentence2}？\n答：错",
          entailment: "阅读文章：{sentence1}\n根据上文，回答如下问题： {sentence2}？\n答：对",
          neutral: "如果{sentence1}为真，那么{sentence2}也为真吗?可能",
        }),
        accuracy,
      ),
    CLUE_ocnli_ppl_ef69e7: () =>
      entriesOf(
        rows,
        columns,
        comparing({
          contradiction: { round: [human("阅读文章：{sentence1}\n根据上文，回答如下问题：{sentence2}？"), bot("错")] },
          entailment: { round: [human("阅读文章：{sentence1}\n根据上文，回答如下问题：{sentence2}？"), bot("对")] },
          neutral: { round: [human("如果{sentence1}为真，那么{sentence2}也为真吗？"), bot("可能")] },
        }),
        accuracy,
      ),
    CLUE_ocnli_ppl_fdc6de: () =>
      entriesOf(
        rows,
        columns,
        comparing({
          contradiction: {
            round: [human("语句一：“{sentence1}”\n语句二：“{sentence2}”\n请问这两句话是什么关系？"), bot("矛盾")],
          },
          entailment: {
            round: [human("语句一：“{sentence1}”\n语句二：“{sentence2}”\n请问这两句话是什么关系？"), bot("蕴含")],
          },
          neutral: {
            round: [human("语句一：“{sentence1}”\n语句二：“{sentence2}”\n请问这两句话是什么关系？"), bot("无关")],
          },
        }),
        accuracy,
      ),
  },
  aliases: { CLUE_ocnli_gen: "CLUE_ocnli_gen_c4cb6c", CLUE_ocnli_ppl: "CLUE_ocnli_ppl_fdc6de" },
});
