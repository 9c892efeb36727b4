// Llama 2, 3, 3.1 and 3.2 (Meta). Names, limits and stop words are OpenCompass's; Llama-3.2 beyond 3B-Instruct follows
// their pattern.

import { defineModels, type ModelInput } from "oc-local";
import { baseModel, chatModel } from "./_model-entry.ts";

export default defineModels({
  hf_llama2_7b: baseModel("llama-2-7b-hf", "meta-llama/Llama-2-7b-hf", llama2("7b")),
  hf_llama2_13b: baseModel("llama-2-13b-hf", "meta-llama/Llama-2-13b-hf", llama2("13b")),
  hf_llama2_70b: baseModel("llama-2-70b-hf", "meta-llama/Llama-2-70b-hf", llama2("70b")),
  hf_llama2_7b_chat: chatModel("llama-2-7b-chat-hf", "meta-llama/Llama-2-7b-chat-hf", llama2("7b-chat")),
  hf_llama2_13b_chat: chatModel("llama-2-13b-chat-hf", "meta-llama/Llama-2-13b-chat-hf", llama2("13b-chat")),
  hf_llama2_70b_chat: chatModel("llama-2-70b-chat-hf", "meta-llama/Llama-2-70b-chat-hf", llama2("70b-chat")),
  hf_llama3_8b: baseModel("llama-3-8b-hf", "meta-llama/Meta-Llama-3-8B"),
  hf_llama3_8b_instruct: instruct("llama-3-8b-instruct-hf", "meta-llama/Meta-Llama-3-8B-Instruct"),
  hf_llama3_1_8b: baseModel("llama-3_1-8b-hf", "meta-llama/Meta-Llama-3.1-8B"),
  hf_llama3_1_8b_instruct: {
    ...instruct("llama-3_1-8b-instruct-hf", "meta-llama/Meta-Llama-3.1-8B-Instruct"),
    metaTemplate: {
      round: [
        { role: "HUMAN", api_role: "HUMAN" },
        { role: "BOT", api_role: "BOT", generate: true },
      ],
      reserved_roles: [{ role: "SYSTEM", api_role: "SYSTEM" }],
    },
  },
  hf_llama3_2_1b: baseModel("llama-3_2-1b-hf", "meta-llama/Llama-3.2-1B"),
  hf_llama3_2_3b: baseModel("llama-3_2-3b-hf", "meta-llama/Llama-3.2-3B"),
  hf_llama3_2_1b_instruct: instruct("llama-3_2-1b-instruct-hf", "meta-llama/Llama-3.2-1B-Instruct"),
  hf_llama3_2_3b_instruct: instruct("llama-3_2-3b-instruct-hf", "meta-llama/Llama-3.2-3B-Instruct"),
});

/** Files of Llama 2 do not carry the "-hf" of its checkpoints' names; a full stop before the quantisation is common. */
function llama2(size: string): Partial<ModelInput> {
  const name = `llama-2-${size}`;
  const files = [".gguf", "-f16.gguf", ".Q8_0.gguf", ".Q6_K.gguf", ".Q5_K_M.gguf", ".Q4_K_M.gguf"];
  return { files: [...files.map((ending) => `${name}${ending}`), `${name}-ONNX`] };
}

function instruct(abbr: string, checkpoint: string): ModelInput {
  return chatModel(abbr, checkpoint, { stopWords: ["<|end_of_text|>", "<|eot_id|>"] });
}
