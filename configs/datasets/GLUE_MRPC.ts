// MRPC of GLUE (Wang et al. 2018, arXiv:1804.07461). Prompts are those of OpenCompass a5acc4bb.

import { defineDataset } from "oc-local";
import { accuracy, entriesOf, fiveShot, type NamedSource } from "./_pieces.ts";

const rows: NamedSource[] = [["MRPC-validation", { type: "hub", path: "glue", name: "mrpc" }]];
const byLabel = {
  inputColumns: ["sentence1", "sentence2"],
  outputColumn: "label",
  trainSplit: "train",
  testSplit: "validation",
};
const rows2: NamedSource[] = [["MRPC-test", { type: "hub", path: "glue", name: "mrpc" }]];
const byLabel2 = {
  inputColumns: ["sentence1", "sentence2"],
  outputColumn: "label",
  trainSplit: "train",
  testSplit: "test",
};

export default defineDataset({
  title: "MRPC: whether two sentences mean the same",
  dimensions: ["language"],
  variants: {
    GLUE_MRPC_ppl_96564c: () => [
      ...entriesOf(
        rows,
        byLabel,
        {
          iceTemplate: { template: "Sentence one: {sentence1}\nSentence two: {sentence2}\nResult: {label}" },
          promptTemplate: {
            template: {
              0: "The following are semantic matching questions. \nPlease determine whether the following two sentences are semantically equivalent: 0 means not equivalent, 1 means equivalent.\n</E>Sentence one: {sentence1}\nSentence two: {sentence2}\nResult: 0",
              1: "The following are semantic matching questions. \nPlease determine whether the following two sentences are semantically equivalent: 0 means not equivalent, 1 means equivalent.\n</E>Sentence one: {sentence1}\nSentence two: {sentence2}\nResult: 1",
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
          iceTemplate: { template: "Sentence one: {sentence1}\nSentence two: {sentence2}\nResult: {label}" },
          promptTemplate: {
            template: {
              0: "The following are semantic matching questions. \nPlease determine whether the following two sentences are semantically equivalent: 0 means not equivalent, 1 means equivalent.\n</E>Sentence one: {sentence1}\nSentence two: {sentence2}\nResult: 0",
              1: "The following are semantic matching questions. \nPlease determine whether the following two sentences are semantically equivalent: 0 means not equivalent, 1 means equivalent.\n</E>Sentence one: {sentence1}\nSentence two: {sentence2}\nResult: 1",
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
  aliases: { GLUE_MRPC_ppl: "GLUE_MRPC_ppl_96564c" },
});
