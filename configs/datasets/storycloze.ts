// StoryCloze (Mostafazadeh et al. 2016, arXiv:1604.01696) in the form of XStoryCloze: which of two sentences ends a story. Prompts are those of
// OpenCompass a5acc4bb. Both splits of a language are asked.

import { defineDataset, type Row } from "oc-local";
import { fieldOf, mapJsonl, optionNumber, textOf } from "./_fields.ts";
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
} from "./_pieces.ts";

const letterRows: NamedSource[] = [
  ["story_cloze", { type: "storycloze", path: "xstory_cloze", lang: "en", form: "letter" }],
];
const byAnswerRightEnding = {
  inputColumns: ["context", "sentence_quiz1", "sentence_quiz2"],
  outputColumn: "answer_right_ending",
};
const score: Evaluate = { ...accuracy, predRole: "BOT", predPostprocessor: firstOption("AB") };
const numberRows: NamedSource[] = [
  ["story_cloze", { type: "storycloze", path: "xstory_cloze", lang: "en", form: "number" }],
];
const byAnswerRightEnding2 = {
  inputColumns: ["context", "sentence_quiz1", "sentence_quiz2"],
  outputColumn: "answer_right_ending",
  trainSplit: "test",
  testSplit: "test",
};

export default defineDataset({
  title: "StoryCloze: the right end of a story of four sentences",
  dimensions: ["reasoning", "understanding"],
  load: async (path, { lang, form }) => ({
    test: (
      await Promise.all(
        ["train", "eval"].map((split) => readStories(`${path}/${lang}_${split}.jsonl`, form === "letter")),
      )
    ).flat(),
  }),
  variants: {
    storycloze_gen_7f656a: () =>
      entriesOf(
        letterRows,
        byAnswerRightEnding,
        askZeroShot({
          round: [
            human(
              "{context}\nQuestion: Which ending makes the most sense?\nA. {sentence_quiz1}\nB. {sentence_quiz2}\nYou may choose between 'A' and 'B'.\nAnswer:",
            ),
          ],
        }),
        score,
      ),
    storycloze_ppl_496661: () =>
      entriesOf(
        numberRows,
        byAnswerRightEnding2,
        comparing({
          1: { round: [human("{context}"), bot("{sentence_quiz1}")] },
          2: { round: [human("{context}"), bot("{sentence_quiz2}")] },
        }),
        accuracy,
      ),
    storycloze_ppl_afd16f: () =>
      entriesOf(
        numberRows,
        byAnswerRightEnding2,
        comparing({ 1: "{context}{sentence_quiz1}", 2: "{context}{sentence_quiz2}" }),
        accuracy,
      ),
  },
  aliases: { storycloze_gen: "storycloze_gen_7f656a", storycloze_ppl: "storycloze_ppl_496661" },
});

function readStories(path: string, asLetters: boolean): Promise<Row[]> {
  return mapJsonl(path, (record, place) => {
    const context = [1, 2, 3, 4].map((i) => textOf(record, `input_sentence_${i}`, place)).join(" ");
    const right = optionNumber(fieldOf(record, "answer_right_ending", place), 1, 2, `${place}: "answer_right_ending"`);
    return { ...record, context, answer_right_ending: asLetters ? (" AB"[right] as string) : right };
  });
}
