// LCSTS (Hu et al. 2015, arXiv:1506.05865). Prompts are those of OpenCompass a5acc4bb.

import { defineDataset, readText } from "oc-local";
import { askZeroShot, type Evaluate, entriesOf, human, type NamedSource } from "./_pieces.ts";

const rows: NamedSource[] = [["lcsts", { type: "lcsts", path: "LCSTS" }]];
const columns = { inputColumns: ["content"], outputColumn: "abst" };
const score: Evaluate = { evaluator: { type: "jieba-rouge" }, predRole: "BOT", predPostprocessor: { type: "lcsts" } };
const score2: Evaluate = { evaluator: { type: "jieba-rouge" }, predPostprocessor: { type: "lcsts" } };

export default defineDataset({
  title: "LCSTS: headlines of short Chinese texts",
  dimensions: ["understanding"],
  load: async (path) => {
    const [contents, headlines] = await Promise.all([
      readLines(`${path}/test.src.txt`),
      readLines(`${path}/test.tgt.txt`),
    ]);
    return contents.slice(0, headlines.length).map((content, i) => ({ content, abst: headlines[i] as string }));
  },
  variants: {
    lcsts_gen_8ee1fe: () =>
      entriesOf(
        rows,
        columns,
        askZeroShot({ round: [human("阅读以下文章，并给出简短的摘要：{content}\n摘要如下：")] }),
        score,
      ),
    lcsts_gen_9b0b89: () =>
      entriesOf(rows, columns, askZeroShot("阅读文章：{content}\n根据上文，给出简短的单个摘要："), score2),
  },
  aliases: { lcsts_gen: "lcsts_gen_8ee1fe" },
});

async function readLines(path: string): Promise<string[]> {
  return (await readText(path))
    .replace(/\n$/, "")
    .split("\n")
    .map((line) => line.trim());
}
