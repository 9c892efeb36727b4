// C3 (Sun et al. 2020, arXiv:1904.09679): [paragraphs, questions, id] per dialogue or text. Questions with fewer than four
// choices are filled up: with the first choice, or where answers are letters with a mark that no answer is.

import { type JsonValue, OcLocalError, type Row, readJson } from "oc-local";
import { asObject, textOf, textsOf, unexpected } from "./_fields.ts";

export async function readC3(path: string, asLetter: boolean): Promise<Row[]> {
  const texts = await readJson(path);
  if (!Array.isArray(texts)) throw unexpected(path, "a list of texts", texts);
  return texts.flatMap((text, i) => {
    const place = `${path}, text ${i + 1}`;
    if (!Array.isArray(text) || !Array.isArray(text[0]) || !Array.isArray(text[1])) {
      throw unexpected(place, "[paragraphs, questions, id]", text);
    }
    // Where answers are letters, upstream's paragraphs follow each other without a blank.
    const content = text[0].map((paragraph) => textOfParagraph(paragraph, place)).join(asLetter ? "" : " ");
    return text[1].map((question) => ({ content, ...readQuestion(asObject(question, place), place, asLetter) }));
  });
}

/** A text, or its pieces. */
function textOfParagraph(paragraph: JsonValue, place: string): string {
  const pieces = Array.isArray(paragraph) ? paragraph : [paragraph];
  if (pieces.every((piece) => typeof piece === "string")) return pieces.join("");
  throw unexpected(place, "paragraphs that are texts or lists of texts", paragraph);
}

function readQuestion(record: Row, place: string, asLetter: boolean): Row {
  const given = textsOf(record, "choice", place);
  const answer = textOf(record, "answer", place);
  const label = (asLetter ? given.slice(0, 4) : given).indexOf(answer);
  if (label < 0)
    throw new OcLocalError("BAD_DATA", `${place}: the answer "${answer}" is none of ${given.join(", ")}`, {
      hint: "write as the answer the text of one of its choices",
    });
  const filling = asLetter ? "[NULL]" : (given[0] as string);
  const choices = [...given, ...new Array<string>(Math.max(0, 4 - given.length)).fill(filling)];
  const numbered = Object.fromEntries(choices.slice(0, 4).map((choice, i) => [`choice${i}`, choice]));
  const question = { question: textOf(record, "question", place), ...numbered };
  return asLetter ? { ...question, label: "ABCD"[label] as string } : { ...question, choices, label };
}
