// QQP of GLUE (Wang et al. 2018, arXiv:1804.07461). Prompts are those of OpenCompass a5acc4bb.

import { defineDataset } from "oc-local";
import { accuracy, entriesOf, fiveShot, type NamedSource } from "./_pieces.ts";

const rows: NamedSource[] = [["QQP-validation", { type: "hub", path: "glue", name: "qqp" }]];
const byLabel = {
  inputColumns: ["question1", "question2"],
  outputColumn: "label",
  trainSplit: "train",
  testSplit: "validation",
};
const rows2: NamedSource[] = [["QQP-test", { type: "hub", path: "glue", name: "qqp" }]];
const byLabel2 = {
  inputColumns: ["question1", "question2"],
  outputColumn: "label",
  trainSplit: "train",
  testSplit: "test",
};

export default defineDataset({
  title: "QQP: whether two questions mean the same",
  dimensions: ["language"],
  variants: {
    GLUE_QQP_ppl_250d00: () => [
      ...entriesOf(
        rows,
        byLabel,
        {
          iceTemplate: { template: "Sentence one: {question1}\nSentence two: {question2}\nResult: {label}" },
          promptTemplate: {
            template: {
              0: "The following are semantic matching questions. \nPlease determine whether the following two sentences are semantically duplicate: 0 means not duplicate, 1 means duplicate.\n</E>Sentence one: {question1}\nSentence two: {question2}\nResult: 0",
              1: "The following are semantic matching questions. \nPlease determine whether the following two sentences are semantically duplicate: 0 means not duplicate, 1 means duplicate.\n</E>Sentence one: {question1}\nSentence two: {question2}\nResult: 1",
            },
            iceToken: "</E>",
          },
          retriever: fiveShot,
          inferencer: { type: "perplexity" },
        },
        accuracy,
      ),
      ...entriesOf(
        rows2,
        byLabel2,
        {
          iceTemplate: { template: "Sentence one: {question1}\nSentence two: {question2}\nResult: {label}" },
          promptTemplate: {
            template: {
              0: "The following are semantic matching questions. \nPlease determine whether the following two sentences are semantically duplicate: 0 means not duplicate, 1 means duplicate.\n</E>Sentence one: {question1}\nSentence two: {question2}\nResult: 0",
              1: "The following are semantic matching questions. \nPlease determine whether the following two sentences are semantically duplicate: 0 means not duplicate, 1 means duplicate.\n</E>Sentence one: {question1}\nSentence two: {question2}\nResult: 1",
            },
            iceToken: "</E>",
          },
          retriever: fiveShot,
          inferencer: { type: "perplexity" },
        },
        accuracy,
      ),
    ],
  },
  aliases: { GLUE_QQP_ppl: "GLUE_QQP_ppl_250d00" },
});
