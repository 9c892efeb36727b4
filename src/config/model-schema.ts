// One model of a config: which file, what kind of model it is, how it is prompted, sampled and placed.

import { z } from "zod";
import { kvCacheChoices } from "../core/kv-cache-type.ts";
import type { MetaTemplate } from "../core/prompt.ts";
import { thinkingTagsSchema } from "../core/thoughts.ts";
import { truncationSides } from "../core/truncation-side.ts";

const metaRole = z.strictObject({
  role: z.string(),
  begin: z.string().exactOptional(),
  end: z.string().exactOptional(),
  prompt: z.string().exactOptional(),
  generate: z.boolean().exactOptional(),
  api_role: z.string().exactOptional(),
});

export const metaTemplateSchema: z.ZodType<MetaTemplate> = z.strictObject({
  begin: z.string().exactOptional(),
  round: z.array(z.union([z.string(), metaRole])),
  reserved_roles: z.array(metaRole).exactOptional(),
  end: z.string().exactOptional(),
});

/** Sampling settings; names are those of `--generation-kwargs`. Greedy unless `do_sample` is true. */
export const generationSchema = z.strictObject({
  do_sample: z.boolean().default(false).describe("false: greedy decoding"),
  temperature: z.number().min(0).default(1).describe("used when do_sample is true"),
  top_k: z.number().int().min(0).default(50).describe("0: no limit; default: 50, as in transformers"),
  top_p: z.number().gt(0).max(1).default(1),
  min_p: z.number().min(0).max(1).default(0),
  repetition_penalty: z.number().gt(0).default(1),
  seed: z.number().int().min(0).default(0),
});

/** How the model is loaded; names are those of `--model-kwargs`. */
export const placementSchema = z.strictObject({
  device_map: z.literal("auto").exactOptional().describe("accepted; layers are always placed automatically"),
  trust_remote_code: z.boolean().exactOptional().describe("accepted without effect: no remote code is ever run"),
  torch_dtype: z.string().exactOptional().describe("accepted without effect: the file's own precision is used"),
  gpu_layers: z
    .union([z.number().int().min(0), z.literal("auto"), z.literal("max")])
    .default("auto")
    .describe("layers placed on the GPU"),
  flash_attention: z
    .union([z.boolean(), z.literal("auto")])
    .default("auto")
    .describe("auto: on a GPU; on the CPU for generated text only, where it adds up in half precision"),
  use_mmap: z.boolean().default(true),
  kv_cache_type: z
    .enum(kvCacheChoices)
    .default("auto")
    .describe("number format of the KV cache; auto: f32 where a CPU scores, else f16"),
});

export const tokenizerOptionsSchema = z.strictObject({
  padding_side: z.enum(["left", "right"]).exactOptional().describe("accepted without effect: nothing is padded"),
  truncation_side: z
    .enum(truncationSides)
    .default("left")
    .describe("what an overlong prompt loses, also written truncation; error: its row fails"),
  trust_remote_code: z.boolean().exactOptional().describe("accepted without effect: no remote code is ever run"),
  use_fast: z.boolean().exactOptional().describe("accepted without effect"),
});

export const modelSchema = z.strictObject({
  abbr: z.string().min(1).describe("short name in paths and tables"),
  kind: z.enum(["base", "chat", "auto"]).default("auto").describe("auto: chat when the file carries a chat template"),
  path: z
    .string()
    .exactOptional()
    .describe(
      "a GGUF file (any part of a split one), an ONNX model's folder or file, or a folder that holds one model",
    ),
  files: z
    .array(z.string())
    .default([])
    .describe("file names looked for below the model folders; one without a quantisation means any of the model's"),
  checkpoint: z.string().exactOptional().describe("the Hugging Face checkpoint the file is converted from"),
  engine: z
    .string()
    .default("auto")
    .describe(
      "auto: onnx for an ONNX model; for GGUF llama, the native engine, where its addon is there, else node-llama-cpp",
    ),
  maxSeqLen: z.number().int().positive().exactOptional().describe("most prompt tokens; default: the model's context"),
  maxOutLen: z.number().int().positive().default(256).describe("most generated tokens"),
  overruleOutLen: z
    .boolean()
    .default(false)
    .describe("maxOutLen holds where a dataset sets its own, too: thoughts need room; the table says so"),
  minOutLen: z.number().int().min(0).default(0).describe("end tokens are banned before this many tokens"),
  batchSize: z
    .union([z.number().int().positive(), z.literal("auto")])
    .default("auto")
    .describe("parallel sequences"),
  numGpus: z.number().int().min(0).exactOptional().describe("GPUs of one instance"),
  device: z.string().default("auto").describe('"auto", "cpu", "cuda", "cuda:1" or "vulkan"'),
  threads: z
    .number()
    .int()
    .min(0)
    .default(0)
    .describe("CPU threads, at most as many as there are processors; 0: all of them"),
  metaTemplate: metaTemplateSchema.exactOptional().describe("role decoration of a base model"),
  chatTemplate: z.string().exactOptional().describe("Jinja source, or a file that holds it; default: the model's own"),
  chatTemplateKwargs: z.record(z.string(), z.json()).default({}),
  systemPrompt: z.string().exactOptional(),
  stopWords: z.array(z.string().min(1)).default([]),
  thinkingTags: z
    .union([thinkingTagsSchema, z.literal(["none", "auto"])])
    .exactOptional()
    .describe(
      'what begins and ends a thought, for example ["<think>", "</think>"]: thoughts are taken out before the answer is ' +
        'extracted; "none": they are left in; "auto", the default: as the chat template marks them',
    ),
  generation: generationSchema.prefault({}),
  placement: placementSchema.prefault({}),
  padTokenId: z
    .number()
    .int()
    .min(0)
    .exactOptional()
    .describe("token that perplexity leaves out; default: the model's own"),
  tokenizerPath: z.string().exactOptional().describe("tokenizer of an ONNX file that lies apart from it"),
  tokenizerOptions: tokenizerOptionsSchema.prefault({}),
  adapters: z.array(z.strictObject({ path: z.string(), scale: z.number().default(1) })).default([]),
});

/** A model as a config file writes it. */
export type ModelInput = z.input<typeof modelSchema>;
/** A model with every default filled in. */
export type ModelConfig = z.output<typeof modelSchema>;
