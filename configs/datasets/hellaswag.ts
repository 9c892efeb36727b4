// HellaSwag (Zellers et al. 2019, arXiv:1905.07830): how a scene goes on, four endings. Prompts are those of
// OpenCompass a5acc4bb. Forms: `number` (as perplexity variants ask), `letter`, `examples` (with a train split) and
// `whole` (the text uncut).

import { defineDataset, type Row } from "oc-local";
import { fieldOf, lettered, letterOf, mapJsonl, optionsOf, textOf } from "./_fields.ts";
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

const examplesRows: NamedSource[] = [["hellaswag", { type: "hellaswag", path: "hellaswag", form: "examples" }]];
const byLabel = {
  inputColumns: ["ctx", "A", "B", "C", "D"],
  outputColumn: "label",
  trainSplit: "train",
  testSplit: "val",
};
const score: Evaluate = { ...accuracyDetails, predRole: "BOT", predPostprocessor: firstOption("ABCD") };
const score2: Evaluate = { ...accuracyDetails, predPostprocessor: firstCapital };
const letterRows: NamedSource[] = [
  ["hellaswag", { type: "hellaswag", path: "hellaswag/hellaswag.jsonl", form: "letter" }],
];
const byLabel2 = { inputColumns: ["ctx", "A", "B", "C", "D"], outputColumn: "label" };
const score3: Evaluate = { ...accuracy, predRole: "BOT", predPostprocessor: firstOption("ABCD") };
const score4: Evaluate = { evaluator: { type: "unscorable", needs: "judge", upstream: "GenericLLMEvaluator" } };
const numberRows: NamedSource[] = [
  ["hellaswag", { type: "hellaswag", path: "hellaswag/hellaswag.jsonl", form: "number" }],
];
const byLabel3 = { inputColumns: ["A", "B", "C", "D"], outputColumn: "label" };
const wholeRows: NamedSource[] = [
  ["hellaswag", { type: "hellaswag", path: "hellaswag/hellaswag.jsonl", form: "whole" }],
];
const byGold = { inputColumns: ["query", "A", "B", "C", "D"], outputColumn: "gold" };

export default defineDataset({
  title: "HellaSwag: how a scene goes on",
  dimensions: ["reasoning", "understanding"],
  load: async (path, { form = "number" }) => {
    if (form === "examples") {
      return {
        train: await mapJsonl(`${path}/hellaswag_train_sampled25.jsonl`, withLetter),
        val: await mapJsonl(`${path}/hellaswag.jsonl`, withLetter),
      };
    }
    return mapJsonl(path, form === "letter" ? withLetter : form === "whole" ? whole : withNumber);
  },
  variants: {
    hellaswag_10shot_gen_e42710: () =>
      entriesOf(
        examplesRows,
        byLabel,
        {
          iceTemplate: {
            template: {
              round: [human("{ctx}\nA) {A}\nB) {B}\nC) {C}\nD) {D}\nWhat is the right option?"), bot("{label}\n")],
            },
          },
          promptTemplate: {
            template: {
              begin: [
                human("Continue the following text without adding any additional information or formatting:\n"),
                "</E>",
              ],
              round: [human("{ctx}\nA) {A}\nB) {B}\nC) {C}\nD) {D}\nWhat is the right option?"), bot("{label}\n")],
            },
            iceToken: "</E>",
          },
          retriever: { type: "fix-k", fixIdList: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] },
          inferencer: { type: "generate" },
        },
        score,
      ),
    hellaswag_10shot_ppl_59c85e: () =>
      entriesOf(
        examplesRows,
        byLabel,
        {
          iceTemplate: {
            template: perOption(
              "ABCD",
              (answer) => `{ctx}\nA) {A}\nB) {B}\nC) {C}\nD) {D}\nWhat is the right option?\n${answer}\n`,
            ),
          },
          promptTemplate: {
            template: perOption(
              "ABCD",
              (answer) =>
                `Continue the following text without adding any additional information or formatting:\n</E>{ctx}\nA) {A}\nB) {B}\nC) {C}\nD) {D}\nWhat is the right option?\n${answer}`,
            ),
            iceToken: "</E>",
          },
          retriever: { type: "fix-k", fixIdList: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] },
          inferencer: { type: "perplexity" },
        },
        score2,
      ),
    hellaswag_gen_6faab5: () =>
      entriesOf(
        letterRows,
        byLabel2,
        askZeroShot({
          round: [
            human(
              "{ctx}\nQuestion: Which ending makes the most sense?\nA. {A}\nB. {B}\nC. {C}\nD. {D}\nYou may choose from 'A', 'B', 'C', 'D'.\nAnswer:",
            ),
          ],
        }),
        score3,
      ),
    hellaswag_llmjudge_gen_809ef1: () =>
      entriesOf(
        examplesRows,
        byLabel,
        askZeroShot({
          round: [
            human(
              "Continue the following text without adding any additional information or formatting:\n{ctx}\nA) {A}\nB) {B}\nC) {C}\nD) {D}\nWhat is the right option?'",
            ),
          ],
        }),
        score4,
      ),
    hellaswag_ppl_47bff9: () =>
      entriesOf(
        numberRows,
        byLabel2,
        comparing({
          0: { round: [human("{ctx}"), bot("{A}")] },
          1: { round: [human("{ctx}"), bot("{B}")] },
          2: { round: [human("{ctx}"), bot("{C}")] },
          3: { round: [human("{ctx}"), bot("{D}")] },
        }),
        accuracy,
      ),
    hellaswag_ppl_7d7f2d: () =>
      entriesOf(
        letterRows,
        byLabel3,
        comparing(
          perOption("ABCD", (answer) => ({
            round: [
              human("{ctx}\nQuestion: Which ending makes the most sense?\nA. {A}\nB. {B}\nC. {C}\nD. {D}\nAnswer: "),
              bot(answer),
            ],
          })),
        ),
        accuracy,
      ),
    hellaswag_ppl_9dbb12: () =>
      entriesOf(
        numberRows,
        byLabel2,
        comparing({ 0: "{ctx} {A}", 1: "{ctx} {B}", 2: "{ctx} {C}", 3: "{ctx} {D}" }),
        accuracy,
      ),
    hellaswag_ppl_a6e128: () =>
      entriesOf(
        wholeRows,
        byGold,
        comparing({
          "0": { round: [human("{query} {A}")] },
          "1": { round: [human("{query} {B}")] },
          "2": { round: [human("{query} {C}")] },
          "3": { round: [human("{query} {D}")] },
        }),
        accuracy,
      ),
  },
  aliases: {
    hellaswag_gen: "hellaswag_10shot_gen_e42710",
    hellaswag_llm_judge_gen: "hellaswag_llmjudge_gen_809ef1",
    hellaswag_ppl: "hellaswag_ppl_47bff9",
  },
});

const endings = 4;

/** The first two parts of the text, between colons, are its title and a label. */
function withNumber(record: Row, place: string): Row {
  return {
    ctx: afterColons(textOf(record, "query", place), 2),
    ...lettered(optionsOf(record, "choices", place, endings)),
    label: fieldOf(record, "gold", place),
  };
}

function withLetter(record: Row, place: string): Row {
  return {
    ...withNumber(record, place),
    ctx: afterColons(textOf(record, "query", place), 1),
    label: letterOf(record, "gold", place, endings),
  };
}

function whole(record: Row, place: string): Row {
  const options = lettered(optionsOf(record, "choices", place, endings));
  return { query: textOf(record, "query", place), ...options, gold: fieldOf(record, "gold", place) };
}

/** What follows the first `most` colons, or as many as there are. */
function afterColons(text: string, most: number): string {
  let rest = text;
  for (let i = 0; i < most; i++) {
    const at = rest.indexOf(": ");
    if (at >= 0) rest = rest.slice(at + 2);
  }
  return rest;
}
