// GSM-Hard (Gao et al. 2022, arXiv:2211.10435). Prompts are those of OpenCompass a5acc4bb.

import { defineDataset, readJsonl } from "oc-local";
import { fieldOf, textOf } from "./_fields.ts";
import { accuracy, bot, type Evaluate, entriesOf, fiveShot, human, type NamedSource } from "./_pieces.ts";

const rows: NamedSource[] = [["gsm-hard", { type: "gsm_hard", path: "gsm-hard/test.jsonl" }]];
const columns = { inputColumns: ["question"], outputColumn: "answer" };
const score: Evaluate = { ...accuracy, predPostprocessor: { type: "mathbench", name: "en" } };

export default defineDataset({
  title: "GSM-Hard: GSM8K with large numbers",
  dimensions: ["mathematics"],
  load: async (path) =>
    // A reference is the number as Python writes it.
    (await readJsonl(path, { numbers: "python-text" })).map((record, i) => ({
      question: textOf(record, "input", `${path}:${i + 1}`),
      answer: String(fieldOf(record, "target", `${path}:${i + 1}`)),
    })),
  variants: {
    gsmhard_gen_8a1400: () =>
      entriesOf(
        rows,
        columns,
        {
          iceTemplate: {
            template: { begin: "</E>", round: [human("Question: {question}\nAnswer:"), bot("The answer is {answer}")] },
            iceToken: "</E>",
          },
          retriever: fiveShot,
          inferencer: { type: "generate", maxOutLen: 512 },
        },
        score,
      ),
  },
  aliases: { gsmhard_gen: "gsmhard_gen_8a1400" },
});
