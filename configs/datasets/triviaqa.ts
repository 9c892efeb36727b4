// TriviaQA (Joshi et al. 2017, arXiv:1705.03551): open questions with several accepted answers. Prompts are those
// of OpenCompass a5acc4bb. Forms: `tsv` (OpenCompass's files), `splits` and `file` (JSON Lines).

import { defineDataset, readJsonl } from "oc-local";
import { readAnswerTable } from "./_answer-table.ts";
import { mapJsonl, textOf, textsOf } from "./_fields.ts";
import { askZeroShot, bot, type Evaluate, entriesOf, fiveShot, human, type NamedSource } from "./_pieces.ts";

const tsvRows: NamedSource[] = [["triviaqa", { type: "triviaqa", path: "triviaqa", form: "tsv" }]];
const byAnswer = { inputColumns: ["question"], outputColumn: "answer", trainSplit: "test", testSplit: "dev" };
const score: Evaluate = { evaluator: { type: "triviaqa" }, predRole: "BOT" };
const tsvRows2: NamedSource[] = [["triviaqa_1shot", { type: "triviaqa", path: "triviaqa", form: "tsv" }]];
const tsvRows3: NamedSource[] = [["triviaqa_5shot", { type: "triviaqa", path: "triviaqa", form: "tsv" }]];
const byAnswer2 = { inputColumns: ["question"], outputColumn: "answer", trainSplit: "dev", testSplit: "dev" };
const splitsRows: NamedSource[] = [["triviaqa_wiki_1shot", { type: "triviaqa", path: "triviaqa", form: "splits" }]];
const byAnswer3 = { inputColumns: ["question"], outputColumn: "answer", trainSplit: "train", testSplit: "validation" };
const splitsRows2: NamedSource[] = [["triviaqa_wiki_0shot", { type: "triviaqa", path: "triviaqa", form: "splits" }]];
const splitsRows3: NamedSource[] = [["triviaqa_wiki_5shot", { type: "triviaqa", path: "triviaqa", form: "splits" }]];
const splitsRows4: NamedSource[] = [["triviaqa_wiki_25shot", { type: "triviaqa", path: "triviaqa", form: "splits" }]];

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
    triviaqa_gen_0356ec: () => [
      ...entriesOf(
        tsvRows,
        byAnswer,
        askZeroShot(
          {
            round: [
              human(
                "Answer these questions, your answer should be as simple as possible, start your answer with the prompt 'The answer is '.\nQ: {question}?",
              ),
              bot("A:"),
            ],
          },
          { maxOutLen: 50 },
        ),
        score,
      ),
      ...entriesOf(
        tsvRows2,
        byAnswer,
        {
          iceTemplate: {
            template: {
              round: [
                human(
                  "Answer the question, your answer should be as simple as possible, start your answer with the prompt 'The answer is '.\nQ: {question}?",
                ),
                bot("A: The answer is {answer}.\n"),
              ],
            },
          },
          promptTemplate: {
            template: {
              begin: "</E>",
              round: [
                human(
                  "Answer the question, your answer should be as simple as possible, start your answer with the prompt 'The answer is '.\nQ: {question}?",
                ),
                bot("A:"),
              ],
            },
            iceToken: "</E>",
          },
          retriever: { type: "fix-k", fixIdList: [0] },
          inferencer: { type: "generate", maxOutLen: 50 },
        },
        score,
      ),
      ...entriesOf(
        tsvRows3,
        byAnswer,
        {
          iceTemplate: {
            template: {
              round: [
                human(
                  "Answer the question, your answer should be as simple as possible, start your answer with the prompt 'The answer is '.\nQ: {question}?",
                ),
                bot("A: The answer is {answer}.\n"),
              ],
            },
          },
          promptTemplate: {
            template: {
              begin: "</E>",
              round: [
                human(
                  "Answer the question, your answer should be as simple as possible, start your answer with the prompt 'The answer is '.\nQ: {question}?",
                ),
                bot("A:"),
              ],
            },
            iceToken: "</E>",
          },
          retriever: fiveShot,
          inferencer: { type: "generate", maxOutLen: 50 },
        },
        score,
      ),
    ],
    triviaqa_gen_2121ce: () =>
      entriesOf(
        tsvRows,
        byAnswer2,
        askZeroShot(
          {
            round: [
              human(
                "Answer these questions, your answer should be as simple as possible, start your answer with the prompt 'The answer is '.\nQ: {question}?",
              ),
              bot("A:"),
            ],
          },
          { maxOutLen: 50 },
        ),
        score,
      ),
    triviaqa_gen_3e39a5: () =>
      entriesOf(
        tsvRows,
        byAnswer2,
        askZeroShot({ round: [human("Question: {question}\nAnswer: ")] }, { maxOutLen: 50 }),
        score,
      ),
    triviaqa_gen_429db5: () =>
      entriesOf(
        tsvRows,
        byAnswer2,
        askZeroShot("Answer these questions:\nQ: {question}\nA:{answer}", { maxOutLen: 50 }),
        score,
      ),
    triviaqa_gen_d297bb: () =>
      entriesOf(
        tsvRows,
        byAnswer2,
        askZeroShot({ round: [human("Answer these questions:\nQ: {question}?"), bot("A:")] }, { maxOutLen: 50 }),
        score,
      ),
    triviaqa_wiki_1shot_gen_20a989: () =>
      entriesOf(
        splitsRows,
        byAnswer3,
        {
          iceTemplate: { template: "Q: {question}\nA: {answer}.\n" },
          promptTemplate: { template: "</E>Q: {question}\nA: ", iceToken: "</E>" },
          retriever: { type: "fix-k", fixIdList: [0] },
          inferencer: { type: "generate", maxOutLen: 50, stoppingCriteria: ["Q:", "\n"] },
        },
        score,
      ),
    triviaqa_wiki_1shot_gen_bc5f21: () =>
      entriesOf(
        splitsRows,
        byAnswer3,
        {
          iceTemplate: { template: { round: [human("Q: {question}"), bot("A: {answer}.\n")] } },
          promptTemplate: { template: { begin: "</E>", round: [human("Q: {question}"), bot("A:")] }, iceToken: "</E>" },
          retriever: { type: "fix-k", fixIdList: [0] },
          inferencer: { type: "generate", maxOutLen: 50 },
        },
        score,
      ),
    triviaqa_wiki_1shot_gen_c87d61: () =>
      entriesOf(
        splitsRows,
        byAnswer3,
        {
          iceTemplate: { template: { round: [human("Q: {question}"), bot("A: {answer}.\n")] } },
          promptTemplate: { template: { begin: "</E>", round: [human("Q: {question}"), bot("A:")] }, iceToken: "</E>" },
          retriever: { type: "fix-k", fixIdList: [0] },
          inferencer: { type: "generate" },
        },
        score,
      ),
    triviaqa_wiki_1shot_gen_eaf81e: () =>
      entriesOf(
        splitsRows,
        byAnswer3,
        {
          iceTemplate: { template: { round: [human("Q: {question}"), bot("A: {answer}.\n")] } },
          promptTemplate: { template: { begin: "</E>", round: [human("Q: {question}"), bot("A:")] }, iceToken: "</E>" },
          retriever: { type: "fix-k", fixIdList: [0] },
          inferencer: { type: "generate", maxOutLen: 50, stoppingCriteria: ["Q:", "\n"] },
        },
        score,
      ),
    triviaqa_wiki_gen_d18bf4: () => [
      ...entriesOf(
        splitsRows2,
        byAnswer3,
        askZeroShot({ round: [human("Q: {question}"), bot("A:")] }, { maxOutLen: 50 }),
        score,
      ),
      ...entriesOf(
        splitsRows,
        byAnswer3,
        {
          iceTemplate: { template: { round: [human("Q: {question}"), bot("A: {answer}.\n")] } },
          promptTemplate: { template: { begin: "</E>", round: [human("Q: {question}"), bot("A:")] }, iceToken: "</E>" },
          retriever: { type: "fix-k", fixIdList: [0] },
          inferencer: { type: "generate", maxOutLen: 50, stoppingCriteria: ["Q:", "\n"] },
        },
        score,
      ),
      ...entriesOf(
        splitsRows3,
        byAnswer3,
        {
          iceTemplate: { template: { round: [human("Q: {question}"), bot("A: {answer}.\n")] } },
          promptTemplate: { template: { begin: "</E>", round: [human("Q: {question}"), bot("A:")] }, iceToken: "</E>" },
          retriever: fiveShot,
          inferencer: { type: "generate", maxOutLen: 50, stoppingCriteria: ["Q:", "\n"] },
        },
        score,
      ),
      ...entriesOf(
        splitsRows4,
        byAnswer3,
        {
          iceTemplate: { template: { round: [human("Q: {question}"), bot("A: {answer}.\n")] } },
          promptTemplate: { template: { begin: "</E>", round: [human("Q: {question}"), bot("A:")] }, iceToken: "</E>" },
          retriever: {
            type: "fix-k",
            fixIdList: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24],
          },
          inferencer: { type: "generate", maxOutLen: 50, stoppingCriteria: ["Q:", "\n"] },
        },
        score,
      ),
    ],
    triviaqa_wiki_1shot_new_gen: () =>
      entriesOf(
        splitsRows,
        byAnswer3,
        {
          iceTemplate: { template: "Q: {question}\nA: {answer}.\n" },
          promptTemplate: { template: "</E>Q: {question}\nA: ", iceToken: "</E>" },
          retriever: { type: "fix-k", fixIdList: [0] },
          inferencer: { type: "generate", stoppingCriteria: ["Q:", "\n"] },
        },
        score,
      ),
  },
  aliases: { triviaqa_gen: "triviaqa_gen_2121ce" },
});

function split(path: string, name: string) {
  return mapJsonl(`${path}/triviaqa-${name}.jsonl`, (record, place) => ({
    question: textOf(record, "question", place),
    answer: textsOf(record, "answer", place),
  }));
}
