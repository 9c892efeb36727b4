// TinyLlama, named after the pattern of OpenCompass's other Hugging Face entries.

import { defineModels } from "oc-local";
import { baseModel, chatModel } from "./_model-entry.ts";

export default defineModels({
  hf_tinyllama_1_1b: baseModel("tinyllama-1.1b-hf", "TinyLlama/TinyLlama-1.1B-intermediate-step-1431k-3T"),
  hf_tinyllama_1_1b_chat: chatModel("tinyllama-1.1b-chat-hf", "TinyLlama/TinyLlama-1.1B-Chat-v1.0"),
});
