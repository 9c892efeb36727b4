// EPRSTMT of FewCLUE (Xu et al. 2021, arXiv:2107.07498). Prompts are those of OpenCompass a5acc4bb.

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

const eprstmtLetterRows: NamedSource[] = [
  ["eprstmt-dev", { type: "clue", path: "FewCLUE/eprstmt/dev_few_all.json", form: "eprstmt-letter" }],
  ["eprstmt-test", { type: "clue", path: "FewCLUE/eprstmt/test_public.json", form: "eprstmt-letter" }],
];
const columns = { inputColumns: ["sentence"], outputColumn: "label", testSplit: "train" };
const score: Evaluate = { ...accuracy, predRole: "BOT", predPostprocessor: firstCapital };
const rows: NamedSource[] = [
  ["eprstmt-dev", { type: "hub", path: "FewCLUE/eprstmt/dev_few_all.json" }],
  ["eprstmt-test", { type: "hub", path: "FewCLUE/eprstmt/test_public.json" }],
];

export default defineDataset({
  title: "EPRSTMT: praise or blame in reviews (Chinese)",
  dimensions: ["understanding"],
  variants: {
    FewCLUE_eprstmt_gen_740ea0: () =>
      entriesOf(
        eprstmtLetterRows,
        columns,
        askZeroShot({
          round: [
            human('内容： "{sentence}"。请对上述内容进行情绪分类。\nA. 积极\nB. 消极\n请从”A“，”B“中进行选择。\n答：'),
          ],
        }),
        score,
      ),
    FewCLUE_eprstmt_ppl_1ce587: () =>
      entriesOf(
        rows,
        columns,
        comparing({
          Negative: ' 内容： "{sentence}"。情绪分类：消极。',
          Positive: ' 内容： "{sentence}"。情绪分类：积极。',
        }),
        accuracy,
      ),
    FewCLUE_eprstmt_ppl_f1e631: () =>
      entriesOf(
        rows,
        columns,
        comparing({
          Negative: { round: [human('内容： "{sentence}"。情绪分类：'), bot("消极。")] },
          Positive: { round: [human('内容： "{sentence}"。情绪分类：'), bot("积极。")] },
        }),
        accuracy,
      ),
  },
  aliases: { FewCLUE_eprstmt_gen: "FewCLUE_eprstmt_gen_740ea0", FewCLUE_eprstmt_ppl: "FewCLUE_eprstmt_ppl_f1e631" },
});
