// DROP (Dua et al. 2019, arXiv:1903.00161): questions on a passage whose answers are numbers, dates or spans. Read here for
// configs of one's own; there are no variants yet. Forms: `passages` (the release) and `lines` (OpenAI's simple-evals).

import { defineDataset, type JsonValue, type Row, readJson } from "oc-local";
import { asObject, fieldOf, mapJsonl, objectOf, objectsOf, textOf, textsOf } from "./_fields.ts";

export default defineDataset({
  title: "DROP: numbers, dates and spans from a passage (rows only)",
  load: async (path, { form = "passages", onlyNumber = true }) => {
    if (form === "lines") return { validation: await mapJsonl(path, line) };
    const passages = asObject(await readJson(path), path, "an object of passages");
    return { validation: Object.entries(passages).flatMap((entry) => questions(entry, path, onlyNumber !== false)) };
  },
  variants: {},
});

function line(record: Row, place: string): Row {
  return { prompt: fieldOf(record, "context", place), answers: fieldOf(record, "ref_text", place) };
}

/** With `onlyNumber`, those that somebody answered with a number. */
function questions([id, value]: [string, JsonValue], path: string, onlyNumber: boolean): Row[] {
  const place = `${path}, passage ${id}`;
  const passage = asObject(value, place);
  const asked = objectsOf(passage, "qa_pairs", place).filter((pair) => {
    const answers = objectsOf(pair, "validated_answers", place);
    return !onlyNumber || answers.some((answer) => textOf(answer, "number", place) !== "");
  });
  return asked.map((pair) => ({
    prompt: fieldOf(passage, "passage", place),
    question: fieldOf(pair, "question", place),
    answers: acceptedAnswers(objectsOf(pair, "validated_answers", place), place),
  }));
}

/** Each annotator's number, else date, else spans; every text once. */
export function acceptedAnswers(answers: readonly Row[], place: string): string[] {
  const texts = answers.flatMap((answer) => {
    const number = textOf(answer, "number", place);
    if (number !== "") return [number];
    const date = objectOf(answer, "date", place);
    const parts = ["day", "month", "year"].map((part) => textOf(date, part, place));
    return parts.some((part) => part !== "") ? [parts.join(" ").trim()] : textsOf(answer, "spans", place);
  });
  return [...new Set(texts)];
}
