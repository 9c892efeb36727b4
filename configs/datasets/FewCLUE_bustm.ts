// BUSTM of FewCLUE (Xu et al. 2021, arXiv:2107.07498). Prompts are those of OpenCompass a5acc4bb.

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
  ["bustm-dev", { type: "clue", path: "FewCLUE/bustm/dev_few_all.json", form: "afqmc-letter" }],
  ["bustm-test", { type: "clue", path: "FewCLUE/bustm/test_public.json", form: "afqmc-letter" }],
];
const columns = { inputColumns: ["sentence1", "sentence2"], outputColumn: "label", testSplit: "train" };
const score: Evaluate = { ...accuracy, predRole: "BOT", predPostprocessor: firstCapital };
const rows: NamedSource[] = [
  ["bustm-dev", { type: "hub", path: "FewCLUE/bustm/dev_few_all.json" }],
  ["bustm-test", { type: "hub", path: "FewCLUE/bustm/test_public.json" }],
];

export default defineDataset({
  title: "BUSTM: whether two short questions mean the same (Chinese)",
  dimensions: ["language"],
  variants: {
    FewCLUE_bustm_gen_634f41: () =>
      entriesOf(
        afqmcLetterRows,
        columns,
        askZeroShot({
          round: [
            human(
              "语句一：“{sentence1}”\n语句二：“{sentence2}”\n请判断语句一和语句二说的是否是一个意思？\nA. 无关\nB. 相关\n请从“A”，“B”中进行选择。\n答：",
            ),
          ],
        }),
        score,
      ),
    FewCLUE_bustm_ppl_4b16c0: () =>
      entriesOf(
        rows,
        columns,
        comparing({
          0: {
            begin: [{ role: "SYSTEM", fallback_role: "HUMAN", prompt: "请判断以下两句话说的是否是一个意思：" }],
            round: [human("{sentence1}，{sentence2}"), bot("两句话说的毫不相关。")],
          },
          1: {
            begin: [{ role: "SYSTEM", fallback_role: "HUMAN", prompt: "请判断以下两句话说的是否是一个意思：" }],
            round: [human("{sentence1}，{sentence2}"), bot("两句话说是的一个意思。")],
          },
        }),
        accuracy,
      ),
    FewCLUE_bustm_ppl_9ef540: () =>
      entriesOf(
        rows,
        columns,
        comparing({
          0: "{sentence1}。\n{sentence2}。\n两句话说的毫不相关。",
          1: "{sentence1}。\n{sentence2}。\n两句话说的一个意思。",
        }),
        accuracy,
      ),
    FewCLUE_bustm_ppl_e53034: () =>
      entriesOf(
        rows,
        columns,
        comparing({
          0: {
            round: [
              human("语句一：“{sentence1}”\n语句二：“{sentence2}”\n请判断语句一和语句二说的是否是一个意思？"),
              bot("两句话说的毫不相关。"),
            ],
          },
          1: {
            round: [
              human("语句一：“{sentence1}”\n语句二：“{sentence2}”\n请判断语句一和语句二说的是否是一个意思？"),
              bot("两句话说是的一个意思。"),
            ],
          },
        }),
        accuracy,
      ),
  },
  aliases: { FewCLUE_bustm_gen: "FewCLUE_bustm_gen_634f41", FewCLUE_bustm_ppl: "FewCLUE_bustm_ppl_e53034" },
});
