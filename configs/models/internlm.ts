// InternLM, the first generation. llama.cpp no longer converts these checkpoints, so no entry names one to convert: they
// run where a GGUF file of the model is at hand. The chat models are decorated by meta templates, as in OpenCompass, and
// are therefore of kind "base": no chat template is applied to the finished text.

import { defineModels, type ModelInput } from "oc-local";
import { modelFiles } from "./_model-entry.ts";

export default defineModels({
  hf_internlm_7b: base("internlm-7b-hf", "internlm-7b"),
  hf_internlm_20b: base("internlm-20b-hf", "internlm-20b"),
  internlm_7b: { ...base("internlm-7b", "internlm-7b"), maxOutLen: 100, maxSeqLen: 2048 },
  hf_internlm_chat_7b: chat("internlm-chat-7b-hf", "internlm-chat-7b", "\n"),
  hf_internlm_chat_20b: chat("internlm-chat-20b-hf", "internlm-chat-20b", "\n"),
  hf_internlm_chat_7b_v1_1: chat("internlm-chat-7b-v1.1-hf", "internlm-chat-7b-v1_1", "\n"),
  hf_internlm_chat_7b_8k: chat("internlm-chat-7b-8k-hf", "internlm-chat-7b-8k", "<eoh>\n"),
  ms_internlm_chat_7b_8k: { ...chat("internlm-chat-7b-8k-ms", "internlm-chat-7b-8k", "<eoh>\n"), stopWords: [] },
});

function base(abbr: string, name: string): ModelInput {
  return { abbr, kind: "base", files: modelFiles(name), maxOutLen: 1024 };
}

function chat(abbr: string, name: string, endOfQuestion: string): ModelInput {
  return {
    ...base(abbr, name),
    maxOutLen: 100,
    maxSeqLen: 2048,
    stopWords: ["<eoa>"],
    metaTemplate: {
      round: [
        { role: "HUMAN", begin: "<|User|>:", end: endOfQuestion },
        { role: "BOT", begin: "<|Bot|>:", end: "<eoa>\n", generate: true },
      ],
    },
  };
}
