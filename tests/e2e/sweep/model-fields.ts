// Every field of a model's entry, each tried by a model of its own in one run, beside a model without it.

import type { Signs } from "./field-case.ts";

export interface ModelCase extends Signs {
  field: string;
  /** What the entry has. */
  set: Record<string, unknown>;
  /** What the entry that it is compared with has too. @default nothing */
  beside?: Record<string, unknown>;
}

const base = { kind: "base" };
const drawn = { minOutLen: 10, generation: { do_sample: true, temperature: 3, top_k: 0, seed: 1 } };
const round = [
  { role: "HUMAN", begin: "<h>", end: "</h>" },
  { role: "BOT", begin: "<b>", end: "</b>", generate: true },
];
const meta = { ...base, metaTemplate: { round } };
const roles = (human: object, bot: object = {}) => ({
  metaTemplate: {
    round: [
      { ...round[0], ...human },
      { ...round[1], ...bot },
    ],
  },
});
const template = "{{ mark }}{% for m in messages %}<{{ m.role }}>{{ m.content }}{% endfor %}";
const told = { chatTemplate: template };

const kinds: ModelCase[] = [
  { field: "kind", set: base, plan: /\(base, / },
  { field: "path", set: { path: "q8.gguf" }, plan: /q8\.gguf/ },
  { field: "files[]", set: { path: undefined, files: ["oc-tiny-q8_0.gguf"] }, plan: /oc-tiny-q8_0\.gguf/ },
  { field: "engine", set: { engine: "node-llama-cpp" }, plan: /generation reuses a sequence's last prompt/ },
  { field: "maxSeqLen", set: { maxSeqLen: 40 }, plan: /^gen .* 1 +24$/m },
  { field: "maxOutLen", set: { maxOutLen: 9 }, plan: /^gen .* 18$/m },
  { field: "overruleOutLen", set: { maxOutLen: 9, overruleOutLen: true }, plan: /^gen .* 18$/m },
  { field: "minOutLen", set: { minOutLen: 11 }, answers: "other" },
  { field: "batchSize", set: { batchSize: 3 }, plan: /^KV cache .* 768 tokens|^KV cache .* 3 × /m },
  { field: "numGpus", set: { numGpus: 1 }, run: /--num-gpus 1 (has no effect|was asked for, but no GPU)|CUDA|Vulkan/ },
  { field: "threads", set: { threads: 2 }, run: /CPU \(2 threads\)|CUDA|Vulkan/ },
  { field: "stopWords[]", set: { stopWords: ["D", "B"] }, answers: /"prediction": ""/ },
  { field: "systemPrompt", set: { systemPrompt: "Be quick." }, plan: /Be quick\./ },
  { field: "chatTemplate", set: told, plan: /^<user>What is/m },
  {
    field: "chatTemplateKwargs{}",
    set: { chatTemplateKwargs: { mark: "XY" } },
    beside: told,
    plan: /^XY<user>What is/m,
  },
  { field: "thinkingTags", set: { thinkingTags: ["<t>", "</t>"] }, plan: /thoughts \(<t> … <\/t>\) are taken out/ },
  { field: "padTokenId", set: { padTokenId: 275 }, answers: "other" },
  { field: "padTokenId", set: { ...meta, padTokenId: 275 }, beside: meta, answers: "other" },
  { field: "tokenizerPath", set: { tokenizerPath: "rows.jsonl" }, plan: /--tokenizer-path has no effect: a GGUF/ },
  { field: "adapters[].path", set: { adapters: [{ path: "lora.gguf" }] }, answers: "other" },
  {
    field: "adapters[].scale",
    set: { adapters: [{ path: "lora.gguf", scale: 0.5 }] },
    beside: { adapters: [{ path: "lora.gguf" }] },
    answers: "other",
  },
];

const metaTemplates: ModelCase[] = [
  { field: "metaTemplate.begin", set: { metaTemplate: { begin: "<all>", round } }, beside: meta, plan: /^<all><h>/m },
  {
    field: "metaTemplate.end",
    set: { metaTemplate: { end: "<end>", round: round.map(({ generate: _, ...role }) => role) } },
    beside: { ...base, metaTemplate: { round: round.map(({ generate: _, ...role }) => role) } },
    plan: /<b><\/b><end>$/m,
  },
  { field: "metaTemplate.round[].begin", set: roles({ begin: "<x>" }), beside: meta, plan: /^<x>What is/m },
  { field: "metaTemplate.round[].end", set: roles({ end: "</x>" }), beside: meta, plan: /^Answer: <\/x>/m },
  {
    field: "metaTemplate.round[].prompt",
    set: { metaTemplate: { round: [{ role: "SYSTEM", prompt: "Think." }, ...round] } },
    beside: meta,
    plan: /^Think\.<h>/m,
  },
  { field: "metaTemplate.round[].generate", set: roles({}, { generate: false }), beside: meta, plan: /<b><\/b>$/m },
  {
    field: "metaTemplate.round[].api_role",
    set: {
      metaTemplate: {
        round: [
          { role: "HUMAN", api_role: "SYSTEM" },
          { role: "BOT", api_role: "BOT", generate: true },
        ],
      },
    },
    beside: told,
    plan: /^<system>What is/m,
  },
  {
    field: "metaTemplate.reserved_roles[]",
    set: { metaTemplate: { round, reserved_roles: [{ role: "SYSTEM", begin: "<s>", end: "</s>" }] } },
    beside: meta,
    answers: /<s>Aside\.<\/s>/,
  },
];

const generation: ModelCase[] = [
  {
    field: "generation.do_sample",
    set: { generation: { do_sample: true, temperature: 3 } },
    beside: { minOutLen: 10 },
    answers: "other",
  },
  ...Object.entries({ temperature: 0.1, top_k: 1, top_p: 0.01, min_p: 0.9, seed: 2 }).map(([name, value]) => ({
    field: `generation.${name}`,
    set: { generation: { ...drawn.generation, [name]: value } },
    beside: drawn,
    answers: "other" as const,
  })),
  {
    field: "generation.repetition_penalty",
    set: { generation: { repetition_penalty: 5 } },
    beside: { minOutLen: 10 },
    answers: "other",
  },
];

const noEffect = (group: string, name: string, value: unknown, set: object = {}): ModelCase => ({
  field: `${group}.${name}`,
  set: { ...set, [group]: { [name]: value } },
  plan: new RegExp(`${name} has no effect`),
});

const loading: ModelCase[] = [
  noEffect("placement", "device_map", "auto"),
  noEffect("placement", "trust_remote_code", true),
  noEffect("placement", "torch_dtype", "float16"),
  { field: "placement.gpu_layers", set: { placement: { gpu_layers: 2 } }, plan: /gpu_layers has no effect|on the GPU/ },
  { field: "placement.flash_attention", set: { placement: { flash_attention: true } }, answers: "other" },
  {
    field: "placement.kv_cache_type",
    set: { placement: { flash_attention: true, kv_cache_type: "q8_0" } },
    beside: { placement: { flash_attention: true } },
    plan: /tokens of 544 B/,
  },
  noEffect("tokenizerOptions", "padding_side", "left"),
  noEffect("tokenizerOptions", "trust_remote_code", true),
  noEffect("tokenizerOptions", "use_fast", true),
  {
    field: "tokenizerOptions.truncation_side",
    set: { tokenizerOptions: { truncation_side: "right" } },
    beside: { maxSeqLen: 40 },
    answers: "other",
  },
];

export const modelCases: readonly ModelCase[] = [...kinds, ...metaTemplates, ...generation, ...loading];
