// DRCD of CLUE (Xu et al. 2020, arXiv:2004.05986). Prompts are those of OpenCompass a5acc4bb.

import { defineDataset } from "oc-local";
import { spanVariants } from "./_clue-spans.ts";

export default defineDataset({
  title: "DRCD: spans of a passage in traditional Chinese",
  dimensions: ["understanding"],
  variants: spanVariants("CLUE_DRCD", "DRCD_dev", "CLUE/DRCD/dev.json", "drcd"),
  aliases: { CLUE_DRCD_gen: "CLUE_DRCD_gen_1bd3c8" },
});
