// Tables of a question and a Python list of its accepted answers, tab-separated (TriviaQA and Natural Questions as
// OpenCompass distributes them).

import { OcLocalError, parseStringList, type Row, readTsv } from "oc-local";

/** @param keep `first`: the first answer alone, as a text. */
export async function readAnswerTable(path: string, keep: "all" | "first"): Promise<Row[]> {
  const lines = await readTsv(path, { columns: ["question", "answer"] });
  return lines.map(({ question = "", answer = "" }, i) => {
    const answers = parseStringList(answer);
    if (answers === null || answers.length === 0) {
      throw new OcLocalError(
        "BAD_DATA",
        `${path}, record ${i + 1}: expected a list of texts, found ${answer.slice(0, 60)}`,
        { hint: "write the answers as Python's list of texts, for example ['Paris', 'Lutetia']" },
      );
    }
    return { question, answer: keep === "all" ? answers : (answers[0] as string) };
  });
}
