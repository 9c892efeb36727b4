// Qwen2.5 (Alibaba). Names and limits are OpenCompass's; its Hugging Face entries of the base models begin at 7B and spell
// the name "qwen_2_5", the smaller ones follow the names of its LMDeploy entries.

import { defineModels, type ModelInput } from "oc-local";
import { baseModel, chatModel } from "./_model-entry.ts";

export default defineModels({
  hf_qwen2_5_0_5b: baseModel("qwen2.5-0.5b-hf", "Qwen/Qwen2.5-0.5B"),
  hf_qwen2_5_1_5b: baseModel("qwen2.5-1.5b-hf", "Qwen/Qwen2.5-1.5B"),
  hf_qwen2_5_3b: baseModel("qwen2.5-3b-hf", "Qwen/Qwen2.5-3B"),
  hf_qwen_2_5_7b: baseModel("qwen2.5-7b-hf", "Qwen/Qwen2.5-7B"),
  hf_qwen_2_5_14b: baseModel("qwen2.5-14b-hf", "Qwen/Qwen2.5-14B"),
  hf_qwen2_5_0_5b_instruct: instruct("0.5b"),
  hf_qwen2_5_1_5b_instruct: instruct("1.5b"),
  hf_qwen2_5_3b_instruct: instruct("3b"),
  hf_qwen2_5_7b_instruct: instruct("7b"),
  hf_qwen2_5_14b_instruct: instruct("14b"),
});

function instruct(size: string): ModelInput {
  return chatModel(`qwen2.5-${size}-instruct-hf`, `Qwen/Qwen2.5-${size.toUpperCase()}-Instruct`, {
    maxOutLen: 4096,
    published: `qwen2.5-${size}-instruct`,
  });
}
