// OCNLI of FewCLUE (Xu et al. 2021, arXiv:2107.07498). Prompts are those of OpenCompass a5acc4bb.

import { defineDataset } from "oc-local";
import { askedForTruth, columns, comparedAsDialogue, comparedAsText, type EntailmentSet } from "./_clue-entailment.ts";

const files = [
  ["ocnli_fc-dev", "FewCLUE/ocnli/dev_few_all.json"],
  ["ocnli_fc-test", "FewCLUE/ocnli/test_public.json"],
] as const;
const set: EntailmentSet = {
  letterRows: files.map(([abbr, path]) => [abbr, { type: "clue", path, form: "cmnli-letter" }]),
  rows: files.map(([abbr, path]) => [abbr, { type: "hub", path }]),
  columns: { ...columns, testSplit: "train" },
};

export default defineDataset({
  title: "OCNLI: entailment, contradiction or neither, few-shot splits (Chinese)",
  dimensions: ["reasoning"],
  variants: {
    FewCLUE_ocnli_fc_gen_f97a97: () => askedForTruth(set),
    FewCLUE_ocnli_fc_ppl_9e8b3d: () => comparedAsDialogue(set),
    FewCLUE_ocnli_fc_ppl_c08300: () => comparedAsText(set),
  },
  aliases: { FewCLUE_ocnli_fc_gen: "FewCLUE_ocnli_fc_gen_f97a97", FewCLUE_ocnli_fc_ppl: "FewCLUE_ocnli_fc_ppl_c08300" },
});
