import { availableParallelism } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type ModelInput, modelSchema } from "../../src/config/model-schema.ts";
import { packageRoot } from "../../src/core/package.ts";
import { renderTimeOf } from "../../src/core/render-time.ts";
import { usableThreads } from "../../src/engines/usable-threads.ts";
import { openModelFile } from "../../src/plan/model-files.ts";
import { noticesOf } from "../../src/plan/notices.ts";
import { threadsOf } from "../../src/plan/plan.ts";
import { resolveScoring } from "../../src/plan/resolve.ts";
import { invocationOf } from "../run/invocation.ts";

const path = join(packageRoot, "models", "oc-tiny", "oc-tiny-f16.gguf");
const datasetsOf = async (name: string) =>
  (await resolveScoring(invocationOf("/", { datasets: [name] }), new Set(["base"]))).datasets;
const scored = await datasetsOf("siqa_ppl");
const generated = await datasetsOf("siqa_gen");

async function notices(model: Partial<ModelInput>, datasets = generated, modelOverrides: Partial<ModelInput> = {}) {
  const file = await openModelFile(modelSchema.parse({ abbr: "tiny", path, ...model }), [], {
    cwd: "/",
    renderTime: renderTimeOf(new Date()),
  });
  return noticesOf({ models: [file], datasets }, invocationOf("/", { modelOverrides }));
}

test("settings that apply are not mentioned", async () => {
  const sampling = { do_sample: true, seed: 3 };
  expect(await notices({ kind: "chat", generation: sampling, systemPrompt: "Be brief.", minOutLen: 1 })).toEqual([]);
  expect(await notices({ kind: "base" }, scored)).toEqual([]);
});

test.each<[setting: string, model: Partial<ModelInput>, notice: RegExp]>([
  ["device_map", { placement: { device_map: "auto" } }, /^tiny: device_map has no effect/],
  ["torch_dtype", { placement: { torch_dtype: "float16" } }, /^tiny: torch_dtype has no effect: .*\(F16\)/],
  ["trust_remote_code", { placement: { trust_remote_code: true } }, /^tiny: trust_remote_code has no effect/],
  ["padding_side", { tokenizerOptions: { padding_side: "left" } }, /^tiny: padding_side has no effect/],
  ["use_fast", { tokenizerOptions: { use_fast: true } }, /^tiny: use_fast has no effect/],
  ["tokenizerPath", { tokenizerPath: "/" }, /^tiny: --tokenizer-path has no effect/],
  ["a system prompt on a base model", { kind: "base", systemPrompt: "s" }, /^tiny: the system prompt has no effect/],
  [
    "a chat template on a base model",
    { kind: "base", chatTemplate: "{{ x }}" },
    /^tiny: the chat template has no effect: a base model/,
  ],
  ["a seed for greedy decoding", { generation: { seed: 3 } }, /^tiny: seed has no effect: decoding is greedy/],
])("what cannot apply is said: %s", async (_setting, model, notice) => {
  expect(await notices({ kind: "chat", ...model })).toEqual([expect.stringMatching(notice)]);
});

test("an ONNX graph decides what some settings would", async () => {
  const path = join(packageRoot, "models", "oc-tiny-onnx");
  const placement = { gpu_layers: 3, flash_attention: true, kv_cache_type: "q8_0" as const };
  expect(await notices({ path, engine: "onnx", kind: "chat", placement })).toEqual([
    "tiny: gpu_layers, flash_attention, kv_cache_type have no effect: an ONNX graph and its runtime decide it",
  ]);
  expect(await notices({ path, engine: "onnx", kind: "chat", placement: { use_mmap: false } })).toEqual([
    "tiny: use_mmap has no effect: an ONNX graph and its runtime decide it",
  ]);
  expect(await notices({ path, engine: "onnx", kind: "chat", tokenizerPath: path })).toEqual([]);
});

test("a chat model asked by ppl is told that its template is not used", async () => {
  expect(await notices({ kind: "chat" }, scored)).toEqual([
    expect.stringMatching(/^tiny: a chat model asked by ppl gets plain text/),
  ]);
});

test("settings of generation are mentioned where nothing is generated", async () => {
  const base = { kind: "base" as const, minOutLen: 2 };
  expect(await notices(base, scored)).toEqual(["tiny: minOutLen has no effect: nothing is generated"]);
  const flags = { maxOutLen: 8, minOutLen: 2, stopWords: ["\n"], generation: { do_sample: true, seed: 3 } };
  expect(await notices({ kind: "base", ...flags }, scored, flags)).toEqual([
    "--max-out-len, --min-out-len, --stop-words, do_sample, seed have no effect: nothing is generated",
  ]);
  expect(await notices(base, [...scored, ...generated], { stopWords: ["\n"] })).toEqual([]);
});

test("settings of prompts are mentioned where a chat model is only scored", async () => {
  const chat = { kind: "chat" as const, systemPrompt: "s", chatTemplateKwargs: { x: 1 } };
  expect(await notices(chat, scored)).toEqual([
    "tiny: the system prompt has no effect: texts scored by ppl or ll are plain, without the chat template",
    "tiny: --chat-template-kwargs x has no effect: texts scored by ppl or ll are plain, without the chat template",
    expect.stringMatching(/a chat model asked by ppl gets plain text/),
  ]);
  expect(await notices({ kind: "chat", padTokenId: 3 })).toEqual([
    expect.stringMatching(/--pad-token-id has no effect/),
  ]);
});

test("a dataset's own limit of answers is said where it cuts every one", async () => {
  const own = await datasetsOf("gsm8k_gen");
  expect(await notices({ kind: "base", minOutLen: 600, maxOutLen: 700 }, own)).toEqual([
    "tiny: no answer of gsm8k may end before 600 tokens, and its limit is 512: every answer is cut there",
  ]);
});

test("a model that computes on the CPU is told which settings are a GPU's", async () => {
  const gpu = { device: "cpu", numGpus: 1, placement: { gpu_layers: 4 } };
  expect(await notices({ kind: "chat", ...gpu })).toEqual([
    "tiny: gpu_layers has no effect: the CPU computes",
    "tiny: --num-gpus 1 has no effect: the CPU computes",
  ]);
  expect(await notices({ kind: "chat", device: "cpu", placement: { gpu_layers: 0 } })).toEqual([]);
});

test("threads above the processors that this process may use are said, and are other machines' matter on a cluster", async () => {
  const usable = availableParallelism();
  const threads = usable * 8;
  const words = `${threads} threads were asked for, and this process may use`;
  expect(await notices({ threads: usable })).toEqual([]);
  expect(await notices({ threads })).toContainEqual(expect.stringContaining(`tiny: ${words}`));
  const file = await openModelFile(modelSchema.parse({ abbr: "tiny", path, threads }), [], {
    cwd: "/",
    renderTime: renderTimeOf(new Date()),
  });
  expect(threadsOf(file)).toBe(usable);
  const elsewhere = noticesOf({ models: [file], datasets: generated }, invocationOf("/"), { isElsewhere: true });
  expect(elsewhere.join()).not.toContain("threads");
  expect([usableThreads(0, 8), usableThreads(3, 8), usableThreads(64, 8)]).toEqual([8, 3, 8]);
});
