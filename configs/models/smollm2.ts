// SmolLM2 (Hugging Face), named after the pattern of OpenCompass's other Hugging Face entries.

import { defineModels } from "oc-local";
import { baseModel, chatModel } from "./_model-entry.ts";

export default defineModels({
  hf_smollm2_135m: baseModel("smollm2-135m-hf", "HuggingFaceTB/SmolLM2-135M"),
  hf_smollm2_360m: baseModel("smollm2-360m-hf", "HuggingFaceTB/SmolLM2-360M"),
  hf_smollm2_1_7b: baseModel("smollm2-1.7b-hf", "HuggingFaceTB/SmolLM2-1.7B"),
  hf_smollm2_135m_instruct: chatModel("smollm2-135m-instruct-hf", "HuggingFaceTB/SmolLM2-135M-Instruct", {
    published: "smollm2-135m-instruct",
  }),
  hf_smollm2_360m_instruct: chatModel("smollm2-360m-instruct-hf", "HuggingFaceTB/SmolLM2-360M-Instruct", {
    published: "smollm2-360m-instruct",
  }),
  hf_smollm2_1_7b_instruct: chatModel("smollm2-1.7b-instruct-hf", "HuggingFaceTB/SmolLM2-1.7B-Instruct", {
    published: "smollm2-1.7b-instruct",
  }),
});
