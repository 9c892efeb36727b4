// AX-b, a diagnostic set of SuperGLUE (Wang et al. 2019, arXiv:1905.00537). Prompts are those of OpenCompass a5acc4bb.

import { defineDataset } from "oc-local";
import { askedByLetter, comparedAsDialogue, comparedAsText, type EntailmentSet } from "./_superglue-entailment.ts";

const set: EntailmentSet = {
  abbr: "AX_b",
  path: "SuperGLUE/AX-b/AX-b.jsonl",
  given: "sentence1",
  follows: "sentence2",
  inputColumns: ["sentence1", "sentence2"],
};

export default defineDataset({
  title: "AX-b: entailment, broad coverage diagnostics",
  dimensions: ["reasoning", "understanding"],
  variants: {
    SuperGLUE_AX_b_gen_4dfefa: () => askedByLetter(set),
    SuperGLUE_AX_b_ppl_0748aa: () => comparedAsText(set),
    SuperGLUE_AX_b_ppl_6db806: () => comparedAsDialogue(set),
  },
  aliases: { SuperGLUE_AX_b_gen: "SuperGLUE_AX_b_gen_4dfefa", SuperGLUE_AX_b_ppl: "SuperGLUE_AX_b_ppl_6db806" },
});
