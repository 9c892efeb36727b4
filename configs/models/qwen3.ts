// Qwen3 (Alibaba), named after the pattern of OpenCompass's other Hugging Face entries. The chat models answer without
// their thinking block: greedy decoding, the default here, sends it into loops. To have it, give
// --chat-template-kwargs enable_thinking=true with --generation-kwargs do_sample=True temperature=0.6 top_p=0.95 top_k=20.

import { defineModels, type ModelInput } from "oc-local";
import { baseModel, chatModel } from "./_model-entry.ts";

export default defineModels({
  hf_qwen3_0_6b_base: baseModel("qwen3-0.6b-base-hf", "Qwen/Qwen3-0.6B-Base"),
  hf_qwen3_1_7b_base: baseModel("qwen3-1.7b-base-hf", "Qwen/Qwen3-1.7B-Base"),
  hf_qwen3_4b_base: baseModel("qwen3-4b-base-hf", "Qwen/Qwen3-4B-Base"),
  hf_qwen3_8b_base: baseModel("qwen3-8b-base-hf", "Qwen/Qwen3-8B-Base"),
  hf_qwen3_0_6b: chat("0.6b"),
  hf_qwen3_1_7b: chat("1.7b"),
  hf_qwen3_4b: chat("4b"),
  hf_qwen3_8b: chat("8b"),
});

function chat(size: string): ModelInput {
  return chatModel(`qwen3-${size}-hf`, `Qwen/Qwen3-${size.toUpperCase()}`, {
    maxOutLen: 4096,
    chatTemplateKwargs: { enable_thinking: false },
    thinkingTags: ["<think>", "</think>"],
  });
}
