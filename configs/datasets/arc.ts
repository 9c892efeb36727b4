// ARC (Clark et al. 2018, arXiv:1803.05457): science questions of schools. Prompts are those of OpenCompass a5acc4bb. Questions with other than four options are left out, as in OpenCompass.

import { defineDataset, type Row, readJsonl } from "oc-local";
import { objectOf, objectsOf, textOf, unexpected } from "./_fields.ts";
import {
  accuracy,
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
  ["ARC-c", { type: "arc", path: "ARC/ARC-c/ARC-Challenge-Dev.jsonl", name: "ARC-Challenge" }],
];
const columns = { inputColumns: ["question", "textA", "textB", "textC", "textD"], outputColumn: "answerKey" };
const score: Evaluate = { ...accuracy, predRole: "BOT", predPostprocessor: firstOption("ABCD") };
const score2: Evaluate = { ...accuracy, predRole: "BOT", predPostprocessor: firstCapital };
const rows2: NamedSource[] = [["ARC-e", { type: "arc", path: "ARC/ARC-e/ARC-Easy-Dev.jsonl", name: "ARC-Easy" }]];

export default defineDataset({
  title: "ARC: science questions of schools",
  dimensions: ["reasoning", "knowledge"],
  load: async (path) => (await readJsonl(path)).flatMap((record, i) => readQuestion(record, `${path}:${i + 1}`)),
  variants: {
    ARC_c_cot_gen_926652: () =>
      entriesOf(
        rows,
        columns,
        askZeroShot({
          round: [
            human(
              "Answer the following multiple choice question. The last line of your response should be of the following format: 'ANSWER: $LETTER' (without quotes) where LETTER is one of ABCD. Think step by step before answering.\n\n{question}\n\nA. {textA}\nB. {textB}\nC. {textC}\nD. {textD}",
            ),
          ],
        }),
        score,
      ),
    ARC_c_few_shot_gen_e9b043: () =>
      entriesOf(
        rows,
        columns,
        {
          iceTemplate: {
            template: {
              begin: "</E>",
              round: [
                human("Question: {question}\nA. {textA}\nB. {textB}\nC. {textC}\nD. {textD}\nAnswer:"),
                bot("{answerKey}"),
              ],
            },
            iceToken: "</E>",
          },
          retriever: { type: "fix-k", fixIdList: [0, 2, 4, 6, 8] },
          inferencer: { type: "generate", maxOutLen: 50 },
        },
        score2,
      ),
    ARC_c_gen_1e0de5: () =>
      entriesOf(
        rows,
        columns,
        askZeroShot({
          round: [human("Question: {question}\nA. {textA}\nB. {textB}\nC. {textC}\nD. {textD}\nAnswer:")],
        }),
        score,
      ),
    ARC_c_ppl_2ef631: () =>
      entriesOf(
        rows,
        columns,
        comparing(
          perOption("ABCD", (answer) => ({
            round: [human("{question}\nA. {textA}\nB. {textB}\nC. {textC}\nD. {textD}"), bot(`Answer: ${answer}`)],
          })),
        ),
        accuracy,
      ),
    ARC_c_ppl_a450bd: () =>
      entriesOf(
        rows,
        columns,
        comparing(
          perOption("ABCD", (answer) => ({ round: [human("Question: {question}\nAnswer: "), bot(`{text${answer}}`)] })),
        ),
        accuracy,
      ),
    ARC_c_ppl_d52a21: () =>
      entriesOf(
        rows,
        columns,
        comparing(perOption("ABCD", (answer) => `Question: {question}\nAnswer: {text${answer}}`)),
        accuracy,
      ),
    ARC_e_gen_1e0de5: () =>
      entriesOf(
        rows2,
        columns,
        askZeroShot({
          round: [human("Question: {question}\nA. {textA}\nB. {textB}\nC. {textC}\nD. {textD}\nAnswer:")],
        }),
        score,
      ),
    ARC_e_ppl_2ef631: () =>
      entriesOf(
        rows2,
        columns,
        comparing(
          perOption("ABCD", (answer) => ({
            round: [human("{question}\nA. {textA}\nB. {textB}\nC. {textC}\nD. {textD}"), bot(`Answer: ${answer}`)],
          })),
        ),
        accuracy,
      ),
    ARC_e_ppl_a450bd: () =>
      entriesOf(
        rows2,
        columns,
        comparing(
          perOption("ABCD", (answer) => ({ round: [human("Question: {question}\nAnswer: "), bot(`{text${answer}}`)] })),
        ),
        accuracy,
      ),
    ARC_e_ppl_d52a21: () =>
      entriesOf(
        rows2,
        columns,
        comparing(perOption("ABCD", (answer) => `Question: {question}\nAnswer: {text${answer}}`)),
        accuracy,
      ),
    ARC_c_few_shot_ppl: () =>
      entriesOf(
        rows,
        columns,
        {
          iceTemplate: {
            template: perOption("ABCD", (answer) => ({
              begin: "</E>",
              round: [human("Question: {question}\nAnswer: "), bot(`{text${answer}}`)],
            })),
            iceToken: "</E>",
          },
          retriever: { type: "fix-k", fixIdList: [0, 2, 4, 6, 8] },
          inferencer: { type: "perplexity" },
        },
        accuracy,
      ),
  },
  aliases: {
    ARC_c_gen: "ARC_c_gen_1e0de5",
    ARC_c_ppl: "ARC_c_ppl_a450bd",
    ARC_e_gen: "ARC_e_gen_1e0de5",
    ARC_e_ppl: "ARC_e_ppl_a450bd",
  },
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
