// OpenBookQA (Mihaylov et al. 2018, arXiv:1809.02789): elementary science, four options, in some files with the fact that is
// needed. Prompts are those of OpenCompass a5acc4bb. `asQuestions` ends every stem in a question mark.

import { defineDataset, type Row } from "oc-local";
import { fieldOf, lettered, mapJsonl, objectOf, optionsOf, textOf } from "./_fields.ts";
import {
  accuracy,
  askZeroShot,
  bot,
  comparing,
  type Evaluate,
  entriesOf,
  firstOption,
  human,
  type NamedSource,
  perOption,
} from "./_pieces.ts";

const rows: NamedSource[] = [["openbookqa", { type: "obqa", path: "openbookqa/Main/test.jsonl", asQuestions: false }]];
const byAnswerKey = { inputColumns: ["question_stem", "A", "B", "C", "D"], outputColumn: "answerKey" };
const score: Evaluate = { ...accuracy, predRole: "BOT", predPostprocessor: firstOption("ABCD") };
const rows2: NamedSource[] = [
  ["openbookqa_fact", { type: "obqa", path: "openbookqa/Additional/test_complete.jsonl", asQuestions: false }],
];
const byAnswerKey2 = { inputColumns: ["question_stem", "A", "B", "C", "D", "fact1"], outputColumn: "answerKey" };
const rows3: NamedSource[] = [
  ["openbookqa_fact", { type: "obqa", path: "openbookqa/Additional/test_complete.jsonl", asQuestions: true }],
];

export default defineDataset({
  title: "OpenBookQA: elementary science",
  dimensions: ["knowledge", "reasoning"],
  load: async (path, { asQuestions }) =>
    mapJsonl(path, (record, place) => readQuestion(record, place, asQuestions === true)),
  variants: {
    obqa_gen_9069e4: () => [
      ...entriesOf(
        rows,
        byAnswerKey,
        askZeroShot({ round: [human("Question: {question_stem}\nA. {A}\nB. {B}\nC. {C}\nD. {D}\nAnswer:")] }),
        score,
      ),
      ...entriesOf(
        rows2,
        byAnswerKey2,
        askZeroShot({
          round: [human("Given the fact: {fact1}\nQuestion: {question_stem}\nA. {A}\nB. {B}\nC. {C}\nD. {D}\nAnswer:")],
        }),
        score,
      ),
    ],
    obqa_ppl_1defe8: () => [
      ...entriesOf(
        rows,
        byAnswerKey,
        comparing(perOption("ABCD", (answer) => `{question_stem} {${answer}}`)),
        accuracy,
      ),
      ...entriesOf(
        rows2,
        byAnswerKey2,
        comparing(perOption("ABCD", (answer) => `Given the fact {fact1}, we know that {question_stem} {${answer}}`)),
        accuracy,
      ),
    ],
    obqa_ppl_6aac9e: () =>
      entriesOf(
        rows3,
        byAnswerKey2,
        comparing(
          perOption("ABCD", (answer) => ({
            round: [
              human("We know the fact that {fact1}.\nQuestion: {question_stem}\nA. {A}\nB. {B}\nC. {C}\nD. {D}\n"),
              bot(`Answer: ${answer}`),
            ],
          })),
        ),
        accuracy,
      ),
    obqa_ppl_c7c154: () => [
      ...entriesOf(
        rows,
        byAnswerKey,
        comparing(
          perOption("ABCD", (answer) => ({
            round: [human("Question: {question_stem}\nA. {A}\nB. {B}\nC. {C}\nD. {D}\nAnswer:"), bot(answer)],
          })),
        ),
        accuracy,
      ),
      ...entriesOf(
        rows2,
        byAnswerKey2,
        comparing(
          perOption("ABCD", (answer) => ({
            round: [
              human("Given the fact: {fact1}\nQuestion: {question_stem}\nA. {A}\nB. {B}\nC. {C}\nD. {D}\nAnswer:"),
              bot(answer),
            ],
          })),
        ),
        accuracy,
      ),
    ],
  },
  aliases: { obqa_gen: "obqa_gen_9069e4", obqa_ppl: "obqa_ppl_c7c154" },
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
