// Natural Questions (Kwiatkowski et al. 2019): open questions with several accepted answers. Prompts are those of
// OpenCompass a5acc4bb. Forms: `tsv` (OpenCompass's files) and `open` (NQ-open's JSON Lines). Examples have one
// answer, questions all of them.

import { defineDataset } from "oc-local";
import { readAnswerTable } from "./_answer-table.ts";
import { mapJsonl, textOf, textsOf, unexpected } from "./_fields.ts";
import { askZeroShot, bot, type Evaluate, entriesOf, fiveShot, human, type NamedSource } from "./_pieces.ts";

const tsvRows: NamedSource[] = [["nq", { type: "nq", path: "nq", form: "tsv" }]];
const byAnswer = { inputColumns: ["question"], outputColumn: "answer", trainSplit: "dev" };
const score: Evaluate = { evaluator: { type: "nq" }, predRole: "BOT" };
const tsvRows2: NamedSource[] = [["nq_1shot", { type: "nq", path: "nq", form: "tsv" }]];
const tsvRows3: NamedSource[] = [["nq_5shot", { type: "nq", path: "nq", form: "tsv" }]];
const byAnswer2 = { inputColumns: ["question"], outputColumn: "answer", trainSplit: "test" };
const openRows: NamedSource[] = [["nq_open_1shot", { type: "nq", path: "nq-open", form: "open" }]];
const byAnswer3 = { inputColumns: ["question"], outputColumn: "answer", trainSplit: "train", testSplit: "validation" };
const openRows2: NamedSource[] = [["nq_open_0shot", { type: "nq", path: "nq-open", form: "open" }]];
const openRows3: NamedSource[] = [["nq_open_5shot", { type: "nq", path: "nq-open", form: "open" }]];
const openRows4: NamedSource[] = [["nq_open_25shot", { type: "nq", path: "nq-open", form: "open" }]];
const score2: Evaluate = { evaluator: { type: "unscorable", needs: "judge", upstream: "XFinder" } };

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
    nq_gen_0356ec: () => [
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
    nq_gen_2463e2: () =>
      entriesOf(tsvRows, byAnswer2, askZeroShot("Answer these questions:\nQ: {question}?\nA:{answer}"), score),
    nq_gen_3dcea1: () =>
      entriesOf(tsvRows, byAnswer2, askZeroShot({ round: [human("Question: {question}?\nAnswer: ")] }), score),
    nq_gen_68c1c6: () =>
      entriesOf(
        tsvRows,
        byAnswer2,
        askZeroShot({ round: [human("Answer these questions:\nQ: {question}?"), bot("A:")] }),
        score,
      ),
    nq_gen_c788f6: () =>
      entriesOf(
        tsvRows,
        byAnswer2,
        askZeroShot({
          round: [
            human(
              "Answer these questions, your answer should be as simple as possible, start your answer with the prompt 'The answer is '.\nQ: {question}?",
            ),
            bot("A:"),
          ],
        }),
        score,
      ),
    nq_open_1shot_gen_01cf41: () =>
      entriesOf(
        openRows,
        byAnswer3,
        {
          iceTemplate: { template: { round: [human("Q: {question}?"), bot("A: {answer}.\n")] } },
          promptTemplate: {
            template: { begin: "</E>", round: [human("Q: {question}?"), bot("A:")] },
            iceToken: "</E>",
          },
          retriever: { type: "fix-k", fixIdList: [0] },
          inferencer: { type: "generate", maxOutLen: 50, stoppingCriteria: ["Q:", "\n"] },
        },
        score,
      ),
    nq_open_1shot_gen_20a989: () =>
      entriesOf(
        openRows,
        byAnswer3,
        {
          iceTemplate: { template: "Q: {question}\nA: {answer}.\n" },
          promptTemplate: { template: "</E>Q: {question}\nA: ", iceToken: "</E>" },
          retriever: { type: "fix-k", fixIdList: [0] },
          inferencer: { type: "generate", maxOutLen: 50, stoppingCriteria: ["Q:", "\n"] },
        },
        score,
      ),
    nq_open_1shot_gen_2e45e5: () =>
      entriesOf(
        openRows,
        byAnswer3,
        {
          iceTemplate: { template: { round: [human("Q: {question}?"), bot("A: {answer}.\n")] } },
          promptTemplate: {
            template: { begin: "</E>", round: [human("Q: {question}?"), bot("A:")] },
            iceToken: "</E>",
          },
          retriever: { type: "fix-k", fixIdList: [0] },
          inferencer: { type: "generate", maxOutLen: 50 },
        },
        score,
      ),
    nq_open_gen_e93f8a: () => [
      ...entriesOf(
        openRows2,
        byAnswer3,
        askZeroShot({ round: [human("Q: {question}?"), bot("A:")] }, { maxOutLen: 50 }),
        score,
      ),
      ...entriesOf(
        openRows,
        byAnswer3,
        {
          iceTemplate: { template: { round: [human("Q: {question}?"), bot("A: {answer}.\n")] } },
          promptTemplate: {
            template: { begin: "</E>", round: [human("Q: {question}?"), bot("A:")] },
            iceToken: "</E>",
          },
          retriever: { type: "fix-k", fixIdList: [0] },
          inferencer: { type: "generate", maxOutLen: 50, stoppingCriteria: ["Q:", "\n"] },
        },
        score,
      ),
      ...entriesOf(
        openRows3,
        byAnswer3,
        {
          iceTemplate: { template: { round: [human("Q: {question}?"), bot("A: {answer}.\n")] } },
          promptTemplate: {
            template: { begin: "</E>", round: [human("Q: {question}?"), bot("A:")] },
            iceToken: "</E>",
          },
          retriever: fiveShot,
          inferencer: { type: "generate", maxOutLen: 50, stoppingCriteria: ["Q:", "\n"] },
        },
        score,
      ),
      ...entriesOf(
        openRows4,
        byAnswer3,
        {
          iceTemplate: { template: { round: [human("Q: {question}?"), bot("A: {answer}.\n")] } },
          promptTemplate: {
            template: { begin: "</E>", round: [human("Q: {question}?"), bot("A:")] },
            iceToken: "</E>",
          },
          retriever: {
            type: "fix-k",
            fixIdList: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24],
          },
          inferencer: { type: "generate", maxOutLen: 50, stoppingCriteria: ["Q:", "\n"] },
        },
        score,
      ),
    ],
    nq_xfinder_gen_3dcea1: () =>
      entriesOf(tsvRows, byAnswer2, askZeroShot({ round: [human("Question: {question}?\nAnswer: ")] }), score2),
  },
  aliases: { nq_gen: "nq_gen_3dcea1" },
});

function open(path: string, split: "validation" | "train") {
  return mapJsonl(`${path}/nq-open-${split}.jsonl`, (record, place) => {
    const answers = textsOf(record, "answer", place);
    const [first] = answers;
    if (first === undefined) throw unexpected(place, 'one answer or more as "answer"', answers);
    return { question: textOf(record, "question", place), answer: split === "train" ? first : answers };
  });
}
