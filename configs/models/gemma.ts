// Gemma, Gemma 2 and Gemma 3 (Google). Names, limits and stop words are OpenCompass's; Gemma 3 follows their pattern.

import { defineModels, type ModelInput } from "oc-local";
import { baseModel, chatModel } from "./_model-entry.ts";

export default defineModels({
  hf_gemma_2b: baseModel("gemma-2b-hf", "google/gemma-2b"),
  hf_gemma_2b_it: chatModel("gemma-2b-it-hf", "google/gemma-2b-it"),
  hf_gemma_7b: baseModel("gemma-7b-hf", "google/gemma-7b"),
  hf_gemma_7b_it: chatModel("gemma-7b-it-hf", "google/gemma-7b-it"),
  hf_gemma2_2b: baseModel("gemma2-2b-hf", "google/gemma-2-2b"),
  hf_gemma2_2b_it: instructed("gemma2-2b-it-hf", "google/gemma-2-2b-it", 2048),
  hf_gemma2_9b: baseModel("gemma2-9b-hf", "google/gemma-2-9b"),
  hf_gemma2_9b_it: instructed("gemma2-9b-it-hf", "google/gemma-2-9b-it", 2048),
  hf_gemma3_270m: baseModel("gemma3-270m-hf", "google/gemma-3-270m"),
  hf_gemma3_270m_it: instructed("gemma3-270m-it-hf", "google/gemma-3-270m-it", 4096),
  hf_gemma3_1b: baseModel("gemma3-1b-hf", "google/gemma-3-1b-pt"),
  hf_gemma3_1b_it: instructed("gemma3-1b-it-hf", "google/gemma-3-1b-it", 4096),
  hf_gemma3_4b: baseModel("gemma3-4b-hf", "google/gemma-3-4b-pt"),
  hf_gemma3_4b_it: instructed("gemma3-4b-it-hf", "google/gemma-3-4b-it", 4096),
});

function instructed(abbr: string, checkpoint: string, maxOutLen: number): ModelInput {
  return chatModel(abbr, checkpoint, { maxOutLen, stopWords: ["<end_of_turn>"] });
}
