// TriviaQA (Joshi et al. 2017, arXiv:1705.03551): open questions with several accepted answers. Prompts are those
// of OpenCompass a5acc4bb. Forms: `tsv` (OpenCompass's files), `splits` and `file` (JSON Lines).

import { type DatasetConfig, defineDataset, readJsonl } from "oc-local";
import { readAnswerTable } from "./_answer-table.ts";
import { mapJsonl, textOf, textsOf } from "./_fields.ts";
import {
  afterDialogue,
  afterText,
  askSimply,
  entry,
  type OpenQuestions,
  shotEntries,
  simplyEntries,
} from "./_open-questions.ts";
import { askZeroShot, bot, human, type Infer } from "./_pieces.ts";

const tsv: OpenQuestions = {
  source: { type: "triviaqa", path: "triviaqa", form: "tsv" },
  reader: { inputColumns: ["question"], outputColumn: "answer", trainSplit: "dev", testSplit: "dev" },
  evaluate: { evaluator: { type: "triviaqa" }, predRole: "BOT" },
};
const withExamples: OpenQuestions = { ...tsv, reader: { ...tsv.reader, trainSplit: "test" } };
const wiki: OpenQuestions = {
  ...tsv,
  source: { type: "triviaqa", path: "triviaqa", form: "splits" },
  reader: { ...tsv.reader, trainSplit: "train", testSplit: "validation" },
};
const stoppingCriteria = ["Q:", "\n"];

export default defineDataset({
  title: "TriviaQA: open questions",
  dimensions: ["knowledge"],
  load: async (path, { form = "tsv" }) => {
    if (form === "file") return readJsonl(path);
    if (form === "splits") return { validation: await split(path, "validation"), train: await split(path, "train") };
    return {
      dev: await readAnswerTable(`${path}/trivia-dev.qa.csv`, "all"),
      test: await readAnswerTable(`${path}/trivia-test.qa.csv`, "first"),
    };
  },
  variants: {
    triviaqa_gen_0356ec: () => simplyEntries("triviaqa", withExamples),
    triviaqa_gen_2121ce: () => [entry("triviaqa", tsv, askSimply({ maxOutLen: 50 }))],
    triviaqa_gen_3e39a5: () => [
      entry("triviaqa", tsv, askZeroShot({ round: [human("Question: {question}\nAnswer: ")] }, { maxOutLen: 50 })),
    ],
    triviaqa_gen_429db5: () => [
      entry("triviaqa", tsv, askZeroShot("Answer these questions:\nQ: {question}\nA:{answer}", { maxOutLen: 50 })),
    ],
    triviaqa_gen_d297bb: () => [
      entry(
        "triviaqa",
        tsv,
        askZeroShot({ round: [human("Answer these questions:\nQ: {question}?"), bot("A:")] }, { maxOutLen: 50 }),
      ),
    ],
    triviaqa_wiki_1shot_gen_20a989: () => [wikiEntry(afterText({ maxOutLen: 50, stoppingCriteria }))],
    triviaqa_wiki_1shot_gen_bc5f21: () => [wikiEntry(afterDialogue(1, "Q: {question}", { maxOutLen: 50 }))],
    triviaqa_wiki_1shot_gen_c87d61: () => [wikiEntry(afterDialogue(1, "Q: {question}"))],
    triviaqa_wiki_1shot_gen_eaf81e: () => [
      wikiEntry(afterDialogue(1, "Q: {question}", { maxOutLen: 50, stoppingCriteria })),
    ],
    triviaqa_wiki_gen_d18bf4: () => shotEntries("triviaqa_wiki", "Q: {question}", wiki),
    triviaqa_wiki_1shot_new_gen: () => [wikiEntry(afterText({ stoppingCriteria }))],
  },
  aliases: { triviaqa_gen: "triviaqa_gen_2121ce" },
});

function wikiEntry(infer: Infer): DatasetConfig {
  return entry("triviaqa_wiki_1shot", wiki, infer);
}

function split(path: string, name: string) {
  return mapJsonl(`${path}/triviaqa-${name}.jsonl`, (record, place) => ({
    question: textOf(record, "question", place),
    answer: textsOf(record, "answer", place),
  }));
}
