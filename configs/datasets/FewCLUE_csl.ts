// CSL of FewCLUE (Xu et al. 2021, arXiv:2107.07498). Prompts are those of OpenCompass a5acc4bb.

import { defineDataset } from "oc-local";
import {
  accuracy,
  askZeroShot,
  comparing,
  type Evaluate,
  entriesOf,
  firstCapital,
  human,
  type NamedSource,
} from "./_pieces.ts";

const cslLetterRows: NamedSource[] = [
  ["csl_dev", { type: "clue", path: "FewCLUE/csl/dev_few_all.json", form: "csl-letter" }],
  ["csl_test", { type: "clue", path: "FewCLUE/csl/test_public.json", form: "csl-letter" }],
];
const columns = { inputColumns: ["abst", "keywords"], outputColumn: "label" };
const score: Evaluate = { ...accuracy, predRole: "BOT", predPostprocessor: firstCapital };
const cslRows: NamedSource[] = [
  ["csl_dev", { type: "clue", path: "FewCLUE/csl/dev_few_all.json", form: "csl" }],
  ["csl_test", { type: "clue", path: "FewCLUE/csl/test_public.json", form: "csl" }],
];

export default defineDataset({
  title: "CSL: whether keywords are those of an abstract (Chinese)",
  dimensions: ["understanding"],
  variants: {
    FewCLUE_csl_gen_28b223: () =>
      entriesOf(
        cslLetterRows,
        columns,
        askZeroShot({
          round: [
            human(
              "摘要是对论文内容不加注释和评论的简短陈述，要求扼要地说明研究工作的目的、研究方法和最终结论等。\n关键词是一篇学术论文的核心词汇，一般由一系列名词组成。关键词在全文中应有较高出现频率，且能起到帮助文献检索的作用。\n摘要：{abst}\n关键词：{keywords}\n请问上述关键词是否匹配摘要且符合要求？\nA. 否\nB. 是\n请从”A“，”B“中进行选择。\n答：",
            ),
          ],
        }),
        score,
      ),
    FewCLUE_csl_gen_87f4a8: () =>
      entriesOf(
        cslLetterRows,
        columns,
        askZeroShot({
          round: [
            human(
              "摘要：{abst}\n关键词：{keywords}\n上述关键词出现在学术期刊中是否恰当？\nA. 否\nB. 是\n请从”A“，”B“中进行选择。\n答：",
            ),
          ],
        }),
        score,
      ),
    FewCLUE_csl_ppl_769f8d: () =>
      entriesOf(
        cslRows,
        columns,
        comparing({ 0: { round: [human("摘要：{abst}")] }, 1: { round: [human("摘要：{abst}\n关键词：{keywords}")] } }),
        accuracy,
      ),
    FewCLUE_csl_ppl_841b62: () =>
      entriesOf(cslRows, columns, comparing({ 0: "摘要：{abst}", 1: "摘要：{abst}\n关键词：{keywords}" }), accuracy),
  },
  aliases: { FewCLUE_csl_gen: "FewCLUE_csl_gen_28b223", FewCLUE_csl_ppl: "FewCLUE_csl_ppl_841b62" },
});
