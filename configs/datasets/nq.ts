// Natural Questions (Kwiatkowski et al. 2019): open questions with several accepted answers. Read here for configs of one's
// own; there are no variants yet. Forms: `tsv` (OpenCompass's files) and `open` (NQ-open's JSON Lines). Examples have one
// answer, questions all of them.

import { defineDataset } from "oc-local";
import { readAnswerTable } from "./_answer-table.ts";
import { mapJsonl, textOf, textsOf, unexpected } from "./_fields.ts";

export default defineDataset({
  title: "Natural Questions: open questions (rows only)",
  load: async (path, { form = "tsv" }) => {
    if (form === "open") return { validation: await open(path, "validation"), train: await open(path, "train") };
    return {
      dev: await readAnswerTable(`${path}/nq-dev.qa.csv`, "first"),
      test: await readAnswerTable(`${path}/nq-test.qa.csv`, "all"),
    };
  },
  variants: {},
});

function open(path: string, split: "validation" | "train") {
  return mapJsonl(`${path}/nq-open-${split}.jsonl`, (record, place) => {
    const answers = textsOf(record, "answer", place);
    const [first] = answers;
    if (first === undefined) throw unexpected(place, 'one answer or more as "answer"', answers);
    return { question: textOf(record, "question", place), answer: split === "train" ? first : answers };
  });
}
