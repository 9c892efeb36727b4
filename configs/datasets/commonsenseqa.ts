// CommonsenseQA (Talmor et al. 2019, arXiv:1811.00937): common sense, five options. Read here for configs of one's own; there
// are no variants yet.

import { defineDataset, type Row } from "oc-local";
import { fieldOf, lettered, mapJsonl, objectOf, optionsOf, textOf } from "./_fields.ts";

export default defineDataset({
  title: "CommonsenseQA: common sense, five options (rows only)",
  load: async (path) => ({
    train: await mapJsonl(`${path}/train_rand_split.jsonl`, readQuestion),
    validation: await mapJsonl(`${path}/dev_rand_split.jsonl`, readQuestion),
  }),
  variants: {},
});

function readQuestion(record: Row, place: string): Row {
  const question = objectOf(record, "question", place);
  const choices = optionsOf(question, "choices", place, 5);
  return {
    question: textOf(question, "stem", place),
    ...lettered(choices),
    answerKey: fieldOf(record, "answerKey", place),
  };
}
