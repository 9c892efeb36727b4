// AFQMC of CLUE (Xu et al. 2020, arXiv:2004.05986). Prompts are those of OpenCompass a5acc4bb.

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

const afqmcLetterRows: NamedSource[] = [
  ["afqmc-dev", { type: "clue", path: "CLUE/AFQMC/dev.json", form: "afqmc-letter" }],
];
const columns = { inputColumns: ["sentence1", "sentence2"], outputColumn: "label", testSplit: "train" };
const score: Evaluate = { ...accuracy, predRole: "BOT", predPostprocessor: firstCapital };
const rows: NamedSource[] = [["afqmc-dev", { type: "hub", path: "CLUE/AFQMC/dev.json" }]];

export default defineDataset({
  title: "AFQMC: whether two questions of bank customers mean the same (Chinese)",
  dimensions: ["language"],
  variants: {
    CLUE_afqmc_gen_901306: () =>
      entriesOf(
        afqmcLetterRows,
        columns,
        askZeroShot({
          round: [
            human(
              "语句一：“{sentence1}”\n语句二：“{sentence2}”\n语句一与语句二是关于蚂蚁金融产品的疑问，两者所询问的内容是否完全一致？\nA. 不完全一致\nB. 完全一致\n请从“A”，“B”中进行选择。\n答：",
            ),
          ],
        }),
        score,
      ),
    CLUE_afqmc_ppl_378c5b: () =>
      entriesOf(
        rows,
        columns,
        comparing({
          0: { round: [human("“{sentence1}”与“{sentence2}”不同还是相似？"), bot("不同。")] },
          1: { round: [human("“{sentence1}”与“{sentence2}”不同还是相似？"), bot("相似")] },
        }),
        accuracy,
      ),
    CLUE_afqmc_ppl_6507d7: () =>
      entriesOf(
        rows,
        columns,
        comparing({
          0: {
            round: [
              human(
                "语句一：“{sentence1}”\n语句二：“{sentence2}”\n语句一与语句二是关于蚂蚁金融产品的疑问，两者所询问的内容是否完全一致？",
              ),
              bot("不完全一致"),
            ],
          },
          1: {
            round: [
              human(
                "语句一：“{sentence1}”\n语句二：“{sentence2}”\n语句一与语句二是关于蚂蚁金融产品的疑问，两者所询问的内容是否完全一致？",
              ),
              bot("完全一致"),
            ],
          },
        }),
        accuracy,
      ),
    CLUE_afqmc_ppl_7b0c1e: () =>
      entriesOf(
        rows,
        columns,
        comparing({ 0: "{sentence1},{sentence2}不同。", 1: "{sentence1},{sentence2}相似。" }),
        accuracy,
      ),
  },
  aliases: { CLUE_afqmc_gen: "CLUE_afqmc_gen_901306", CLUE_afqmc_ppl: "CLUE_afqmc_ppl_6507d7" },
});
