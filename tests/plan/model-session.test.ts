import { join } from "node:path";
import { expect, test } from "vitest";
import { type ModelInput, modelSchema } from "../../src/config/model-schema.ts";
import { packageRoot } from "../../src/core/package.ts";
import type { DetokenizeOptions, TokenizeOptions } from "../../src/core/request.ts";
import { openModelFile } from "../../src/plan/model-files.ts";
import { engineOptions, parseDevice, promptedModel, samplingOf } from "../../src/plan/model-session.ts";
import { errorOf } from "../run/error-of.ts";

const renderTime = { wallMs: Date.UTC(2024, 6, 26, 9, 30), offsetMinutes: 0 };
const path = join(packageRoot, "models", "oc-tiny", "oc-tiny-f16.gguf");
const chatTemplate =
  "{{ bos_token }}{% for m in messages %}[{{ m.role }}]{{ m.content }}{% endfor %}{% if add_generation_prompt %}[assistant]{% endif %}{{ extra }}";

const modelFile = (input: Partial<ModelInput>) =>
  openModelFile(modelSchema.parse({ abbr: "mine", path, chatTemplate, ...input }), [], { cwd: "/", renderTime });

async function prompted(input: Partial<ModelInput>, contextSize = 100, pad: number | null = null) {
  const calls: [text: string, options: TokenizeOptions][] = [];
  const tokenizer = {
    info: { templateTokens: { bos_token: "<s>", eos_token: "</s>" }, specialTokenIds: { bos: 1, eos: 2, pad } },
    tokenize(text: string, options: TokenizeOptions) {
      calls.push([text, options]);
      return Int32Array.of(1);
    },
    // A code point per token; above 127 stand control tokens.
    detokenize: (tokens: Int32Array, { special = true }: DetokenizeOptions = {}) =>
      String.fromCodePoint(...tokens.filter((token) => special || token < 128)),
  };
  return { model: promptedModel(await modelFile(input), tokenizer, contextSize), calls };
}

const dialogue = [
  { section: "round", pos: "begin" } as const,
  { role: "HUMAN", prompt: "1+1?" },
  { role: "BOT", prompt: "2" },
  { section: "round", pos: "end" } as const,
];

test("a base model's answer is stored without control tokens and without the stop word, a chat model's as it was", async () => {
  const tokens = Int32Array.from("so\u0100 be it.", (letter) => letter.codePointAt(0) as number);
  const generation = {
    index: 0,
    text: "so\u0100 be it.",
    tokens,
    finishReason: "stop" as const,
    tokenCounts: { prompt: 1, generated: 10 },
  };
  const base = await prompted({ kind: "base" });
  expect(base.model.answerText(generation, [])).toBe("so be it.");
  expect(base.model.answerText(generation, [".", " it"])).toBe("so be");
  const chat = await prompted({ kind: "chat", chatTemplate: "{{ messages }}" });
  expect(chat.model.answerText(generation, [])).toBe("so\u0100 be it.");
});

test("a base model reads plain text with its own BOS and its meta template", async () => {
  const metaTemplate = {
    round: [
      { role: "HUMAN", begin: "<u>" },
      { role: "BOT", begin: "<b>", generate: true },
    ],
  };
  const { model, calls } = await prompted({ kind: "base", metaTemplate });
  const rendered = model.render(dialogue, "gen");
  expect(rendered).toEqual({ text: "<u>1+1?<b>", stored: "<u>1+1?<b>" });
  model.tokenize(rendered);
  expect(calls).toEqual([["<u>1+1?<b>", { addBos: "model", parseSpecial: true }]]);
});

test("a chat model reads its template, which writes BOS itself, and stores the dialogue", async () => {
  const { model, calls } = await prompted({ kind: "chat", chatTemplateKwargs: { extra: "!" } });
  const rendered = model.render(dialogue, "gen");
  expect(rendered).toEqual({
    // The newline is what upstream's default roles leave of an absent system turn.
    text: "<s>[user]1+1?\n[assistant]!",
    stored: [{ role: "HUMAN", prompt: "1+1?\n" }],
    hasTemplate: true,
  });
  model.tokenize(rendered);
  expect(calls).toEqual([[rendered.text, { addBos: false, parseSpecial: true }]]);
});

test("a system prompt comes before the dialogue", async () => {
  const { model } = await prompted({ kind: "chat", systemPrompt: "Be brief." });
  expect(model.render("1+1?", "gen").text).toBe("<s>[system]Be brief.[user]1+1?[assistant]");
});

test("scored texts are plain on a chat model too", async () => {
  const { model, calls } = await prompted({ kind: "chat", systemPrompt: "Be brief." });
  const rendered = model.render(dialogue, "ppl");
  expect(rendered).toEqual({ text: "1+1?\n2", stored: "1+1?\n2" });
  model.tokenize(rendered);
  expect(calls[0]?.[1].addBos).toBe("model");
});

test("a prompt leaves room for its output, but never less than half the context", async () => {
  const { model } = await prompted({}, 100);
  expect([0, 30, 50, 400].map((output) => model.promptLimit(output))).toEqual([100, 70, 50, 50]);
  const limited = (await prompted({ maxSeqLen: 60 }, 100)).model;
  expect([0, 30, 50].map((output) => limited.promptLimit(output))).toEqual([60, 60, 50]);
});

test("the pad token is the config's, else the model's, else its end token as upstream pads", async () => {
  expect((await prompted({ padTokenId: 9 }, 100, 5)).model.padToken).toBe(9);
  expect((await prompted({}, 100, 5)).model.padToken).toBe(5);
  expect((await prompted({}, 100, null)).model.padToken).toBe(2);
});

test("the left side of an overlong prompt is lost unless the tokenizer is set otherwise", async () => {
  expect((await prompted({})).model).toMatchObject({ truncationSide: "left", bosToken: 1 });
  const right = await prompted({ tokenizerOptions: { truncation_side: "right" } });
  expect(right.model.truncationSide).toBe("right");
});

test("greedy is temperature 0, whatever temperature is written beside it", () => {
  const sampling = (generation: ModelInput["generation"]) => samplingOf(modelSchema.parse({ abbr: "m", generation }));
  expect(sampling({ temperature: 0.7 }).temperature).toBe(0);
  expect(sampling({ do_sample: true, temperature: 0.7, top_k: 5, seed: 3 })).toEqual({
    temperature: 0.7,
    topK: 5,
    topP: 1,
    minP: 0,
    repetitionPenalty: 1,
    seed: 3,
  });
});

test("top_k is transformers' 50 where texts are drawn; greedy keeps what stored answers were asked with", () => {
  const topK = (generation: ModelInput["generation"]) => samplingOf(modelSchema.parse({ abbr: "m", generation })).topK;
  expect(topK({ do_sample: true })).toBe(50);
  expect(topK({ do_sample: true, top_k: 0 })).toBe(0);
  expect([topK({}), topK({ top_k: 7 })]).toEqual([40, 40]);
});

test.each<[device: string, expected: object]>([
  ["auto", { backend: "auto", index: null }],
  ["CPU", { backend: "cpu", index: null }],
  ["cuda:1", { backend: "cuda", index: 1 }],
  ["vulkan", { backend: "vulkan", index: null }],
])("the device %s is understood", (device, expected) => {
  expect(parseDevice({ abbr: "m", device })).toEqual(expected);
});

test("devices that do not exist and several GPUs per instance are refused", async () => {
  expect(await errorOf(() => parseDevice({ abbr: "m", device: "tpu" }))).toMatchObject({
    code: "DEVICE",
    message: 'model m: there is no device "tpu"',
    hint: "auto, cpu, cuda, cuda:0 or vulkan",
  });
  expect(parseDevice({ abbr: "m", device: "auto", numGpus: 2 })).toEqual({ backend: "auto", index: null, count: 2 });
});

test("the engine gets absolute paths of the adapters and the model's own placement", async () => {
  const file = await modelFile({ placement: { gpu_layers: 3 } });
  const model = { ...file, config: { ...file.config, adapters: [{ path: "lora.gguf", scale: 0.5 }] } };
  const sizes = { contextSize: 256, parallelSequences: 4, threads: 2, invocation: { cwd: "/here" } };
  expect(engineOptions(model, sizes)).toEqual({
    modelPath: path,
    contextSize: 256,
    parallelSequences: 4,
    device: { backend: "auto", index: null },
    threads: 2,
    adapters: [{ path: "/here/lora.gguf", scale: 0.5 }],
    gpuLayers: 3,
    flashAttention: "auto",
    useMmap: true,
    kvCacheType: "auto",
  });
});
