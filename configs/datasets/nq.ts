// Natural Questions (Kwiatkowski et al. 2019): open questions with several accepted answers. Prompts are those of
// OpenCompass a5acc4bb. Forms: `tsv` (OpenCompass's files) and `open` (NQ-open's JSON Lines). Examples have one
// answer, questions all of them.

import { defineDataset } from "oc-local";
import { readAnswerTable } from "./_answer-table.ts";
import { mapJsonl, textOf, textsOf, unexpected } from "./_fields.ts";
import {
  afterDialogue,
  afterText,
  askSimply,
  entry,
  type OpenQuestions,
  shotEntries,
  simplyEntries,
} from "./_open-questions.ts";
import { askZeroShot, bot, human, judged } from "./_pieces.ts";

const tsv: OpenQuestions = {
  source: { type: "nq", path: "nq", form: "tsv" },
  reader: { inputColumns: ["question"], outputColumn: "answer", trainSplit: "test" },
  evaluate: { evaluator: { type: "nq" }, predRole: "BOT" },
};
const withExamples: OpenQuestions = { ...tsv, reader: { ...tsv.reader, trainSplit: "dev" } };
const openJsonl: OpenQuestions = {
  ...tsv,
  source: { type: "nq", path: "nq-open", form: "open" },
  reader: { ...tsv.reader, trainSplit: "train", testSplit: "validation" },
};
const stoppingCriteria = ["Q:", "\n"];

export default defineDataset({
  title: "Natural Questions: open questions",
  dimensions: ["knowledge"],
  load: async (path, { form = "tsv" }) => {
    if (form === "open") return { validation: await open(path, "validation"), train: await open(path, "train") };
    return {
      dev: await readAnswerTable(`${path}/nq-dev.qa.csv`, "first"),
      test: await readAnswerTable(`${path}/nq-test.qa.csv`, "all"),
    };
  },
  variants: {
    nq_gen_0356ec: () => simplyEntries("nq", withExamples),
    nq_gen_2463e2: () => [entry("nq", tsv, askZeroShot("Answer these questions:\nQ: {question}?\nA:{answer}"))],
    nq_gen_3dcea1: () => [entry("nq", tsv, askPlainly())],
    nq_gen_68c1c6: () => [
      entry("nq", tsv, askZeroShot({ round: [human("Answer these questions:\nQ: {question}?"), bot("A:")] })),
    ],
    nq_gen_c788f6: () => [entry("nq", tsv, askSimply())],
    nq_open_1shot_gen_01cf41: () => [
      entry("nq_open_1shot", openJsonl, afterDialogue(1, "Q: {question}?", { maxOutLen: 50, stoppingCriteria })),
    ],
    nq_open_1shot_gen_20a989: () => [entry("nq_open_1shot", openJsonl, afterText({ maxOutLen: 50, stoppingCriteria }))],
    nq_open_1shot_gen_2e45e5: () => [
      entry("nq_open_1shot", openJsonl, afterDialogue(1, "Q: {question}?", { maxOutLen: 50 })),
    ],
    nq_open_gen_e93f8a: () => shotEntries("nq_open", "Q: {question}?", openJsonl),
    nq_xfinder_gen_3dcea1: () => [entry("nq", { ...tsv, evaluate: judged("XFinder", {}) }, askPlainly())],
  },
  aliases: { nq_gen: "nq_gen_3dcea1" },
});

function askPlainly() {
  return askZeroShot({ round: [human("Question: {question}?\nAnswer: ")] });
}

function open(path: string, split: "validation" | "train") {
  return mapJsonl(`${path}/nq-open-${split}.jsonl`, (record, place) => {
    const answers = textsOf(record, "answer", place);
    const [first] = answers;
    if (first === undefined) throw unexpected(place, 'one answer or more as "answer"', answers);
    return { question: textOf(record, "question", place), answer: split === "train" ? first : answers };
  });
}
