// QQP of GLUE (Wang et al. 2018, arXiv:1804.07461). Prompts are those of OpenCompass a5acc4bb.

import { defineDataset } from "oc-local";
import { pairEntries } from "./_glue-pairs.ts";

export default defineDataset({
  title: "QQP: whether two questions mean the same",
  dimensions: ["language"],
  variants: { GLUE_QQP_ppl_250d00: () => pairEntries("QQP", ["question1", "question2"], "duplicate") },
  aliases: { GLUE_QQP_ppl: "GLUE_QQP_ppl_250d00" },
});
