// SQuAD 2.0 (Rajpurkar et al. 2018, arXiv:1806.03822): spans of a passage, or that it has no answer. Prompts are
// those of OpenCompass a5acc4bb.

import { defineDataset, type Row, readJson } from "oc-local";
import { asObject, fieldOf, objectsOf, textOf, unexpected } from "./_fields.ts";
import { askZeroShot, bot, type Evaluate, entriesOf, human, type NamedSource } from "./_pieces.ts";

const impossible = "impossible to answer";

const rows: NamedSource[] = [["squad2.0", { type: "squad20", path: "SQuAD2.0/dev-v2.0.json" }]];
const columns = { inputColumns: ["context", "question"], outputColumn: "answers" };
const score: Evaluate = { evaluator: { type: "squad20" }, predRole: "BOT" };

export default defineDataset({
  title: "SQuAD 2.0: spans of a passage",
  dimensions: ["understanding"],
  load: async (path) => {
    const release = asObject(await readJson(path), path);
    const paragraphs = objectsOf(release, "data", path).flatMap((article) => objectsOf(article, "paragraphs", path));
    return paragraphs.flatMap((paragraph) =>
      objectsOf(paragraph, "qas", path).map((question) => ({
        context: fieldOf(paragraph, "context", path),
        question: fieldOf(question, "question", path),
        answers: accepted(question, path),
      })),
    );
  },
  variants: {
    squad20_gen_1710bc: () =>
      entriesOf(
        rows,
        columns,
        askZeroShot(
          {
            round: [
              human(
                "{context}\nAccording to the above passage, answer the following question. If it is impossible to answer according to the passage, answer `impossible to answer`:\nQuestion: {question}",
              ),
              bot("Answer:"),
            ],
          },
          { maxOutLen: 50 },
        ),
        score,
      ),
  },
  aliases: { squad20_gen: "squad20_gen_1710bc" },
});

function accepted(question: Row, path: string): string[] {
  const texts = (name: string) => objectsOf(question, name, path).map((answer) => textOf(answer, "text", path));
  const isImpossible = fieldOf(question, "is_impossible", path);
  if (typeof isImpossible !== "boolean") throw unexpected(path, 'true or false as "is_impossible"', isImpossible);
  return [...new Set(isImpossible ? [impossible, ...texts("plausible_answers")] : texts("answers"))];
}
