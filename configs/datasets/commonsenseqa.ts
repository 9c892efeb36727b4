// CommonsenseQA (Talmor et al. 2019, arXiv:1811.00937): common sense, five options. Prompts are those of OpenCompass a5acc4bb.

import { defineDataset, type Row } from "oc-local";
import { fieldOf, lettered, mapJsonl, objectOf, optionsOf, textOf } from "./_fields.ts";
import {
  accuracy,
  bot,
  type Evaluate,
  entriesOf,
  firstCapital,
  human,
  type NamedSource,
  perOption,
  zeroShot,
} from "./_pieces.ts";

const rows: NamedSource[] = [["commonsense_qa", { type: "commonsenseqa", path: "commonsenseqa" }]];
const columns = {
  inputColumns: ["question", "A", "B", "C", "D", "E"],
  outputColumn: "answerKey",
  testSplit: "validation",
};
const score: Evaluate = {
  ...accuracy,
  predPostprocessor: { type: "match-answer-pattern", answerPattern: "(?i)so the answer is\\s*([A-P])" },
};
const score2: Evaluate = { ...accuracy, predPostprocessor: firstCapital };

export default defineDataset({
  title: "CommonsenseQA: common sense, five options",
  dimensions: ["knowledge", "reasoning"],
  load: async (path) => ({
    train: await mapJsonl(`${path}/train_rand_split.jsonl`, readQuestion),
    validation: await mapJsonl(`${path}/dev_rand_split.jsonl`, readQuestion),
  }),
  // Upstream's defaults choose the examples by two models of their own (MDL); these ask the same with fixed ones.
  aliases: { commonsenseqa_gen: "commonsenseqa_gen_1da2d0", commonsenseqa_ppl: "commonsenseqa_ppl_c49e77" },
  variants: {
    commonsenseqa_7shot_cot_gen_734a22: () =>
      entriesOf(
        rows,
        columns,
        {
          iceTemplate: {
            template: {
              begin: "</E>",
              round: [
                human(
                  "Q: What do people use to absorb extra ink from a fountain pen? Answer Choices: A.shirt pocket B.calligrapher’s hand C.inkwell D.desk drawer E.blotter",
                ),
                bot(
                  "A: The answer must be an item that can absorb ink. Of the above choices, only blotters are used to absorb ink. So the answer is E.",
                ),
                human(
                  "Q: What home entertainment equipment requires cable?Answer Choices: A.radio shack B.substation C.television D.cabinet",
                ),
                bot(
                  "A: The answer must require cable. Of the above choices, only television requires cable. So the answer is C.",
                ),
                human(
                  "Q: The fox walked from the city into the forest, what was it looking for? Answer Choices: A.pretty flowers B.hen house C.natural habitat D.storybook",
                ),
                bot(
                  "A: The answer must be something in the forest. Of the above choices, only natural habitat is in the forest. So the answer is B.",
                ),
                human(
                  "Q: Sammy wanted to go to where the people were. Where might he go? Answer Choices: A.populated areas B.race track C.desert D.apartment E.roadblock",
                ),
                bot(
                  "A: The answer must be a place with a lot of people. Of the above choices, only populated areas have a lot of people. So the answer is A.",
                ),
                human(
                  "Q: Where do you put your grapes just before checking out? Answer Choices: A.mouth B.grocery cart Csuper market D.fruit basket E.fruit market",
                ),
                bot(
                  "A: The answer should be the place where grocery items are placed before checking out. Of the above choices, grocery cart makes the most sense for holding grocery items. So the answer is B.",
                ),
                human(
                  "Q: Google Maps and other highway and street GPS services have replaced what? Answer Choices: A.united states B.mexico C.countryside D.atlas",
                ),
                bot(
                  "A: The answer must be something that used to do what Google Maps and GPS services do, which is to give directions. Of the above choices, only atlases are used to give directions. So the answer is D.",
                ),
                human(
                  "Q: Before getting a divorce, what did the wife feel who was doing all the work? Answer Choices: A.harder B.anguish C.bitterness D.tears E.sadness",
                ),
                bot(
                  "A: The answer should be the feeling of someone getting divorced who was doing all the work. Of the above choices, the closest feeling is bitterness. So the answer is C.",
                ),
                human("Q:{question}  Answer Choices: A. {A}\nB. {B}\nC. {C}\nD. {D}\nE. {E}\nA:"),
                bot("{answerKey}"),
              ],
            },
            iceToken: "</E>",
          },
          retriever: zeroShot,
          inferencer: { type: "generate" },
        },
        score,
      ),
    commonsenseqa_gen_1da2d0: () =>
      entriesOf(
        rows,
        columns,
        {
          iceTemplate: {
            template: {
              begin: "</E>",
              round: [human("{question}\nA. {A}\nB. {B}\nC. {C}\nD. {D}\nE. {E}\nAnswer:"), bot("{answerKey}")],
            },
            iceToken: "</E>",
          },
          retriever: { type: "fix-k", fixIdList: [0, 1, 2, 3, 4, 5, 6, 7] },
          inferencer: { type: "generate" },
        },
        score2,
      ),
    commonsenseqa_ppl_c49e77: () =>
      entriesOf(
        rows,
        columns,
        {
          iceTemplate: {
            template: perOption("ABCDE", (answer) => ({
              begin: "</E>",
              round: [human("Question: {question}\nA. {A}\nB. {B}\nC. {C}\nD. {D}\nE. {E}\nAnswer: "), bot(answer)],
            })),
            iceToken: "</E>",
          },
          retriever: { type: "fix-k", fixIdList: [0, 1, 2, 3, 4, 5, 6, 7] },
          inferencer: { type: "perplexity" },
        },
        accuracy,
      ),
    commonsenseqa_ppl_e51e32: () =>
      entriesOf(
        rows,
        columns,
        {
          iceTemplate: {
            template: perOption("ABCDE", (answer) => ({
              begin: "</E>",
              round: [human("Question: {question}\nAnswer: "), bot(`{${answer}}`)],
            })),
            iceToken: "</E>",
          },
          retriever: { type: "fix-k", fixIdList: [0, 1, 2, 3, 4, 5, 6, 7] },
          inferencer: { type: "perplexity" },
        },
        accuracy,
      ),
  },
});

function readQuestion(record: Row, place: string): Row {
  const question = objectOf(record, "question", place);
  const choices = optionsOf(question, "choices", place, 5);
  return {
    question: textOf(question, "stem", place),
    ...lettered(choices),
    answerKey: fieldOf(record, "answerKey", place),
  };
}
