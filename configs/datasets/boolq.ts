// BoolQ (Clark et al. 2019, arXiv:1905.10044): yes or no on a passage. Prompts are those of OpenCompass a5acc4bb. Forms: `number`, `letter`, and `cut` (the passage without its title, the question with a capital).

import { defineDataset, type Row } from "oc-local";
import { mapJsonl, meaningOf, textOf } from "./_fields.ts";
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
} from "./_pieces.ts";

const letterRows: NamedSource[] = [["BoolQ", { type: "boolq", path: "SuperGLUE/BoolQ/val.jsonl", form: "letter" }]];
const byLabel = { inputColumns: ["question", "passage"], outputColumn: "label" };
const score: Evaluate = { ...accuracy, predRole: "BOT", predPostprocessor: firstOption("AB") };
const score2: Evaluate = { ...accuracy, predRole: "BOT", predPostprocessor: firstCapital };
const cutRows: NamedSource[] = [["BoolQ", { type: "boolq", path: "SuperGLUE/BoolQ/val.jsonl", form: "cut" }]];
const byLabel2 = { inputColumns: ["question", "passage"], outputColumn: "label", testSplit: "train" };
const numberRows: NamedSource[] = [["BoolQ", { type: "boolq", path: "SuperGLUE/BoolQ/val.jsonl", form: "number" }]];
const byAnswer = { inputColumns: ["question", "passage"], outputColumn: "answer", testSplit: "train" };

export default defineDataset({
  title: "BoolQ: yes or no on a passage",
  dimensions: ["knowledge", "understanding"],
  load: async (path, { form = "number" }) => mapJsonl(path, forms[String(form)] ?? withNumber),
  variants: {
    SuperGLUE_BoolQ_cot_gen_1d56df: () =>
      entriesOf(
        letterRows,
        byLabel,
        askZeroShot({
          round: [
            human(
              "Answer the following question. The last line of your response should be of the following format: 'ANSWER: $LETTER' (without quotes) where LETTER is one of AB. Think step by step before answering.\n\nPassage: {passage}\n\nQuestion: {question}\n\nA. Yes\nB. NO",
            ),
          ],
        }),
        score,
      ),
    SuperGLUE_BoolQ_few_shot_gen_ba58ea: () =>
      entriesOf(
        letterRows,
        byLabel,
        {
          iceTemplate: {
            template: {
              begin: "</E>",
              round: [human("{passage}\nQuestion: {question}\nA. Yes\nB. No\nAnswer:"), bot("{label}")],
            },
            iceToken: "</E>",
          },
          retriever: { type: "fix-k", fixIdList: [0, 2, 4, 6, 8] },
          inferencer: { type: "generate", maxOutLen: 50 },
        },
        score2,
      ),
    SuperGLUE_BoolQ_gen_883d50: () =>
      entriesOf(
        letterRows,
        byLabel,
        askZeroShot({ round: [human("{passage}\nQuestion: {question}\nA. Yes\nB. No\nAnswer:")] }),
        score2,
      ),
    SuperGLUE_BoolQ_ppl_16b1d9: () =>
      entriesOf(
        letterRows,
        byLabel,
        comparing({
          A: { round: [human("{passage}\nQuestion: {question}?"), bot("Yes")] },
          B: { round: [human("{passage}\nQuestion: {question}?"), bot("No")] },
        }),
        accuracy,
      ),
    SuperGLUE_BoolQ_ppl_314797: () =>
      entriesOf(
        cutRows,
        byLabel2,
        comparing({
          false: { round: [human("Passage: {passage}\nQuestion: {question}?"), bot("Answer: No")] },
          true: { round: [human("Passage: {passage}\nQuestion: {question}?"), bot("Answer: Yes")] },
        }),
        accuracy,
      ),
    SuperGLUE_BoolQ_ppl_314b96: () =>
      entriesOf(
        numberRows,
        byAnswer,
        comparing({
          0: { round: [human("{passage}\nQuestion: {question}?"), bot("No")] },
          1: { round: [human("{passage}\nQuestion: {question}?"), bot("Yes")] },
        }),
        accuracy,
      ),
    SuperGLUE_BoolQ_ppl_4da4db: () =>
      entriesOf(
        numberRows,
        byAnswer,
        comparing({
          0: { round: [human("{passage}\nQuestion: {question}"), bot("No.")] },
          1: { round: [human("{passage}\nQuestion: {question}"), bot("Yes.")] },
        }),
        accuracy,
      ),
    SuperGLUE_BoolQ_ppl_9619db: () =>
      entriesOf(
        numberRows,
        byAnswer,
        comparing({
          0: "Passage:{passage}。\nQuestion:{question}。\nAnswer: No.",
          1: "Passage:{passage}。\nQuestion:{question}。\nAnswer: Yes.",
        }),
        accuracy,
      ),
  },
  aliases: { SuperGLUE_BoolQ_gen: "SuperGLUE_BoolQ_gen_883d50", SuperGLUE_BoolQ_ppl: "SuperGLUE_BoolQ_ppl_314b96" },
});

// The release writes the two words as texts. A boolean would be no "true" to OpenCompass, so that every answer were no.
function withNumber(record: Row, place: string): Row {
  return { ...record, answer: meaningOf(record, "label", place, { true: 1, false: 0 }) };
}

const forms: Readonly<Record<string, (record: Row, place: string) => Row>> = {
  number: withNumber,
  letter: (record, place) => ({ ...record, label: meaningOf(record, "label", place, { true: "A", false: "B" }) }),
  cut(record, place) {
    const [first = "", ...question] = textOf(record, "question", place);
    const passage = textOf(record, "passage", place).split(" -- ").slice(1).join(" -- ");
    return { ...record, question: first.toUpperCase() + question.join(""), passage };
  },
};
