// Phi (Microsoft). Names and limits are OpenCompass's.

import { defineModels } from "oc-local";
import { chatModel } from "./_model-entry.ts";

export default defineModels({
  hf_phi_3_mini_4k_instruct: chatModel("phi-3-mini-4k-instruct-hf", "microsoft/Phi-3-mini-4k-instruct"),
  hf_phi_3_5_mini_instruct: chatModel("phi-3-5-mini-instruct-hf", "microsoft/Phi-3.5-mini-instruct"),
  hf_phi_4: chatModel("phi-4", "microsoft/phi-4"),
});
