// InternLM3 (Shanghai AI Laboratory). Names and limits are OpenCompass's.

import { defineModels } from "oc-local";
import { chatModel } from "./_model-entry.ts";

export default defineModels({
  hf_internlm3_8b_instruct: chatModel("internlm3-8b-instruct-hf", "internlm/internlm3-8b-instruct", {
    maxOutLen: 8192,
    published: "internlm3-8b-instruct",
  }),
});
