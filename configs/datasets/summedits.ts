// SummEdits (Laban et al. 2023, arXiv:2305.14540). Prompts are those of OpenCompass a5acc4bb.

import { defineDataset } from "oc-local";
import { fieldOf, mapJsonl, optionNumber } from "./_fields.ts";
import {
  accuracy,
  askZeroShot,
  bot,
  comparing,
  type Evaluate,
  entriesOf,
  firstCapital,
  human,
  type NamedSource,
} from "./_pieces.ts";

const rows: NamedSource[] = [["summedits", { type: "summedits", path: "summedits/summedits.jsonl" }]];
const byLabel = { inputColumns: ["doc", "summary"], outputColumn: "label" };
const score: Evaluate = { ...accuracy, predRole: "BOT", predPostprocessor: firstCapital };
const rows2: NamedSource[] = [["summedits", { type: "hub", path: "summedits/summedits.jsonl" }]];
const byLabel2 = { inputColumns: ["doc", "summary"], outputColumn: "label", testSplit: "train" };

const instructed = [
  {
    role: "SYSTEM",
    fallback_role: "HUMAN",
    prompt:
      "Given the document below, you have to determine if 'Yes' or 'No', the summary is factually consistent with the document.",
  },
];

export default defineDataset({
  title: "SummEdits: whether a summary is true to its document",
  dimensions: ["language", "reasoning"],
  load: async (path) =>
    mapJsonl(path, (record, place) => {
      const label = optionNumber(fieldOf(record, "label", place), 0, 1, `${place}: "label"`);
      return { ...record, label: "BA"[label] as string };
    }),
  variants: {
    summedits_gen_315438: () =>
      entriesOf(
        rows,
        byLabel,
        askZeroShot({
          round: [
            human(
              'Given the document below, you have to determine if "Yes" or "No", the summary is factually consistent with the document.\n\nDocument:\n{doc}\n\nSummary:\n{summary}\n\nQuestion:\nIs the summary factually consistent with the document?\nA. Yes\nB. No\n\nAnswer:',
            ),
          ],
        }),
        score,
      ),
    summedits_gen_4fb38b: () =>
      entriesOf(
        rows,
        byLabel,
        askZeroShot({
          round: [
            human(
              "Document:\n{doc}Summary:\n{summary}\nQuestion:\nIs the summary factually consistent with the document?\nA. Yes\nB. No\nAnswer:",
            ),
          ],
        }),
        score,
      ),
    summedits_ppl_1fbeb6: () =>
      entriesOf(
        rows2,
        byLabel2,
        comparing({
          0: {
            round: [
              human("\nDocument:\n{doc}\nSummary:\n{summary}\nIs the summary factually consistent with the document? "),
              bot("No"),
            ],
          },
          1: {
            round: [
              human("Document:\n{doc}\nSummary:\n{summary}\nIs the summary factually consistent with the document? "),
              bot("Yes"),
            ],
          },
        }),
        accuracy,
      ),
    summedits_ppl_3c30d0: () =>
      entriesOf(
        rows2,
        byLabel2,
        comparing({
          0: {
            begin: instructed,
            round: [
              human("Document:\n{doc}\nSummary:\n{summary}\nIs the summary factually consistent with the document? "),
              bot("No"),
            ],
          },
          1: {
            begin: instructed,
            round: [
              human("Document:\n{doc}\nSummary:\n{summary}\nIs the summary factually consistent with the document? "),
              bot("Yes"),
            ],
          },
        }),
        accuracy,
      ),
    summedits_ppl_fa58ba: () =>
      entriesOf(
        rows2,
        byLabel2,
        comparing({
          0: '\nGiven the document below, you have to determine if "Yes" or "No", the summary is factually consistent with the document.\nDocument:\n{doc}\nSummary:\n{summary}\nIs the summary factually consistent with the document?\nAnswer: No.',
          1: '\nGiven the document below, you have to determine if "Yes" or "No", the summary is factually consistent with the document.\nDocument:\n{doc}\nSummary:\n{summary}\nIs the summary factually consistent with the document?\nAnswer: Yes.',
        }),
        accuracy,
      ),
  },
  aliases: { summedits_gen: "summedits_gen_315438", summedits_ppl: "summedits_ppl_1fbeb6" },
});
