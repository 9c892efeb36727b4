// A model as the inferencers see it (prompts to text, text to tokens, what fits) and as an engine opens it.

import { resolve } from "node:path";
import type { ModelConfig } from "../config/model-schema.ts";
import { OcLocalError } from "../core/errors.ts";
import { padTokenOf } from "../core/perplexity.ts";
import type { ChatMessage, Prompt } from "../core/prompt.ts";
import type { RenderTime } from "../core/render-time.ts";
import type { Sampling } from "../core/request.ts";
import { textBeforeFirst } from "../core/stop-text.ts";
import type { DeviceChoice, EngineOptions, Vocabulary } from "../engines/engine.ts";
import type { PromptedModel, RenderedPrompt } from "../inferencers/inferencer.ts";
import {
  type ChatMetaTemplate,
  createChatMeta,
  defaultChatMeta,
  toChatMessages,
} from "../prompt/chat-meta-template.ts";
import { compileChatTemplate } from "../prompt/chat-template.ts";
import { createLmTemplate } from "../prompt/lm-meta-template.ts";
import type { ModelFile } from "./model-files.ts";

/** The tokenizer side of an engine or of a bare vocabulary. */
export type TokenizerSource = Pick<Vocabulary, "tokenize" | "detokenize"> & {
  readonly info: Pick<Vocabulary["info"], "templateTokens" | "specialTokenIds">;
};

/** @param contextSize Tokens a sequence may hold, prompt and output together. */
export function promptedModel(model: ModelFile, tokenizer: TokenizerSource, contextSize: number): PromptedModel {
  const { config } = model;
  const plain = createLmTemplate(model.kind === "base" ? (config.metaTemplate ?? null) : null);
  const renderPlain = (prompt: Prompt, mode: "gen" | "ppl"): RenderedPrompt => {
    const text = plain.render(prompt, mode);
    return { text, stored: text };
  };
  let tellsTime = false;
  const now = (): RenderTime => {
    tellsTime = true;
    return model.renderTime;
  };
  const renderChat = model.kind === "chat" ? chatRenderer(model, tokenizer, now) : undefined;
  const { bos, pad, eos } = tokenizer.info.specialTokenIds;
  return {
    // A chat template has no way to end on an answer, so scored texts are plain, as on a base model.
    render: (prompt, mode) =>
      mode === "gen" && renderChat !== undefined ? renderChat(prompt) : renderPlain(prompt, mode),
    renderText: (prompt, mode) => plain.render(prompt, mode),
    tokenize: ({ text, hasTemplate }) =>
      tokenizer.tokenize(text, { addBos: hasTemplate ? false : "model", parseSpecial: true }),
    tokenizePiece: (text) => tokenizer.tokenize(text, { addBos: false, parseSpecial: true }),
    detokenize: (tokens) => tokenizer.detokenize(tokens),
    answerText: model.kind === "base" ? plainAnswer(tokenizer) : ({ text }) => text,
    promptLimit: (outputTokens) => {
      const room = contextSize - Math.min(outputTokens, Math.floor(contextSize / 2));
      return Math.min(config.maxSeqLen ?? Number.POSITIVE_INFINITY, room);
    },
    contextSize,
    truncationSide: config.tokenizerOptions.truncation_side,
    bosToken: bos,
    padToken: padTokenOf(config.padTokenId, { pad, eos }),
    tellsTime: () => tellsTime,
  };
}

/** Upstream leaves control tokens out of a base model's answer and keeps them in a chat model's. */
function plainAnswer(tokenizer: TokenizerSource): PromptedModel["answerText"] {
  return ({ tokens }, stopWords) => {
    const text = tokenizer.detokenize(tokens, { special: false });
    return textBeforeFirst(text, stopWords) ?? text;
  };
}

/** Upstream's chat flow: default roles, messages, the template with the generation prompt, no BOS beside the template's own. */
function chatRenderer(
  { config, chatTemplate }: ModelFile,
  { info }: TokenizerSource,
  now: () => RenderTime,
): (prompt: Prompt) => RenderedPrompt {
  const meta = createChatMeta(chatMetaOf(config));
  if (chatTemplate === null) throw new OcLocalError("TEMPLATE", `model ${config.abbr} has no chat template`);
  const template = compileChatTemplate({ source: chatTemplate, specialTokens: info.templateTokens });
  return (prompt) => {
    const conversation = meta.converse(prompt, "gen");
    const messages = withSystem(toChatMessages(conversation), config.systemPrompt);
    const text = template.render(messages, { addGenerationPrompt: true, kwargs: config.chatTemplateKwargs, now });
    const stored = typeof conversation === "string" ? conversation : conversation.map((turn) => ({ ...turn }));
    return { text, stored, hasTemplate: true };
  };
}

/** An entry's own role table (OpenCompass's api template), else upstream's default. */
function chatMetaOf({ abbr, metaTemplate }: ModelConfig): ChatMetaTemplate {
  if (metaTemplate === undefined) return defaultChatMeta;
  const round = metaTemplate.round.map((entry) => {
    if (typeof entry !== "string") return entry;
    throw new OcLocalError(
      "CONFIG",
      `model ${abbr}: a chat model's metaTemplate cannot hold the plain text ${JSON.stringify(entry)}`,
    );
  });
  return { round, ...(metaTemplate.reserved_roles !== undefined && { reserved_roles: metaTemplate.reserved_roles }) };
}

function withSystem(messages: ChatMessage[], systemPrompt: string | undefined): ChatMessage[] {
  if (systemPrompt === undefined || messages[0]?.role === "system") return messages;
  return [{ role: "system", content: systemPrompt }, ...messages];
}

/** What an inferencer is given of a model. */
export function inferenceSettings({ config }: ModelFile, prompted: PromptedModel) {
  const { maxOutLen, overruleOutLen, minOutLen, stopWords } = config;
  return { model: prompted, maxOutLen, overruleOutLen, minOutLen, stopWords, sampling: samplingOf(config) };
}

/** Nothing is drawn. Keys of stored answers hold it, also those from before the default for drawing was transformers' 50. */
const greedyTopK = 40;

export function samplingOf({ generation }: ModelConfig): Sampling {
  return {
    temperature: generation.do_sample ? generation.temperature : 0,
    topK: generation.do_sample ? generation.top_k : greedyTopK,
    topP: generation.top_p,
    minP: generation.min_p,
    repetitionPenalty: generation.repetition_penalty,
    seed: generation.seed,
  };
}

export function engineOptions(
  { config, file, tokenizerPath }: ModelFile,
  sizes: { contextSize: number; parallelSequences: number | "auto"; threads: number; invocation: { cwd: string } },
): EngineOptions {
  return {
    modelPath: file.path,
    tokenizerPath,
    contextSize: sizes.contextSize,
    parallelSequences: sizes.parallelSequences,
    device: parseDevice(config),
    threads: sizes.threads,
    adapters: config.adapters.map(({ path, scale }) => ({ path: resolve(sizes.invocation.cwd, path), scale })),
    gpuLayers: config.placement.gpu_layers,
    flashAttention: config.placement.flash_attention,
    useMmap: config.placement.use_mmap,
    kvCacheType: config.placement.kv_cache_type,
  };
}

/** "cuda:1" and its kin. */
export function parseDevice({ device, numGpus, abbr }: Pick<ModelConfig, "device" | "numGpus" | "abbr">): DeviceChoice {
  const match = /^(auto|cpu|cuda|vulkan)(?::(\d+))?$/.exec(device.toLowerCase());
  if (match === null) {
    throw new OcLocalError("DEVICE", `model ${abbr}: there is no device "${device}"`, {
      hint: "auto, cpu, cuda, cuda:0 or vulkan",
    });
  }
  return {
    backend: match[1] as DeviceChoice["backend"],
    index: match[2] === undefined ? null : Number(match[2]),
    ...((numGpus ?? 0) > 1 && { count: numGpus as number }),
  };
}
