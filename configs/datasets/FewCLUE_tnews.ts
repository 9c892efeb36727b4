// TNEWS of FewCLUE (Xu et al. 2021, arXiv:2107.07498). Prompts are those of OpenCompass a5acc4bb.

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

const tnewsLetterRows: NamedSource[] = [
  ["tnews-dev", { type: "clue", path: "FewCLUE/tnews/dev_few_all.json", form: "tnews-letter" }],
  ["tnews-test", { type: "clue", path: "FewCLUE/tnews/test_public.json", form: "tnews-letter" }],
];
const columns = { inputColumns: ["sentence"], outputColumn: "label_desc2" };
const score: Evaluate = { ...accuracy, predRole: "BOT", predPostprocessor: firstCapital };
const tnewsRows: NamedSource[] = [
  ["tnews-dev", { type: "clue", path: "FewCLUE/tnews/dev_few_all.json", form: "tnews" }],
  ["tnews-test", { type: "clue", path: "FewCLUE/tnews/test_public.json", form: "tnews" }],
];

export default defineDataset({
  title: "TNEWS: the topic of a headline (Chinese)",
  dimensions: ["understanding"],
  variants: {
    FewCLUE_tnews_gen_b90e4a: () =>
      entriesOf(
        tnewsLetterRows,
        columns,
        askZeroShot({
          round: [
            human(
              "{sentence}\n请判断上述内容属于什么新闻？\nA. 农业新闻\nB. 旅游新闻\nC. 游戏新闻\nD. 科技类别公司新闻\nE. 体育类别新闻\nF. 初升高教育新闻\nG. 娱乐圈新闻\nH. 投资资讯\nI. 军事类别常识\nJ. 车辆新闻\nK. 楼市新闻\nL. 环球不含中国类别新闻\nM. 书籍文化历史类别新闻\nN. 故事类别新闻\nO. 股票市场类别新闻\n请从“A”，“B”，“C”，“D”，“E”，“F”，“G”，“H”，“I”，“J”，“K”，“L”，“M”，“N”，“O”中进行选择。\n答：",
            ),
          ],
        }),
        score,
      ),
    FewCLUE_tnews_ppl_7d1c07: () =>
      entriesOf(
        tnewsRows,
        columns,
        comparing({
          "\u519c\u4e1a\u65b0\u95fb": "{sentence}这篇新闻属于：农业新闻",
          "\u65c5\u6e38\u65b0\u95fb": "{sentence}这篇新闻属于：旅游新闻",
          "\u6e38\u620f\u65b0\u95fb": "{sentence}这篇新闻属于：游戏新闻",
          "\u79d1\u6280\u7c7b\u522b\u516c\u53f8\u65b0\u95fb": "{sentence}这篇新闻属于：科技类别公司新闻",
          "\u4f53\u80b2\u7c7b\u522b\u65b0\u95fb": "{sentence}这篇新闻属于：体育类别新闻",
          "\u521d\u5347\u9ad8\u6559\u80b2\u65b0\u95fb": "{sentence}这篇新闻属于：初升高教育新闻",
          "\u5a31\u4e50\u5708\u65b0\u95fb": "{sentence}这篇新闻属于：娱乐圈新闻",
          "\u6295\u8d44\u8d44\u8baf": "{sentence}这篇新闻属于：投资资讯",
          "\u519b\u4e8b\u7c7b\u522b\u5e38\u8bc6": "{sentence}这篇新闻属于：军事类别常识",
          "\u8f66\u8f86\u65b0\u95fb": "{sentence}这篇新闻属于：车辆新闻",
          "\u697c\u5e02\u65b0\u95fb": "{sentence}这篇新闻属于：楼市新闻",
          "\u73af\u7403\u4e0d\u542b\u4e2d\u56fd\u7c7b\u522b\u65b0\u95fb":
            "{sentence}这篇新闻属于：环球不含中国类别新闻",
          "\u4e66\u7c4d\u6587\u5316\u5386\u53f2\u7c7b\u522b\u65b0\u95fb":
            "{sentence}这篇新闻属于：书籍文化历史类别新闻",
          "\u6545\u4e8b\u7c7b\u522b\u65b0\u95fb": "{sentence}这篇新闻属于：故事类别新闻",
          "\u80a1\u7968\u5e02\u573a\u7c7b\u522b\u65b0\u95fb": "{sentence}这篇新闻属于：股票市场类别新闻",
        }),
        accuracy,
      ),
    FewCLUE_tnews_ppl_d10e8a: () =>
      entriesOf(
        tnewsRows,
        columns,
        comparing({
          "\u519c\u4e1a\u65b0\u95fb": { round: [human("{sentence}\n上述内容属于什么新闻？"), bot("农业新闻")] },
          "\u65c5\u6e38\u65b0\u95fb": { round: [human("{sentence}\n上述内容属于什么新闻？"), bot("旅游新闻")] },
          "\u6e38\u620f\u65b0\u95fb": { round: [human("{sentence}\n上述内容属于什么新闻？"), bot("游戏新闻")] },
          "\u79d1\u6280\u7c7b\u522b\u516c\u53f8\u65b0\u95fb": {
            round: [human("{sentence}\n上述内容属于什么新闻？"), bot("科技类别公司新闻")],
          },
          "\u4f53\u80b2\u7c7b\u522b\u65b0\u95fb": {
            round: [human("{sentence}\n上述内容属于什么新闻？"), bot("体育类别新闻")],
          },
          "\u521d\u5347\u9ad8\u6559\u80b2\u65b0\u95fb": {
            round: [human("{sentence}\n上述内容属于什么新闻？"), bot("初升高教育新闻")],
          },
          "\u5a31\u4e50\u5708\u65b0\u95fb": { round: [human("{sentence}\n上述内容属于什么新闻？"), bot("娱乐圈新闻")] },
          "\u6295\u8d44\u8d44\u8baf": { round: [human("{sentence}\n上述内容属于什么新闻？"), bot("投资资讯")] },
          "\u519b\u4e8b\u7c7b\u522b\u5e38\u8bc6": {
            round: [human("{sentence}\n上述内容属于什么新闻？"), bot("军事类别常识")],
          },
          "\u8f66\u8f86\u65b0\u95fb": { round: [human("{sentence}\n上述内容属于什么新闻？"), bot("车辆新闻")] },
          "\u697c\u5e02\u65b0\u95fb": { round: [human("{sentence}\n上述内容属于什么新闻？"), bot("楼市新闻")] },
          "\u73af\u7403\u4e0d\u542b\u4e2d\u56fd\u7c7b\u522b\u65b0\u95fb": {
            round: [human("{sentence}\n上述内容属于什么新闻？"), bot("环球不含中国类别新闻")],
          },
          "\u4e66\u7c4d\u6587\u5316\u5386\u53f2\u7c7b\u522b\u65b0\u95fb": {
            round: [human("{sentence}\n上述内容属于什么新闻？"), bot("书籍文化历史类别新闻")],
          },
          "\u6545\u4e8b\u7c7b\u522b\u65b0\u95fb": {
            round: [human("{sentence}\n上述内容属于什么新闻？"), bot("故事类别新闻")],
          },
          "\u80a1\u7968\u5e02\u573a\u7c7b\u522b\u65b0\u95fb": {
            round: [human("{sentence}\n上述内容属于什么新闻？"), bot("股票市场类别新闻")],
          },
        }),
        accuracy,
      ),
    FewCLUE_tnews_ppl_fff486: () =>
      entriesOf(
        tnewsRows,
        columns,
        comparing({
          "\u519c\u4e1a\u65b0\u95fb": { round: [human("以下内容属于什么新闻：{sentence}。"), bot("农业新闻")] },
          "\u65c5\u6e38\u65b0\u95fb": { round: [human("以下内容属于什么新闻：{sentence}。"), bot("旅游新闻")] },
          "\u6e38\u620f\u65b0\u95fb": { round: [human("以下内容属于什么新闻：{sentence}。"), bot("游戏新闻")] },
          "\u79d1\u6280\u7c7b\u522b\u516c\u53f8\u65b0\u95fb": {
            round: [human("以下内容属于什么新闻：{sentence}。"), bot("科技类别公司新闻")],
          },
          "\u4f53\u80b2\u7c7b\u522b\u65b0\u95fb": {
            round: [human("以下内容属于什么新闻：{sentence}。"), bot("体育类别新闻")],
          },
          "\u521d\u5347\u9ad8\u6559\u80b2\u65b0\u95fb": {
            round: [human("以下内容属于什么新闻：{sentence}。"), bot("初升高教育新闻")],
          },
          "\u5a31\u4e50\u5708\u65b0\u95fb": { round: [human("以下内容属于什么新闻：{sentence}。"), bot("娱乐圈新闻")] },
          "\u6295\u8d44\u8d44\u8baf": { round: [human("以下内容属于什么新闻：{sentence}。"), bot("投资资讯")] },
          "\u519b\u4e8b\u7c7b\u522b\u5e38\u8bc6": {
            round: [human("以下内容属于什么新闻：{sentence}。"), bot("军事类别常识")],
          },
          "\u8f66\u8f86\u65b0\u95fb": { round: [human("以下内容属于什么新闻：{sentence}。"), bot("车辆新闻")] },
          "\u697c\u5e02\u65b0\u95fb": { round: [human("以下内容属于什么新闻：{sentence}。"), bot("楼市新闻")] },
          "\u73af\u7403\u4e0d\u542b\u4e2d\u56fd\u7c7b\u522b\u65b0\u95fb": {
            round: [human("以下内容属于什么新闻：{sentence}。"), bot("环球不含中国类别新闻")],
          },
          "\u4e66\u7c4d\u6587\u5316\u5386\u53f2\u7c7b\u522b\u65b0\u95fb": {
            round: [human("以下内容属于什么新闻：{sentence}。"), bot("书籍文化历史类别新闻")],
          },
          "\u6545\u4e8b\u7c7b\u522b\u65b0\u95fb": {
            round: [human("以下内容属于什么新闻：{sentence}。"), bot("故事类别新闻")],
          },
          "\u80a1\u7968\u5e02\u573a\u7c7b\u522b\u65b0\u95fb": {
            round: [human("以下内容属于什么新闻：{sentence}。"), bot("股票市场类别新闻")],
          },
        }),
        accuracy,
      ),
  },
  aliases: { FewCLUE_tnews_gen: "FewCLUE_tnews_gen_b90e4a", FewCLUE_tnews_ppl: "FewCLUE_tnews_ppl_d10e8a" },
});
