// Qwen2 (Alibaba). Names and limits are OpenCompass's.

import { defineModels } from "oc-local";
import { baseModel, chatModel } from "./_model-entry.ts";

export default defineModels({
  hf_qwen2_0_5b: baseModel("qwen2-0.5b-hf", "Qwen/Qwen2-0.5B"),
  hf_qwen2_1_5b: baseModel("qwen2-1.5b-hf", "Qwen/Qwen2-1.5B"),
  hf_qwen2_7b: baseModel("qwen2-7b-hf", "Qwen/Qwen2-7B"),
  hf_qwen2_0_5b_instruct: chatModel("qwen2-0.5b-instruct-hf", "Qwen/Qwen2-0.5B-Instruct", {
    published: "qwen2-0_5b-instruct",
  }),
  hf_qwen2_1_5b_instruct: chatModel("qwen2-1.5b-instruct-hf", "Qwen/Qwen2-1.5B-Instruct", {
    published: "qwen2-1_5b-instruct",
  }),
  hf_qwen2_7b_instruct: chatModel("qwen2-7b-instruct-hf", "Qwen/Qwen2-7B-Instruct", {
    published: "qwen2-7b-instruct",
  }),
});
