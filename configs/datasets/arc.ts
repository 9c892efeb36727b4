// ARC (Clark et al. 2018, arXiv:1803.05457): science questions of schools. Read here for configs of one's own; there are no
// variants yet. Questions with other than four options are left out, as in OpenCompass.

import { defineDataset, type Row, readJsonl } from "oc-local";
import { objectOf, objectsOf, textOf, unexpected } from "./_fields.ts";

export default defineDataset({
  title: "ARC: science questions of schools (rows only)",
  load: async (path) => (await readJsonl(path)).flatMap((record, i) => readQuestion(record, `${path}:${i + 1}`)),
  variants: {},
});

function readQuestion(record: Row, place: string): Row[] {
  const question = objectOf(record, "question", place);
  const choices = objectsOf(question, "choices", place);
  if (choices.length !== 4) return [];
  const key = textOf(record, "answerKey", place);
  const right = choices.findIndex((choice) => choice.label === key);
  if (right < 0) throw unexpected(place, "the label of a choice as answerKey", key);
  const texts = choices.map((choice, i) => [`text${"ABCD"[i]}`, textOf(choice, "text", place)]);
  return [
    { question: textOf(question, "stem", place), answerKey: "ABCD"[right] as string, ...Object.fromEntries(texts) },
  ];
}
