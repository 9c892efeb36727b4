// RTE of SuperGLUE (Wang et al. 2019, arXiv:1905.00537). Prompts are those of OpenCompass a5acc4bb.

import { defineDataset } from "oc-local";
import { askedByLetter, comparedAsDialogue, comparedAsText, type EntailmentSet } from "./_superglue-entailment.ts";

const set: EntailmentSet = {
  abbr: "RTE",
  path: "SuperGLUE/RTE/val.jsonl",
  given: "premise",
  follows: "hypothesis",
  inputColumns: ["hypothesis", "premise"],
};

export default defineDataset({
  title: "RTE: recognising textual entailment",
  dimensions: ["reasoning", "understanding"],
  variants: {
    SuperGLUE_RTE_gen_68aac7: () => askedByLetter(set),
    SuperGLUE_RTE_ppl_50f8f6: () => comparedAsText(set),
    SuperGLUE_RTE_ppl_66caf3: () => comparedAsDialogue(set),
  },
  aliases: { SuperGLUE_RTE_gen: "SuperGLUE_RTE_gen_68aac7", SuperGLUE_RTE_ppl: "SuperGLUE_RTE_ppl_66caf3" },
});
