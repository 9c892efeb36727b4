// GPQA (Rein et al. 2023, arXiv:2311.12022). Prompts are those of OpenCompass a5acc4bb.

import { defineDataset, type Row, readCsv } from "oc-local";
import { lettered, textOf } from "./_fields.ts";
import {
  accuracyDetails,
  askZeroShot,
  comparing,
  type Evaluate,
  entriesOf,
  fiveShot,
  human,
  type NamedSource,
  perOption,
} from "./_pieces.ts";

const rows: NamedSource[] = [["GPQA_diamond", { type: "gpqa", path: "gpqa", name: "gpqa_diamond.csv" }]];
const columns = { inputColumns: ["question", "A", "B", "C", "D"], outputColumn: "answer" };
const score: Evaluate = { evaluator: { type: "gpqa" }, predPostprocessor: { type: "gpqa-simple-eval" } };
const rows2: NamedSource[] = [
  ["GPQA_diamond", { type: "gpqa", path: "gpqa", name: "gpqa_diamond.csv", mode: "singlescore" }],
];
const score2: Evaluate = {
  evaluator: { type: "unscorable", needs: "judge", upstream: "GenericLLMEvaluator" },
  predRole: "BOT",
};
const score3: Evaluate = {
  evaluator: { type: "unscorable", needs: "judge", upstream: "LMEvaluator" },
  predRole: "BOT",
};
const score4: Evaluate = { evaluator: { type: "unscorable", needs: "judge", upstream: "CascadeEvaluator" } };
const rows3: NamedSource[] = [
  ["GPQA_extended", { type: "gpqa", path: "gpqa", name: "gpqa_extended.csv" }],
  ["GPQA_main", { type: "gpqa", path: "gpqa", name: "gpqa_main.csv" }],
  ["GPQA_diamond", { type: "gpqa", path: "gpqa", name: "gpqa_diamond.csv" }],
];
const score5: Evaluate = { evaluator: { type: "gpqa" }, predPostprocessor: { type: "first-option", options: "ABCD" } };
const score6: Evaluate = {
  evaluator: { type: "gpqa" },
  predPostprocessor: { type: "match-answer-pattern", answerPattern: "(?i)ANSWER\\s*:\\s*([A-D])" },
};

export default defineDataset({
  title: "GPQA: questions of biology, physics and chemistry that search does not answer",
  dimensions: ["knowledge", "reasoning"],
  load: async (path, { name }) =>
    (await readCsv(`${path}/${name}`)).map((row, i) => asOptions(row, i + 1, `${path}/${name}`)),
  variants: {
    gpqa_0shot_nocot_gen_772ea0: () =>
      entriesOf(
        rows,
        columns,
        askZeroShot({
          round: [
            human(
              "Answer the following multiple choice question. The last line of your response should be of the following format: 'ANSWER: $LETTER' (without quotes) where LETTER is one of ABCD.\n\n{question}\n\nA) {A}\nB) {B}\nC) {C}\nD) {D}",
            ),
          ],
        }),
        score,
      ),
    gpqa_0shot_nocot_genericllmeval_gen_772ea0: () =>
      entriesOf(
        rows2,
        columns,
        askZeroShot({
          round: [
            human(
              "Answer the following multiple choice question. The last line of your response should be of the following format: 'ANSWER: $LETTER' (without quotes) where LETTER is one of ABCD.\n\n{question}\n\nA) {A}\nB) {B}\nC) {C}\nD) {D}",
            ),
          ],
        }),
        score2,
      ),
    gpqa_0shot_nocot_genericllmeval_xml_gen_772ea0: () =>
      entriesOf(
        rows2,
        columns,
        askZeroShot({
          round: [
            human(
              "Answer the following multiple choice question. The last line of your response should be of the following format: 'ANSWER: $LETTER' (without quotes) where LETTER is one of ABCD.\n\n{question}\n\nA) {A}\nB) {B}\nC) {C}\nD) {D}",
            ),
          ],
        }),
        score2,
      ),
    gpqa_0shot_nocot_llmjudge_gen_772ea0: () =>
      entriesOf(
        rows2,
        columns,
        askZeroShot({
          round: [
            human(
              "Answer the following multiple choice question. The last line of your response should be of the following format: 'ANSWER: $LETTER' (without quotes) where LETTER is one of ABCD.\n\n{question}\n\nA) {A}\nB) {B}\nC) {C}\nD) {D}",
            ),
          ],
        }),
        score3,
      ),
    gpqa_cascade_eval_gen_772ea0: () =>
      entriesOf(
        rows2,
        columns,
        askZeroShot({
          round: [
            human(
              "Answer the following multiple choice question. The last line of your response should be of the following format: 'ANSWER: $LETTER' (without quotes) where LETTER is one of ABCD.\n\n{question}\n\nA) {A}\nB) {B}\nC) {C}\nD) {D}",
            ),
          ],
        }),
        score4,
      ),
    gpqa_few_shot_ppl_4b5a83: () =>
      entriesOf(
        rows,
        columns,
        {
          iceTemplate: {
            template: perOption(
              "ABCD",
              (answer) => `Question: {question}\n(A){A}\n(B){B}\n(C){C}\n(D){D}\n\nAnswer: ${answer}`,
            ),
          },
          promptTemplate: {
            template: perOption(
              "ABCD",
              (answer) =>
                `For the multiple choice question below, please provide the correct answer option directly.\n</E>Question: {question}\n(A){A}\n(B){B}\n(C){C}\n(D){D}\n\nAnswer: ${answer}`,
            ),
            iceToken: "</E>",
          },
          retriever: fiveShot,
          inferencer: { type: "perplexity" },
        },
        accuracyDetails,
      ),
    gpqa_gen_015262: () =>
      entriesOf(
        rows3,
        columns,
        askZeroShot({
          round: [
            human(
              'What is the correct answer to this question: {question}\nChoices:\n(A){A}\n(B){B}\n(C){C}\n(D){D}\nFormat your response as follows: "The correct answer is (insert answer here)"',
            ),
          ],
        }),
        score5,
      ),
    gpqa_gen_4baadb: () =>
      entriesOf(
        rows,
        columns,
        askZeroShot({
          round: [
            human(
              'What is the correct answer to this question: {question}\nChoices:\n(A){A}\n(B){B}\n(C){C}\n(D){D}\nFormat your response as follows: "The correct answer is (insert answer here)"',
            ),
          ],
        }),
        score5,
      ),
    gpqa_openai_simple_evals_gen_5aeece: () =>
      entriesOf(
        rows,
        columns,
        askZeroShot({
          round: [
            human(
              "Answer the following multiple choice question. The last line of your response should be of the following format: 'ANSWER: $LETTER' (without quotes) where LETTER is one of ABCD. Think step by step before answering.\n\n{question}\n\nA) {A}\nB) {B}\nC) {C}\nD) {D}",
            ),
          ],
        }),
        score6,
      ),
    gpqa_ppl_6bf57a: () =>
      entriesOf(
        rows,
        columns,
        comparing(
          perOption("ABCD", (answer) => `Question: {question}\n(A){A}\n(B){B}\n(C){C}\n(D){D}\nAnswer: ${answer}`),
        ),
        score5,
      ),
  },
  aliases: {
    gpqa_llm_judge_gen: "gpqa_0shot_nocot_genericllmeval_gen_772ea0",
    gpqa_gen: "gpqa_openai_simple_evals_gen_5aeece",
  },
});

const orders = ["ABCD", "BCDA", "CDAB", "DABC"];

/** The right answer stands first in the file; rows take turns in the order of their options. */
function asOptions(row: Row, number: number, path: string): Row {
  const place = `${path}, record ${number}`;
  const names = ["Correct Answer", "Incorrect Answer 1", "Incorrect Answer 2", "Incorrect Answer 3"];
  const options = names.map((name) => textOf(row, name, place));
  const moved = [...(orders[number % 4] as string)].map((letter) => options["ABCD".indexOf(letter)] as string);
  return {
    question: textOf(row, "Question", place),
    ...lettered(moved),
    answer: "ABCD"[moved.indexOf(options[0] as string)] as string,
  };
}
