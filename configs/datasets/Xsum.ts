// XSum (Narayan et al. 2018, arXiv:1808.08745). Prompts are those of OpenCompass a5acc4bb. The first thousand articles are asked.

import { defineDataset } from "oc-local";
import { fieldOf, mapJsonl } from "./_fields.ts";
import { askZeroShot, type Evaluate, entriesOf, human, type NamedSource } from "./_pieces.ts";

const rows: NamedSource[] = [["Xsum", { type: "Xsum", path: "Xsum/dev.jsonl" }]];
const columns = { inputColumns: ["dialogue"], outputColumn: "summary" };
const score: Evaluate = { evaluator: { type: "rouge" }, predRole: "BOT", predPostprocessor: { type: "xsum" } };
const score2: Evaluate = { evaluator: { type: "rouge" }, predPostprocessor: { type: "xsum" } };

export default defineDataset({
  title: "XSum: a BBC article in one sentence",
  dimensions: ["understanding"],
  load: async (path) => {
    const rows = await mapJsonl(path, (record, place) => ({
      dialogue: fieldOf(record, "dialogue", place),
      summary: fieldOf(record, "summary", place),
    }));
    // Articles without a text or a summary have a number there.
    return rows
      .slice(0, 1000)
      .filter(({ dialogue, summary }) => typeof dialogue === "string" && typeof summary === "string");
  },
  variants: {
    Xsum_gen_31397e: () =>
      entriesOf(
        rows,
        columns,
        askZeroShot({
          round: [human("Document：{dialogue}\nBased on the previous text, provide a brief single summary:")],
        }),
        score,
      ),
    Xsum_gen_8ea5f8: () =>
      entriesOf(
        rows,
        columns,
        askZeroShot("Document：{dialogue}\nBased on the previous text, provide a brief single summary:"),
        score2,
      ),
  },
  aliases: { Xsum_gen: "Xsum_gen_31397e" },
});
