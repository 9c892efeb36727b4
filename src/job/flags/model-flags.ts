// Flags that choose models and set how they are prompted, sampled and loaded.

import { kvCacheChoices } from "../../core/kv-cache-type.ts";
import { type FlagTable, placedIn } from "./flag.ts";

export const modelChoiceFlags = placedIn("", {
  models: {
    argument: "<names...>",
    text: "models by name (oc-local list), built-in or your own, or paths as --model takes them",
    takes: "names",
    contradicts: [
      {
        with: "model",
        message:
          "--models and --model (--hf-path) are given: name all models behind --models, which takes names and paths",
      },
    ],
  },
  model: {
    argument: "<paths...>",
    text: "models by path: GGUF files, ONNX folders or files, folders that hold one model; repeatable",
    takes: "path",
    to: "modelPaths",
  },
  hfPath: { argument: "<paths...>", text: "the same as --model", takes: "path", sameAs: "model", to: null },
  modelDir: {
    argument: "<folders...>",
    text: "where the files of named models are looked for, some levels deep (else OC_LOCAL_MODELS, ./models)",
    takes: "path",
    to: "modelDirs",
  },
  configDir: {
    argument: "<folder>",
    text:
      "folder with models/ and datasets/ of your own, whose .ts and .js files are executed (default: configs, beside the " +
      "config file and here)",
    takes: "path",
  },
} as const satisfies FlagTable);

/** What decides a prompt, its room and its end. */
export const promptingFlags = placedIn("model.", {
  hfType: {
    argument: "<kind>",
    text: "kind of the model; default: chat when the file has a chat template",
    takes: ["base", "chat"],
    to: "model.kind",
    contradicts: [
      {
        when: ["base"],
        with: ["chatTemplate", "systemPrompt", "chatTemplateKwargs"],
        why: "a base model gets plain text, no chat template",
      },
    ],
  },
  systemPrompt: { argument: "<text>", text: "system message put before every chat prompt", takes: "anyText" },
  chatTemplate: {
    argument: "<jinja>",
    text: "chat template, or a file that holds it; default: the model's own",
    takes: "anyText",
  },
  chatTemplateKwargs: {
    argument: "<pairs...>",
    text: "variables of the chat template, for example enable_thinking=false",
    takes: "variables",
  },
  date: {
    argument: "<date>",
    text: "date told to chat templates that ask for it; default: when the run starts",
    takes: "date",
    to: "date",
  },
  maxSeqLen: { argument: "<tokens>", text: "most tokens of a prompt; default: the model's context", takes: "positive" },
  maxOutLen: {
    argument: "<tokens>",
    text: "most generated tokens, where a dataset does not set its own limit (models given by path: 256)",
    takes: "positive",
  },
  overruleOutLen: {
    text: "--max-out-len also for datasets that set their own limit, for models that think first; the table marks their scores",
    needs: {
      flag: "maxOutLen",
      why: "it says what the datasets' own limits give way to",
      hint: "say how many tokens an answer may have with --max-out-len",
    },
  },
  stopWords: {
    argument: "<texts...>",
    text: "generation ends before any of these texts; \\n in one is a line end",
    takes: "stops",
  },
} as const satisfies FlagTable);

export const samplingFlags = placedIn("model.", {
  minOutLen: {
    argument: "<tokens>",
    text: "end tokens are banned before this many",
    takes: "count",
    contradicts: [
      { with: "maxOutLen", and: (most, least) => least > most, why: (least, most) => `${least} is more than ${most}` },
    ],
  },
  generationKwargs: {
    argument: "<pairs...>",
    text: "how texts are sampled, top_k=50 unless set, as in transformers",
    takes: "generation",
    to: "model.generation",
  },
  seed: { argument: "<number>", text: "seed of sampling", takes: "count", to: "model.generation.seed" },
  padTokenId: { argument: "<id>", text: "token that perplexity leaves out; default: the model's own", takes: "count" },
} as const satisfies FlagTable);

export const thinkingFlags = placedIn("model.", {
  thinkingTags: {
    argument: "<tags...>",
    text:
      'what begins and ends a thought ("<think>" "</think>"): thoughts are taken out before the answer is extracted, ' +
      "one without an end counts as cut; none leaves them in; also with -m eval (default: as the chat template marks them)",
    takes: "tags",
  },
} as const satisfies FlagTable);

export const loadingFlags = placedIn("model.", {
  device: {
    argument: "<name>",
    text: "auto, cpu, cuda, cuda:N or vulkan; default: auto",
    contradicts: [
      { when: ["cpu"], with: "numGpus", and: (gpus) => Number(gpus) > 0, why: "the CPU has no GPUs" },
      {
        when: (device) => !/^(cpu|auto)$/i.test(String(device)) && String(device),
        with: "numGpus",
        and: [0],
        why: "no GPU means the CPU",
      },
      { when: ["cpu"], with: "maxWorkersPerGpu", why: "the CPU has no GPUs; see --max-num-workers" },
    ],
  },
  numGpus: { argument: "<count>", text: "GPUs of one model instance; 0: the CPU", takes: "count" },
  hfNumGpus: { argument: "<count>", text: "the same as --num-gpus", takes: "count", sameAs: "numGpus", to: null },
  threads: {
    argument: "<count>",
    text: "CPU threads of all workers together, at most as many as there are processors; default: all, 1 for a tiny model",
    takes: "positive",
  },
  batchSize: { argument: "<count>", text: 'sequences decoded in parallel, or "auto"', takes: "batchSize" },
  engine: {
    argument: "<name>",
    text: "inference engine: llama (native, the default) or node-llama-cpp for GGUF, onnx for ONNX models",
  },
  modelKwargs: { argument: "<pairs...>", text: "how the model is loaded", takes: "placement", to: "model.placement" },
  kvCacheType: {
    argument: "<type>",
    text: "number format of the KV cache; the smaller, the more sequences fit and the coarser it computes; auto: f32 where a CPU scores, else f16 (default: auto)",
    takes: kvCacheChoices,
    to: "model.placement.kv_cache_type",
  },
  tokenizerPath: { argument: "<path>", text: "folder or tokenizer.json of an ONNX file that lies apart from it" },
  tokenizerKwargs: {
    argument: "<pairs...>",
    text: "what an overlong prompt loses",
    takes: "tokenizer",
    to: "model.tokenizerOptions",
  },
  peftPath: { argument: "<files...>", text: "LoRA adapters, as GGUF files", takes: "adapters", to: "model.adapters" },
  peftKwargs: {
    argument: "<pairs...>",
    text: "how the adapters are applied",
    takes: "adapterOptions",
    to: "model.placement",
  },
} as const satisfies FlagTable);
