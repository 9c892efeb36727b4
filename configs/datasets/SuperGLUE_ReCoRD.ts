// ReCoRD of SuperGLUE (Wang et al. 2019, arXiv:1905.00537). Prompts are those of OpenCompass a5acc4bb.

import { defineDataset } from "oc-local";
import { askZeroShot, type Evaluate, entriesOf, human, type NamedSource } from "./_pieces.ts";

const recordRows: NamedSource[] = [
  ["ReCoRD", { type: "superglue", path: "SuperGLUE/ReCoRD/val.jsonl", form: "record" }],
];
const columns = { inputColumns: ["question", "text"], outputColumn: "answers" };
const score: Evaluate = { evaluator: { type: "exact-match" }, predPostprocessor: { type: "record" } };
const score2: Evaluate = { evaluator: { type: "exact-match" }, predRole: "BOT", predPostprocessor: { type: "record" } };
const recordShortRows: NamedSource[] = [
  ["ReCoRD", { type: "superglue", path: "SuperGLUE/ReCoRD/val.jsonl", form: "record-short" }],
];

export default defineDataset({
  title: "ReCoRD: an entity missing from a sentence on a passage",
  dimensions: ["understanding"],
  variants: {
    SuperGLUE_ReCoRD_gen_0f7784: () =>
      entriesOf(
        recordRows,
        columns,
        askZeroShot(
          "Passage:{text}\nResult:{question}\nQuestion: What entity does ____ refer to in the result?Give me the entity name:",
        ),
        score,
      ),
    SuperGLUE_ReCoRD_gen_30dea0: () =>
      entriesOf(
        recordRows,
        columns,
        askZeroShot({
          round: [
            human(
              "Passage: {text}\nResult: {question}\nQuestion: What entity does ____ refer to in the result? Give me the entity name:",
            ),
          ],
        }),
        score2,
      ),
    SuperGLUE_ReCoRD_gen_a69961: () =>
      entriesOf(
        recordShortRows,
        columns,
        askZeroShot({
          round: [
            human(
              "Passage:\n{text}\nResult:\n{question}\nQuestion:\nWhat entity does ____ refer to in the Result?\nAnswer:",
            ),
          ],
        }),
        score2,
      ),
  },
  aliases: { SuperGLUE_ReCoRD_gen: "SuperGLUE_ReCoRD_gen_30dea0" },
});
