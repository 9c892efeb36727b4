// The built-in models: valid entries, OpenCompass's names and abbrs, kinds that agree with the names; and the shipped
// evaluations name only what exists.

import { expect, test } from "vitest";
import { modelFiles } from "../../configs/models/_model-entry.ts";
import { findDatasets, findEvalConfig, findModel, listEvalConfigs, listModels } from "../../src/config/catalog.ts";
import { type ModelConfig, modelSchema } from "../../src/config/model-schema.ts";
import { parseConfig } from "../../src/config/parse.ts";

const models = new Map<string, ModelConfig>();
for (const { name } of await listModels()) {
  models.set(name, parseConfig(modelSchema, await findModel(name), name));
}

/** Name, abbr, checkpoint and output limit of OpenCompass's config files. */
const upstream: [name: string, abbr: string, checkpoint: string, maxOutLen: number][] = [
  ["hf_internlm2_1_8b", "internlm2-1.8b-hf", "internlm/internlm2-1_8b", 1024],
  ["hf_internlm2_7b", "internlm2-7b-hf", "internlm/internlm2-7b", 1024],
  ["hf_internlm2_20b", "internlm2-20b-hf", "internlm/internlm2-20b", 1024],
  ["hf_internlm2_base_7b", "internlm2-base-7b-hf", "internlm/internlm2-base-7b", 1024],
  ["hf_internlm2_base_20b", "internlm2-base-20b-hf", "internlm/internlm2-base-20b", 1024],
  ["hf_internlm2_chat_1_8b", "internlm2-chat-1.8b-hf", "internlm/internlm2-chat-1_8b", 1024],
  ["hf_internlm2_chat_7b", "internlm2-chat-7b-hf", "internlm/internlm2-chat-7b", 1024],
  ["hf_internlm2_chat_20b", "internlm2-chat-20b-hf", "internlm/internlm2-chat-20b", 1024],
  ["hf_internlm2_chat_1_8b_sft", "internlm2-chat-1.8b-sft-hf", "internlm/internlm2-chat-1_8b-sft", 1024],
  ["hf_internlm2_chat_7b_sft", "internlm2-chat-7b-sft-hf", "internlm/internlm2-chat-7b-sft", 1024],
  ["hf_internlm2_chat_20b_sft", "internlm2-chat-20b-sft-hf", "internlm/internlm2-chat-20b-sft", 1024],
  ["hf_internlm2_math_7b", "internlm2-math-7b-hf", "internlm/internlm2-math-7b", 1024],
  ["hf_internlm2_math_20b", "internlm2-math-20b-hf", "internlm/internlm2-math-20b", 1024],
  ["hf_internlm2_chat_math_7b", "internlm2-chat-math-7b-hf", "internlm/internlm2-math-7b", 1024],
  ["hf_internlm2_chat_math_20b", "internlm2-chat-math-20b-hf", "internlm/internlm2-math-20b", 1024],
  ["hf_internlm2_5_7b", "internlm2_5-7b-hf", "internlm/internlm2_5-7b", 1024],
  ["hf_internlm2_5_1_8b_chat", "internlm2_5-1_8b-chat-hf", "internlm/internlm2_5-1_8b-chat", 2048],
  ["hf_internlm2_5_7b_chat", "internlm2_5-7b-chat-hf", "internlm/internlm2_5-7b-chat", 1024],
  ["hf_internlm2_5_20b_chat", "internlm2_5-20b-chat-hf", "internlm/internlm2_5-20b-chat", 2048],
  ["hf_internlm3_8b_instruct", "internlm3-8b-instruct-hf", "internlm/internlm3-8b-instruct", 8192],
  ["lmdeploy_internlm2_chat_7b", "internlm2-chat-7b-lmdeploy", "internlm/internlm2-chat-7b", 4096],
  ["lmdeploy_internlm2_chat_20b", "internlm2-chat-20b-turbomind", "internlm/internlm2-chat-20b", 4096],
  ["hf_qwen1_5_0_5b", "qwen1.5-0.5b-hf", "Qwen/Qwen1.5-0.5B", 1024],
  ["hf_qwen1_5_1_8b_chat", "qwen1.5-1.8b-chat-hf", "Qwen/Qwen1.5-1.8B-Chat", 1024],
  ["hf_qwen1_5_14b", "qwen1.5-14b-hf", "Qwen/Qwen1.5-14B", 1024],
  ["hf_qwen1_5_14b_chat", "qwen1.5-14b-chat-hf", "Qwen/Qwen1.5-14B-Chat", 1024],
  ["hf_qwen2_0_5b", "qwen2-0.5b-hf", "Qwen/Qwen2-0.5B", 1024],
  ["hf_qwen2_1_5b", "qwen2-1.5b-hf", "Qwen/Qwen2-1.5B", 1024],
  ["hf_qwen2_1_5b_instruct", "qwen2-1.5b-instruct-hf", "Qwen/Qwen2-1.5B-Instruct", 1024],
  ["hf_qwen2_7b_instruct", "qwen2-7b-instruct-hf", "Qwen/Qwen2-7B-Instruct", 1024],
  ["hf_qwen2_5_0_5b_instruct", "qwen2.5-0.5b-instruct-hf", "Qwen/Qwen2.5-0.5B-Instruct", 4096],
  ["hf_qwen2_5_7b_instruct", "qwen2.5-7b-instruct-hf", "Qwen/Qwen2.5-7B-Instruct", 4096],
  ["hf_qwen_2_5_7b", "qwen2.5-7b-hf", "Qwen/Qwen2.5-7B", 1024],
  ["hf_llama2_7b_chat", "llama-2-7b-chat-hf", "meta-llama/Llama-2-7b-chat-hf", 1024],
  ["hf_llama2_13b", "llama-2-13b-hf", "meta-llama/Llama-2-13b-hf", 1024],
  ["hf_llama2_70b", "llama-2-70b-hf", "meta-llama/Llama-2-70b-hf", 1024],
  ["hf_llama3_8b", "llama-3-8b-hf", "meta-llama/Meta-Llama-3-8B", 1024],
  ["hf_llama3_8b_instruct", "llama-3-8b-instruct-hf", "meta-llama/Meta-Llama-3-8B-Instruct", 1024],
  ["hf_llama3_1_8b_instruct", "llama-3_1-8b-instruct-hf", "meta-llama/Meta-Llama-3.1-8B-Instruct", 1024],
  ["hf_llama3_2_3b_instruct", "llama-3_2-3b-instruct-hf", "meta-llama/Llama-3.2-3B-Instruct", 1024],
  ["hf_gemma_2b_it", "gemma-2b-it-hf", "google/gemma-2b-it", 1024],
  ["hf_gemma2_2b", "gemma2-2b-hf", "google/gemma-2-2b", 1024],
  ["hf_gemma2_2b_it", "gemma2-2b-it-hf", "google/gemma-2-2b-it", 2048],
  ["hf_phi_3_mini_4k_instruct", "phi-3-mini-4k-instruct-hf", "microsoft/Phi-3-mini-4k-instruct", 1024],
  ["hf_phi_3_5_mini_instruct", "phi-3-5-mini-instruct-hf", "microsoft/Phi-3.5-mini-instruct", 1024],
  ["hf_phi_4", "phi-4", "microsoft/phi-4", 1024],
];

test.each(upstream)("%s has the abbr, checkpoint and limit of OpenCompass's entry", (name, abbr, checkpoint, limit) => {
  const { abbr: ours, checkpoint: source, maxOutLen } = models.get(name) as ModelConfig;
  expect([ours, source, maxOutLen]).toEqual([abbr, checkpoint, limit]);
});

test.each([
  ["hf_internlm_7b", "internlm-7b-hf"],
  ["hf_internlm_20b", "internlm-20b-hf"],
  ["hf_internlm_chat_7b", "internlm-chat-7b-hf"],
  ["hf_internlm_chat_20b", "internlm-chat-20b-hf"],
  ["hf_internlm_chat_7b_8k", "internlm-chat-7b-8k-hf"],
  ["hf_internlm_chat_7b_v1_1", "internlm-chat-7b-v1.1-hf"],
  ["ms_internlm_chat_7b_8k", "internlm-chat-7b-8k-ms"],
])("%s has OpenCompass's abbr and promises no conversion that llama.cpp cannot do", (name, abbr) => {
  expect(models.get(name)).toMatchObject({ abbr });
  expect(models.get(name)).not.toHaveProperty("checkpoint");
});

test.each([
  ["hf_opt_125m", "opt-125m"],
  ["hf_opt_350m", "opt-350m"],
])("%s runs as ONNX, exported from its checkpoint", (name, model) => {
  expect(models.get(name)).toMatchObject({
    abbr: `${model}-hf`,
    engine: "onnx",
    files: [`${model}-ONNX`],
    checkpoint: `facebook/${model}`,
  });
});

test("no two entries share an abbr, so that their results never share a folder", () => {
  const abbrs = [...models.values()].map(({ abbr }) => abbr);
  expect(abbrs.filter((abbr, i) => abbrs.indexOf(abbr) !== i)).toEqual([]);
});

test("names that say chat or instruct are chat models; entries with decorated text get no chat template on top", () => {
  const kinds = [...models].map(([name, { kind, metaTemplate }]) => {
    const decorates = metaTemplate?.round.some((turn) => typeof turn === "object" && turn.begin !== undefined) ?? false;
    const saysChat = /chat|instruct|_it$|^oc_tiny(_q\d_0)?$|^hf_phi_4$|^hf_qwen3_\d+(_\d+)?b$/.test(name);
    return { name, kind, expected: saysChat && !decorates ? "chat" : "base" };
  });
  expect(kinds.filter(({ kind, expected }) => kind !== expected)).toEqual([]);
});

test("every entry says which files it may be, and none twice", () => {
  for (const [name, { files }] of models) {
    expect(files.length, name).toBeGreaterThan(0);
    expect(new Set(files).size, name).toBe(files.length);
  }
});

test("file names run from the converted file to the smallest quantisation", () => {
  expect(modelFiles("Qwen2-1.5B-Instruct", "qwen2-1_5b-instruct")).toEqual([
    "Qwen2-1.5B-Instruct.gguf",
    "Qwen2-1.5B-Instruct-f16.gguf",
    "Qwen2-1.5B-Instruct-Q8_0.gguf",
    "Qwen2-1.5B-Instruct-Q6_K.gguf",
    "Qwen2-1.5B-Instruct-Q5_K_M.gguf",
    "Qwen2-1.5B-Instruct-Q4_K_M.gguf",
    "qwen2-1_5b-instruct-fp16.gguf",
    "qwen2-1_5b-instruct-q8_0.gguf",
    "qwen2-1_5b-instruct-q5_k_m.gguf",
    "qwen2-1_5b-instruct-q4_k_m.gguf",
    "Qwen2-1.5B-Instruct-ONNX",
  ]);
});

test("the shipped evaluations are those of OpenCompass and the demo", () => {
  expect(listEvalConfigs()).toEqual([
    "eval_base_demo",
    "eval_chat_demo",
    "eval_demo",
    "eval_tiny",
    "eval_tutorial_demo",
  ]);
});

test.each(listEvalConfigs())("%s names only models and datasets that exist", async (name) => {
  const found = await findEvalConfig(name);
  const { models: named = [], datasets = [] } = found?.value ?? {};
  expect(named.length * datasets.length).toBeGreaterThan(0);
  for (const model of named) expect(models.has(String(model)), String(model)).toBe(true);
  for (const dataset of datasets) {
    if (typeof dataset === "string") expect((await findDatasets(dataset, new Set())).entries).not.toEqual([]);
  }
});
