// CMRC 2018 of CLUE (Xu et al. 2020, arXiv:2004.05986). Prompts are those of OpenCompass a5acc4bb.

import { defineDataset } from "oc-local";
import { spanVariants } from "./_clue-spans.ts";

export default defineDataset({
  title: "CMRC 2018: spans of a Chinese passage",
  dimensions: ["understanding"],
  variants: spanVariants("CLUE_CMRC", "CMRC_dev", "CLUE/CMRC/dev.json", "cmrc"),
  aliases: { CLUE_CMRC_gen: "CLUE_CMRC_gen_1bd3c8" },
});
