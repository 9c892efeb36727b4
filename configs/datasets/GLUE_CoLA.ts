// CoLA of GLUE (Wang et al. 2018, arXiv:1804.07461). Prompts are those of OpenCompass a5acc4bb.

import { defineDataset } from "oc-local";
import { accuracy, entriesOf, type NamedSource } from "./_pieces.ts";

const rows: NamedSource[] = [["CoLA-validation", { type: "hub", path: "glue", name: "cola" }]];
const columns = { inputColumns: ["sentence"], outputColumn: "label", testSplit: "validation" };

export default defineDataset({
  title: "CoLA: whether a sentence is English",
  dimensions: ["language"],
  variants: {
    GLUE_CoLA_ppl_77d0df: () =>
      entriesOf(
        rows,
        columns,
        {
          iceTemplate: { template: "Sentence: {sentence}\nResult: {label}" },
          promptTemplate: {
            template: {
              0: "The following are text classification questions. \nPlease determine whether the following sentence is linguistically acceptable: 0 means unacceptable, 1 means acceptable.\n</E>Sentence: {sentence}\nResult: 0",
              1: "The following are text classification questions. \nPlease determine whether the following sentence is linguistically acceptable: 0 means unacceptable, 1 means acceptable.\n</E>Sentence: {sentence}\nResult: 1",
            },
            iceToken: "</E>",
          },
          retriever: { type: "fix-k", fixIdList: [17, 18, 19, 20, 21] },
          inferencer: { type: "perplexity" },
        },
        accuracy,
      ),
  },
  aliases: { GLUE_CoLA_ppl: "GLUE_CoLA_ppl_77d0df" },
});
