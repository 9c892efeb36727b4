// RACE (Lai et al. 2017, arXiv:1704.04683): questions on an article from English exams. Prompts are those of OpenCompass a5acc4bb.

import { defineDataset, type Row } from "oc-local";
import { lettered, mapJsonl, meaningOf, optionsOf, textOf } from "./_fields.ts";
import {
  accuracy,
  accuracyDetails,
  askZeroShot,
  bot,
  comparing,
  type Evaluate,
  entriesOf,
  firstCapital,
  firstOption,
  human,
  type NamedSource,
  perOption,
} from "./_pieces.ts";

const rows: NamedSource[] = [
  ["race-middle", { type: "race", path: "race", name: "middle" }],
  ["race-high", { type: "race", path: "race", name: "high" }],
];
const columns = {
  inputColumns: ["article", "question", "A", "B", "C", "D"],
  outputColumn: "answer",
  trainSplit: "validation",
  testSplit: "test",
};
const score: Evaluate = { ...accuracy, predRole: "BOT", predPostprocessor: firstOption("ABCD") };
const score2: Evaluate = { ...accuracy, predRole: "BOT", predPostprocessor: firstCapital };
const score3: Evaluate = { ...accuracyDetails, predRole: "BOT", predPostprocessor: firstOption("ABCD") };
const score4: Evaluate = { ...accuracy, predPostprocessor: firstCapital };

export default defineDataset({
  title: "RACE: English exams of middle and high schools, four options",
  dimensions: ["examination", "understanding"],
  load: async (path, { name }) => ({
    validation: await readSplit(path, "validation", name),
    test: await readSplit(path, "test", name),
  }),
  variants: {
    race_cot_gen_d95929: () =>
      entriesOf(
        rows,
        columns,
        askZeroShot({
          round: [
            human(
              "Answer the following multiple choice question. The last line of your response should be of the following format: 'ANSWER: $LETTER' (without quotes) where LETTER is one of ABCD. Think step by step before answering.\n\nArticle: {article}\n\nQ: {question}\n\nA. {A}\nB. {B}\nC. {C}\nD. {D}",
            ),
          ],
        }),
        score,
      ),
    race_few_shot_gen_a498ed: () =>
      entriesOf(
        rows,
        columns,
        {
          iceTemplate: {
            template: {
              begin: "</E>",
              round: [
                human(
                  "Read the article, and answer the question by replying A, B, C or D.\n\nArticle:\n{article}\n\nQ: {question}\n\nA. {A}\nB. {B}\nC. {C}\nD. {D}\nAnswer:",
                ),
                bot("{answer}"),
              ],
            },
            iceToken: "</E>",
          },
          retriever: { type: "fix-k", fixIdList: [0, 2, 4] },
          inferencer: { type: "generate", maxOutLen: 50 },
        },
        score2,
      ),
    race_gen_69ee4f: () =>
      entriesOf(
        rows,
        columns,
        askZeroShot({
          round: [
            human(
              "Read the article, and answer the question by replying A, B, C or D.\n\nArticle:\n{article}\n\nQ: {question}\n\nA. {A}\nB. {B}\nC. {C}\nD. {D}",
            ),
          ],
        }),
        score3,
      ),
    race_gen_9302a5: () =>
      entriesOf(
        rows,
        columns,
        askZeroShot(
          "Read the article, and answer the question by replying A, B, C or D.\n\n{article}\n\nQ: {question}\n\nA. {A}\nB. {B}\nC. {C}\nD. {D}",
        ),
        score4,
      ),
    race_ppl_5831a0: () =>
      entriesOf(
        rows,
        columns,
        comparing(
          perOption("ABCD", (answer) => ({
            round: [
              human("Article:\n{article}\nQuestion:\n{question}\nA. {A}\nB. {B}\nC. {C}\nD. {D}"),
              bot(`Answer: ${answer}`),
            ],
          })),
        ),
        accuracy,
      ),
    race_ppl_a138cd: () =>
      entriesOf(
        rows,
        columns,
        comparing(
          perOption("ABCD", (answer) => ({
            round: [
              human(
                "Read the article, and answer the question by replying A, B, C or D.\n\nArticle:\n{article}\n\nQ: {question}\n\nA. {A}\nB. {B}\nC. {C}\nD. {D}",
              ),
              bot(`A: ${answer}`),
            ],
          })),
        ),
        accuracy,
      ),
    race_ppl_abed12: () =>
      entriesOf(
        rows,
        columns,
        comparing(
          perOption(
            "ABCD",
            (answer) =>
              `Read the article, and answer the question by replying A, B, C or D.\n\n{article}\n\nQ: {question}\n\nA. {A}\nB. {B}\nC. {C}\nD. {D}\n\nAnswer: ${answer}`,
          ),
        ),
        accuracyDetails,
      ),
  },
  aliases: { race_gen: "race_gen_69ee4f", race_ppl: "race_ppl_a138cd" },
});

function readSplit(path: string, split: string, name: unknown): Promise<Row[]> {
  return mapJsonl(`${path}/${split}/${name}.jsonl`, (record, place) => ({
    article: textOf(record, "article", place),
    question: textOf(record, "question", place),
    ...lettered(optionsOf(record, "options", place, 4)),
    answer: meaningOf(record, "answer", place, { A: "A", B: "B", C: "C", D: "D" }),
  }));
}
