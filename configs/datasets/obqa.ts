// OpenBookQA (Mihaylov et al. 2018, arXiv:1809.02789): elementary science, four options, in some files with the fact that is
// needed. Read here for configs of one's own; there are no variants yet. `asQuestions` ends every stem in a question mark.

import { defineDataset, type Row } from "oc-local";
import { fieldOf, lettered, mapJsonl, objectOf, optionsOf, textOf } from "./_fields.ts";

export default defineDataset({
  title: "OpenBookQA: elementary science (rows only)",
  load: async (path, { asQuestions }) =>
    mapJsonl(path, (record, place) => readQuestion(record, place, asQuestions === true)),
  variants: {},
});

function readQuestion(record: Row, place: string, asQuestion: boolean): Row {
  const question = objectOf(record, "question", place);
  const stem = textOf(question, "stem", place);
  const choices = optionsOf(question, "choices", place, 4);
  return {
    ...lettered(choices),
    question_stem: asQuestion && !stem.endsWith("?") ? `${stem} what?` : stem,
    answerKey: fieldOf(record, "answerKey", place),
    ...(record.fact1 !== undefined && { fact1: record.fact1 }),
  };
}
