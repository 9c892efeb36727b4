// Qwen1.5 (Alibaba). Names, limits and stop words are OpenCompass's.

import { defineModels, type ModelInput } from "oc-local";
import { baseModel, chatModel } from "./_model-entry.ts";

export default defineModels({
  hf_qwen1_5_0_5b: baseModel("qwen1.5-0.5b-hf", "Qwen/Qwen1.5-0.5B"),
  hf_qwen1_5_1_8b: baseModel("qwen1.5-1.8b-hf", "Qwen/Qwen1.5-1.8B"),
  hf_qwen1_5_4b: baseModel("qwen1.5-4b-hf", "Qwen/Qwen1.5-4B"),
  hf_qwen1_5_7b: baseModel("qwen1.5-7b-hf", "Qwen/Qwen1.5-7B"),
  hf_qwen1_5_14b: baseModel("qwen1.5-14b-hf", "Qwen/Qwen1.5-14B"),
  hf_qwen1_5_0_5b_chat: chat("0.5b", "0_5b"),
  hf_qwen1_5_1_8b_chat: chat("1.8b", "1_8b"),
  hf_qwen1_5_4b_chat: chat("4b", "4b"),
  hf_qwen1_5_7b_chat: chat("7b", "7b"),
  hf_qwen1_5_14b_chat: chat("14b", "14b"),
});

/** @param size As in the checkpoint's name. @param publishedSize As in the names of Qwen's own GGUF files. */
function chat(size: string, publishedSize: string): ModelInput {
  return chatModel(`qwen1.5-${size}-chat-hf`, `Qwen/Qwen1.5-${size.toUpperCase()}-Chat`, {
    stopWords: ["<|im_end|>", "<|im_start|>"],
    published: `qwen1_5-${publishedSize}-chat`,
  });
}
