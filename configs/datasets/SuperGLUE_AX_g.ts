// AX-g, a diagnostic set of SuperGLUE (Wang et al. 2019, arXiv:1905.00537). Prompts are those of OpenCompass a5acc4bb.

import { defineDataset } from "oc-local";
import { askedByLetter, comparedAsDialogue, comparedAsText, type EntailmentSet } from "./_superglue-entailment.ts";

const set: EntailmentSet = {
  abbr: "AX_g",
  path: "SuperGLUE/AX-g/AX-g.jsonl",
  given: "premise",
  follows: "hypothesis",
  inputColumns: ["hypothesis", "premise"],
};

export default defineDataset({
  title: "AX-g: entailment, gender bias diagnostics",
  dimensions: ["reasoning", "understanding"],
  variants: {
    SuperGLUE_AX_g_gen_68aac7: () => askedByLetter(set),
    SuperGLUE_AX_g_ppl_50f8f6: () => comparedAsText(set),
    SuperGLUE_AX_g_ppl_66caf3: () => comparedAsDialogue(set),
  },
  aliases: { SuperGLUE_AX_g_gen: "SuperGLUE_AX_g_gen_68aac7", SuperGLUE_AX_g_ppl: "SuperGLUE_AX_g_ppl_66caf3" },
});
