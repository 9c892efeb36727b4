// C3 (Sun et al. 2020, arXiv:1904.09679): [paragraphs, questions, id] per dialogue or text. Questions with fewer than four
// choices are filled up with the first.

import { OcLocalError, type Row, readJson } from "oc-local";
import { asObject, lettered, textOf, textsOf, unexpected } from "./_fields.ts";

export async function readC3(path: string, asLetter: boolean): Promise<Row[]> {
  const texts = await readJson(path);
  if (!Array.isArray(texts)) throw unexpected(path, "a list of texts", texts);
  return texts.flatMap((text, i) => {
    const place = `${path}, text ${i + 1}`;
    if (!Array.isArray(text) || !Array.isArray(text[0]) || !Array.isArray(text[1])) {
      throw unexpected(place, "[paragraphs, questions, id]", text);
    }
    const content = text[0].join(" ");
    return text[1].map((question) => ({ content, ...readQuestion(asObject(question, place), place, asLetter) }));
  });
}

function readQuestion(record: Row, place: string, asLetter: boolean): Row {
  const given = textsOf(record, "choice", place);
  const choices = [0, 1, 2, 3].map((i) => given[i] ?? (given[0] as string));
  const answer = textOf(record, "answer", place);
  const label = choices.indexOf(answer);
  if (label < 0)
    throw new OcLocalError("BAD_DATA", `${place}: the answer "${answer}" is none of ${given.join(", ")}`, {
      hint: "write as the answer the text of one of its choices",
    });
  const question = textOf(record, "question", place);
  if (asLetter) return { question, ...lettered(choices), label: "ABCD"[label] as string };
  const numbered = Object.fromEntries(choices.map((choice, i) => [`choice${i}`, choice]));
  return { question, ...numbered, choices, label };
}
