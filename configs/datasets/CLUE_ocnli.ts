// OCNLI of CLUE (Xu et al. 2020, arXiv:2004.05986). Prompts are those of OpenCompass a5acc4bb.

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

const path = "CLUE/OCNLI/dev.json";
const set: EntailmentSet = {
  letterRows: [["ocnli", { type: "clue", path, form: "cmnli-letter" }]],
  rows: [["ocnli", { type: "hub", path }]],
  columns,
};

export default defineDataset({
  title: "OCNLI: entailment, contradiction or neither, written in Chinese",
  dimensions: ["reasoning"],
  variants: {
    CLUE_ocnli_gen_51e956: () => askedForTruth(set),
    CLUE_ocnli_gen_c4cb6c: () =>
      askedForRelation(set, "\nA. 蕴含\n B. 矛盾\n C. 无关\n请从“A”，“B”，“C”中进行选择。\n答："),
    CLUE_ocnli_ppl_98dd6e: () => comparedAsText(set),
    CLUE_ocnli_ppl_ef69e7: () => comparedAsDialogue(set),
    CLUE_ocnli_ppl_fdc6de: () => comparedByRelation(set),
  },
  aliases: { CLUE_ocnli_gen: "CLUE_ocnli_gen_c4cb6c", CLUE_ocnli_ppl: "CLUE_ocnli_ppl_fdc6de" },
});
