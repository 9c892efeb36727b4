// SVAMP (Patel et al. 2021, arXiv:2103.07191). Prompts are those of OpenCompass a5acc4bb. Old data packs have the file as svamp/test.jsonl.

import { defineDataset } from "oc-local";
import { fieldOf, mapJsonl, textOf } from "./_fields.ts";
import { askZeroShot, bot, type Evaluate, entriesOf, human, type NamedSource } from "./_pieces.ts";

const rows: NamedSource[] = [["svamp", { type: "SVAMP", path: "svamp/SVAMP.jsonl" }]];
const columns = { inputColumns: ["question"], outputColumn: "answer" };
const score: Evaluate = { evaluator: { type: "gsm8k" }, predPostprocessor: { type: "gsm8k" } };

export default defineDataset({
  title: "SVAMP: word problems of elementary arithmetic",
  dimensions: ["mathematics", "reasoning"],
  load: async (path) =>
    mapJsonl(path, (record, place) => ({
      question: `${textOf(record, "Body", place)} ${textOf(record, "Question", place)}`,
      answer: String(Math.trunc(Number(fieldOf(record, "Answer", place)))),
    })),
  variants: {
    svamp_gen_fb25e4: () =>
      entriesOf(
        rows,
        columns,
        askZeroShot(
          {
            round: [
              human(
                "Question: There are 87 oranges and 290 bananas in Philip's collection. If the bananas are organized into 2 groups and oranges are organized into 93 groups How big is each group of bananas?\nLet's think step by step\nAnswer:",
              ),
              bot(
                "To find the size of each group of bananas, we divide the total number of bananas (290) by the number of groups (2): 290 / 2 = 145. Therefore, each group of bananas contains 145 bananas. The answer is 145.\n",
              ),
              human(
                "Question: Marco and his dad went strawberry picking. Marco's dad's strawberries weighed 11 pounds. If together their strawberries weighed 30 pounds. How much did Marco's strawberries weigh?\nLet's think step by step\nAnswer:",
              ),
              bot(
                "To find Marco's strawberries' weight, we subtract his dad's strawberries' weight (11 pounds) from the total weight of their strawberries (30 pounds): 30 - 11 = 19. Therefore, Marco's strawberries weighed 19 pounds. The answer is 19.\n",
              ),
              human(
                "Question: Edward spent $ 6 to buy 2 books each book costing him the same amount of money. Now he has $ 12. How much did each book cost?\nLet's think step by step\nAnswer:",
              ),
              bot(
                "To find the cost of each book, we subtract the initial amount of money Edward had ($6) from the current amount of money he has ($12) and divide it by the number of books (2): (12 - 6) / 2 = 6 / 2 = 3 Therefore, each book cost $3. The answer is 3.\n",
              ),
              human(
                "Question: Frank was reading through his favorite book. The book had 3 chapters, each with the same number of pages. It has a total of 594 pages. It took Frank 607 days to finish the book. How many pages are in each chapter?\nLet's think step by step\nAnswer:",
              ),
              bot(
                "To find the number of pages in each chapter, we divide the total number of pages in the book (594) by the number of chapters (3): 594 / 3 = 198. Therefore, each chapter has 198 pages. The answer is 198.\n",
              ),
              human("Question: {question}\nLet's think step by step\nAnswer:"),
            ],
          },
          { maxOutLen: 512 },
        ),
        score,
      ),
  },
  aliases: { svamp_gen: "svamp_gen_fb25e4" },
});
