// OCNLI of FewCLUE (Xu et al. 2021, arXiv:2107.07498). Prompts are those of OpenCompass a5acc4bb.

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

const cmnliLetterRows: NamedSource[] = [
  ["ocnli_fc-dev", { type: "clue", path: "FewCLUE/ocnli/dev_few_all.json", form: "cmnli-letter" }],
  ["ocnli_fc-test", { type: "clue", path: "FewCLUE/ocnli/test_public.json", form: "cmnli-letter" }],
];
const columns = { inputColumns: ["sentence1", "sentence2"], outputColumn: "label", testSplit: "train" };
const score: Evaluate = { ...accuracy, predRole: "BOT", predPostprocessor: firstCapital };
const rows: NamedSource[] = [
  ["ocnli_fc-dev", { type: "hub", path: "FewCLUE/ocnli/dev_few_all.json" }],
  ["ocnli_fc-test", { type: "hub", path: "FewCLUE/ocnli/test_public.json" }],
];

export default defineDataset({
  title: "OCNLI: entailment, contradiction or neither, few-shot splits (Chinese)",
  dimensions: ["reasoning"],
  variants: {
    FewCLUE_ocnli_fc_gen_f97a97: () =>
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
    FewCLUE_ocnli_fc_ppl_9e8b3d: () =>
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
    FewCLUE_ocnli_fc_ppl_c08300: () =>
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
  },
  aliases: { FewCLUE_ocnli_fc_gen: "FewCLUE_ocnli_fc_gen_f97a97", FewCLUE_ocnli_fc_ppl: "FewCLUE_ocnli_fc_ppl_c08300" },
});
