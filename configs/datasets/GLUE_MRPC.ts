// MRPC of GLUE (Wang et al. 2018, arXiv:1804.07461). Prompts are those of OpenCompass a5acc4bb.

import { defineDataset } from "oc-local";
import { pairEntries } from "./_glue-pairs.ts";

export default defineDataset({
  title: "MRPC: whether two sentences mean the same",
  dimensions: ["language"],
  variants: { GLUE_MRPC_ppl_96564c: () => pairEntries("MRPC", ["sentence1", "sentence2"], "equivalent") },
  aliases: { GLUE_MRPC_ppl: "GLUE_MRPC_ppl_96564c" },
});
