// InternLM2, InternLM2.5 and InternLM2-Math (Shanghai AI Laboratory). Names and limits are OpenCompass's.

import { defineModels, type ModelInput } from "oc-local";
import { baseModel, chatModel } from "./_model-entry.ts";

const lmdeploy = { maxSeqLen: 8192, maxOutLen: 4096 };

export default defineModels({
  hf_internlm2_1_8b: baseModel("internlm2-1.8b-hf", "internlm/internlm2-1_8b"),
  hf_internlm2_7b: baseModel("internlm2-7b-hf", "internlm/internlm2-7b"),
  hf_internlm2_20b: baseModel("internlm2-20b-hf", "internlm/internlm2-20b"),
  hf_internlm2_base_7b: baseModel("internlm2-base-7b-hf", "internlm/internlm2-base-7b"),
  hf_internlm2_base_20b: baseModel("internlm2-base-20b-hf", "internlm/internlm2-base-20b"),

  hf_internlm2_chat_1_8b: chat2("internlm2-chat-1.8b-hf", "internlm2-chat-1_8b"),
  hf_internlm2_chat_7b: chat2("internlm2-chat-7b-hf", "internlm2-chat-7b"),
  hf_internlm2_chat_20b: chat2("internlm2-chat-20b-hf", "internlm2-chat-20b"),
  hf_internlm2_chat_1_8b_sft: chat2("internlm2-chat-1.8b-sft-hf", "internlm2-chat-1_8b-sft"),
  hf_internlm2_chat_7b_sft: chat2("internlm2-chat-7b-sft-hf", "internlm2-chat-7b-sft"),
  hf_internlm2_chat_20b_sft: chat2("internlm2-chat-20b-sft-hf", "internlm2-chat-20b-sft"),

  hf_internlm2_chat_7b_with_system: withSystem("internlm2-chat-7b-with-system-hf", "internlm2-chat-7b"),
  hf_internlm2_chat_20b_with_system: withSystem("internlm2-chat-20b-with-system-hf", "internlm2-chat-20b"),

  // OpenCompass's LMDeploy entries of the same weights; they run on the local engine.
  lmdeploy_internlm2_chat_7b: chat2("internlm2-chat-7b-lmdeploy", "internlm2-chat-7b", lmdeploy),
  lmdeploy_internlm2_chat_20b: chat2("internlm2-chat-20b-turbomind", "internlm2-chat-20b", lmdeploy),

  hf_internlm2_math_7b: baseModel("internlm2-math-7b-hf", "internlm/internlm2-math-7b"),
  hf_internlm2_math_20b: baseModel("internlm2-math-20b-hf", "internlm/internlm2-math-20b"),
  hf_internlm2_chat_math_7b: chatMath("internlm2-chat-math-7b-hf", "internlm2-math-7b"),
  hf_internlm2_chat_math_20b: chatMath("internlm2-chat-math-20b-hf", "internlm2-math-20b"),
  hf_internlm2_chat_math_7b_with_system: withSystem("internlm2-chat-math-7b-with-system-hf", "internlm2-math-7b"),
  hf_internlm2_chat_math_20b_with_system: withSystem("internlm2-chat-math-20b-with-system-hf", "internlm2-math-20b"),

  hf_internlm2_5_7b: baseModel("internlm2_5-7b-hf", "internlm/internlm2_5-7b"),
  hf_internlm2_5_1_8b_chat: chat2("internlm2_5-1_8b-chat-hf", "internlm2_5-1_8b-chat", { maxOutLen: 2048 }),
  hf_internlm2_5_7b_chat: chat2("internlm2_5-7b-chat-hf", "internlm2_5-7b-chat"),
  hf_internlm2_5_20b_chat: chat2("internlm2_5-20b-chat-hf", "internlm2_5-20b-chat", { maxOutLen: 2048 }),
});

function chat2(abbr: string, name: string, options: Partial<ModelInput> = {}): ModelInput {
  return chatModel(abbr, `internlm/${name}`, { published: name, ...options });
}

function chatMath(abbr: string, name: string): ModelInput {
  return chatModel(abbr, `internlm/${name}`, { stopWords: ["</s>", "<|im_end|>"] });
}

/**
 * Decorated by a meta template, as upstream does it, so that a dataset's system turn stays a system turn. Hence the kind
 * "base": the text is ready and no chat template is applied. Upstream gives these the abbr of the plain chat entry.
 */
function withSystem(abbr: string, name: string): ModelInput {
  return baseModel(abbr, `internlm/${name}`, {
    maxOutLen: 100,
    maxSeqLen: 2048,
    stopWords: ["<|im_end|>"],
    metaTemplate: {
      round: [
        { role: "SYSTEM", begin: "<|im_start|>system\n", end: "<|im_end|>\n" },
        { role: "HUMAN", begin: "<|im_start|>user\n", end: "<|im_end|>\n" },
        { role: "BOT", begin: "<|im_start|>assistant\n", end: "<|im_end|>\n", generate: true },
      ],
    },
  });
}
