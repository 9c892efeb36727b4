// CMNLI of CLUE (Xu et al. 2020, arXiv:2004.05986). Prompts are those of OpenCompass a5acc4bb.

import { defineDataset } from "oc-local";
import {
  askedForRelation,
  askedForTruth,
  columns,
  comparedAsDialogue,
  comparedAsText,
  comparedByRelation,
  type EntailmentSet,
} from "./_clue-entailment.ts";

const path = "CLUE/cmnli/cmnli_public/dev.json";
const set: EntailmentSet = {
  letterRows: [["cmnli", { type: "clue", path, form: "cmnli-letter" }]],
  rows: [["cmnli", { type: "clue", path, form: "cmnli" }]],
  columns: { ...columns, testSplit: "train" },
};

export default defineDataset({
  title: "CMNLI: entailment, contradiction or neither (Chinese)",
  dimensions: ["reasoning"],
  variants: {
    CLUE_cmnli_gen_1abf97: () =>
      askedForRelation(set, "\nA. 蕴含\nB. 矛盾\nC. 无关\n请从“A”，“B”，“C”中进行选择。\n答："),
    CLUE_cmnli_gen_51e956: () => askedForTruth(set),
    CLUE_cmnli_ppl_98dd6e: () => comparedAsText(set),
    CLUE_cmnli_ppl_ef69e7: () => comparedAsDialogue(set),
    CLUE_cmnli_ppl_fdc6de: () => comparedByRelation(set),
  },
  aliases: { CLUE_cmnli_gen: "CLUE_cmnli_gen_1abf97", CLUE_cmnli_ppl: "CLUE_cmnli_ppl_fdc6de" },
});
