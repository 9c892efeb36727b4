// TriviaQA (Joshi et al. 2017, arXiv:1705.03551): open questions with several accepted answers. Read here for configs of
// one's own; there are no variants yet. Forms: `tsv` (OpenCompass's files), `splits` and `file` (JSON Lines).

import { defineDataset, readJsonl } from "oc-local";
import { readAnswerTable } from "./_answer-table.ts";
import { mapJsonl, textOf, textsOf } from "./_fields.ts";

export default defineDataset({
  title: "TriviaQA: open questions (rows only)",
  load: async (path, { form = "tsv" }) => {
    if (form === "file") return readJsonl(path);
    if (form === "splits") return { validation: await split(path, "validation"), train: await split(path, "train") };
    return {
      dev: await readAnswerTable(`${path}/trivia-dev.qa.csv`, "all"),
      test: await readAnswerTable(`${path}/trivia-test.qa.csv`, "first"),
    };
  },
  variants: {},
});

function split(path: string, name: string) {
  return mapJsonl(`${path}/triviaqa-${name}.jsonl`, (record, place) => ({
    question: textOf(record, "question", place),
    answer: textsOf(record, "answer", place),
  }));
}
