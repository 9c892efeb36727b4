// Wrong arguments are refused one by one, and the process and the context live on. Many of them would make llama.cpp abort.

import { afterAll, beforeAll, expect, test } from "vitest";
import type {
  Batch,
  Context,
  ContextParams,
  Model,
  ModelParams,
  SamplerParams,
} from "../../src/engines/llama/addon.ts";
import {
  addon,
  batchOf,
  contextParams,
  expectFailure,
  greedy,
  libraryFolder,
  loadModel,
  modelParams,
  modelPath,
  openLibrary,
  scoredSequence,
  someTokens,
} from "./addon.ts";

let model: Model;
let context: Context;
let streams: Context;

beforeAll(async () => {
  model = await loadModel();
  context = await model.createContext({ ...contextParams, nOutputsMax: 8 });
  streams = await model.createContext({ ...contextParams, nCtx: 1024, kvUnified: false });
});

afterAll(async () => {
  await context.close();
  await streams.close();
  await model.close();
});

const good = () => batchOf(scoredSequence(someTokens(4)));
const int32 = (...values: number[]) => Int32Array.from(values);

const batches: { name: string; change: (batch: Batch) => unknown; message: RegExp }[] = [
  { name: "no tokens", change: () => batchOf([]), message: /has no tokens/ },
  {
    name: "too many tokens",
    change: () => batchOf(someTokens(257).map((token, position) => ({ token, position }))),
    message: /has 257 tokens, and nBatch is 256/,
  },
  { name: "a token below 0", change: (b) => ({ ...b, tokens: int32(1, -1, 1, 1) }), message: /"tokens"\[1\] is -1/ },
  { name: "an unknown token", change: (b) => ({ ...b, tokens: int32(1, 1, 1, 2048) }), message: /from 0 to 2047/ },
  { name: "another kind of array", change: (b) => ({ ...b, tokens: new Float32Array(4) }), message: /an Int32Array/ },
  { name: "a plain array", change: (b) => ({ ...b, tokens: [1, 2, 3, 4] }), message: /"tokens" must be an Int32Array/ },
  { name: "a missing array", change: (b) => ({ ...b, targets: undefined }), message: /"targets" must be/ },
  { name: "fewer positions", change: (b) => ({ ...b, positions: int32(0, 1) }), message: /must hold 4 entries/ },
  { name: "a position below 0", change: (b) => ({ ...b, positions: int32(-1, 0, 1, 2) }), message: /"positions"\[0\]/ },
  {
    name: "the largest position",
    change: (b) => ({ ...b, positions: int32(0, 1, 2, 2147483647) }),
    message: /"positions"\[3\]/,
  },
  { name: "short offsets", change: (b) => ({ ...b, seqOffsets: int32(0, 1, 2, 4) }), message: /must hold 5 entries/ },
  { name: "offsets from 1", change: (b) => ({ ...b, seqOffsets: int32(1, 2, 3, 4, 4) }), message: /must ascend/ },
  { name: "falling offsets", change: (b) => ({ ...b, seqOffsets: int32(0, 3, 2, 3, 4) }), message: /must ascend/ },
  { name: "offsets past the end", change: (b) => ({ ...b, seqOffsets: int32(0, 1, 2, 3, 9) }), message: /which is 4/ },
  {
    name: "a token of no sequence",
    change: (b) => ({ ...b, seqOffsets: int32(0, 1, 1, 2, 4) }),
    message: /token 1 of the batch belongs to no sequence/,
  },
  { name: "a sequence below 0", change: (b) => ({ ...b, seqIds: int32(0, 0, -1, 0) }), message: /"seqIds"\[2\] is -1/ },
  { name: "a sequence too many", change: (b) => ({ ...b, seqIds: int32(0, 0, 4, 0) }), message: /from 0 to 3/ },
  {
    name: "a sequence twice",
    change: (b) => ({ ...b, seqOffsets: int32(0, 1, 2, 3, 5), seqIds: int32(0, 0, 0, 0, 0) }),
    message: /token 3 of the batch names a sequence twice/,
  },
  { name: "a row past the end", change: (b) => ({ ...b, rows: int32(0, 1, 4) }), message: /"rows"\[2\] is 4/ },
  { name: "a row below 0", change: (b) => ({ ...b, rows: int32(0, 1, -1) }), message: /"rows"\[2\] is -1/ },
  { name: "a row without targets", change: (b) => ({ ...b, rows: int32(0, 1, 2, 3) }), message: /"targetOffsets"/ },
  { name: "targets past the end", change: (b) => ({ ...b, targetOffsets: int32(0, 1, 2, 4) }), message: /must ascend/ },
  { name: "an unknown target", change: (b) => ({ ...b, targets: int32(0, 0, 2048) }), message: /"targets"\[2\]/ },
  {
    name: "a drawn row past the end",
    change: (b) => ({ ...b, drawRows: int32(4), samplers: [null], banEnd: new Uint8Array(1) }),
    message: /"drawRows"\[0\] is 4/,
  },
  {
    name: "no sampler for a drawn row",
    change: (b) => ({ ...b, drawRows: int32(3), banEnd: new Uint8Array(1) }),
    message: /"samplers" must hold 1 entries/,
  },
  {
    name: "no banEnd for a drawn row",
    change: (b) => ({ ...b, drawRows: int32(3), samplers: [null] }),
    message: /"banEnd" must hold 1/,
  },
  {
    name: "an object that is no sampler",
    change: (b) => ({ ...b, drawRows: int32(3), samplers: [{}], banEnd: new Uint8Array(1) }),
    message: /"samplers" is not an object that this addon made/,
  },
  {
    name: "a context as a sampler",
    change: (b) => ({ ...b, drawRows: int32(3), samplers: [context], banEnd: new Uint8Array(1) }),
    message: /is not an object that this addon made/,
  },
  {
    name: "a sampler of another context",
    change: (b) => ({
      ...b,
      drawRows: int32(3),
      samplers: [streams.createSampler(greedy)],
      banEnd: new Uint8Array(1),
    }),
    message: /made by another context/,
  },
  {
    name: "a sampler twice",
    change: (b) => {
      const sampler = context.createSampler(greedy);
      return { ...b, drawRows: int32(2, 3), samplers: [sampler, sampler], banEnd: new Uint8Array(2) };
    },
    message: /names a sampler twice/,
  },
  {
    name: "too many rows",
    change: () => batchOf(scoredSequence(someTokens(10))),
    message: /the logits of 9 tokens, and nOutputsMax is 8/,
  },
  { name: "no batch", change: () => undefined, message: /"batch" must be an object/ },
];

test.each(batches)("step refuses $name", async ({ change, message }) => {
  await expectFailure(() => context.step(change(good()) as Batch), "ARGUMENT", message);
  const { logProbs } = await context.step(good());
  expect([...logProbs].every(Number.isFinite)).toBe(true);
  context.edit(int32(2, 0, 0, 0, 0));
});

test("a getter that throws is passed on", async () => {
  const batch = {
    ...good(),
    get seqIds(): Int32Array {
      throw new RangeError("mine");
    },
  };
  expect(() => context.step(batch)).toThrow(new RangeError("mine"));
});

test("a token of several sequences is refused in streams", async () => {
  const batch = batchOf([{ token: 1, position: 0, sequences: [0, 1] }]);
  await expectFailure(() => streams.step(batch), "ARGUMENT", /belongs to 2 sequences, which needs kvUnified/);
});

test.each([
  { name: "four numbers", edits: [0, 0, 0, -1], message: /five numbers/ },
  { name: "an unknown operation", edits: [3, 0, 0, -1, -1], message: /edit 0 has no operation 3/ },
  { name: "a sequence too many", edits: [2, 0, 0, 0, 0, 0, 4, 0, -1, -1], message: /edit 1 names sequence 4/ },
  { name: "a copy of all sequences", edits: [1, -1, 0, -1, -1], message: /names sequence -1/ },
  { name: "a copy to a sequence too many", edits: [1, 0, 4, -1, -1], message: /names sequence 4/ },
  { name: "a position below -1", edits: [0, 0, 0, -2, -1], message: /a position below -1/ },
])("edit refuses $name", async ({ edits, message }) => {
  await expectFailure(() => context.edit(Int32Array.from(edits)), "ARGUMENT", message);
});

test("a part of a stream cannot be copied", async () => {
  await expectFailure(
    () => streams.edit(int32(1, 0, 1, 0, 2)),
    "ARGUMENT",
    /a part of a sequence, which needs kvUnified/,
  );
});

const contexts: { name: string; params: Partial<Record<keyof ContextParams, unknown>>; message: RegExp }[] = [
  { name: "no cells", params: { nCtx: 0 }, message: /"nCtx" must be an integer from 1/ },
  { name: "half a cell", params: { nCtx: 0.5 }, message: /"nCtx"/ },
  { name: "no number", params: { nBatch: "12" }, message: /"nBatch"/ },
  { name: "NaN", params: { nUbatch: Number.NaN }, message: /"nUbatch"/ },
  { name: "too many sequences", params: { nSeqMax: 257 }, message: /from 1 to 256/ },
  { name: "no rows", params: { nOutputsMax: 0 }, message: /"nOutputsMax"/ },
  { name: "no threads", params: { nThreads: 0 }, message: /"nThreads"/ },
  { name: "too many threads", params: { nThreads: 513 }, message: /"nThreads"/ },
  { name: "an unknown type", params: { typeK: "q6_k" }, message: /"typeK" must be one of f16, f32/ },
  {
    name: "a word for flash attention",
    params: { flashAttention: true },
    message: /"flashAttention" must be a string/,
  },
  { name: "no boolean", params: { kvUnified: 1 }, message: /"kvUnified" must be a boolean/ },
  { name: "an adapter that is none", params: { adapters: [{ adapter: {}, scale: 1 }] }, message: /"adapter" is not/ },
];

test.each(contexts)("createContext refuses $name", async ({ params, message }) => {
  const wrong = { ...contextParams, ...params } as ContextParams;
  await expectFailure(() => model.createContext(wrong), "ARGUMENT", message);
});

test("cells of a quantised V need flash attention, as llama.cpp says", async () => {
  const params: ContextParams = { ...contextParams, typeV: "q8_0", flashAttention: "off" };
  await expectFailure(() => model.createContext(params), "CONTEXT", /V cache requires flash_attn/);
});

test("fewer batch rows than sequences are enough rows for all sequences", async () => {
  const small = await model.createContext({ ...contextParams, nBatch: 2, nUbatch: 1, nOutputsMax: 1, nSeqMax: 4 });
  const entries = [0, 1].map((sequence) => ({ token: 1, position: 0, sequences: [sequence], targets: [2] }));
  const { logProbs } = await small.step(batchOf(entries));
  expect(logProbs[0]).toBeCloseTo(logProbs[1] ?? 0, 5);
  await small.close();
});

const models: { name: string; params: Partial<Record<keyof ModelParams, unknown>>; message: RegExp }[] = [
  { name: "an unknown device", params: { devices: ["CUDA7"] }, message: /no device "CUDA7" \(there are: CPU\)/ },
  { name: "a split of no devices", params: { tensorSplit: [1] }, message: /"tensorSplit" must be empty or/ },
  { name: "an unknown split", params: { splitMode: "column" }, message: /must be one of none, layer, row/ },
  { name: "no layer count", params: { nGpuLayers: undefined }, message: /"nGpuLayers"/ },
];

test.each(models)("loadModel refuses $name", async ({ params, message }) => {
  const wrong = { ...modelParams, ...params } as ModelParams;
  await expectFailure(() => openLibrary().loadModel(modelPath, wrong), "ARGUMENT", message);
});

const samplers: { name: string; params: Partial<SamplerParams>; message: RegExp }[] = [
  { name: "a temperature below 0", params: { temperature: -1 }, message: /"temperature"/ },
  { name: "half a token", params: { topK: 0.5 }, message: /"topK"/ },
  { name: "a share above 1", params: { topP: 1.5 }, message: /"topP"/ },
  { name: "NaN", params: { minP: Number.NaN }, message: /"minP"/ },
  { name: "no penalty at all", params: { repetitionPenalty: 0 }, message: /"repetitionPenalty"/ },
  { name: "a seed below 0", params: { seed: -1 }, message: /"seed"/ },
];

test.each(samplers)("createSampler refuses $name", async ({ params, message }) => {
  await expectFailure(() => context.createSampler({ ...greedy, ...params }), "ARGUMENT", message);
});

test("accept and the tokenizer refuse tokens that the vocabulary has not", async () => {
  const sampler = context.createSampler(greedy);
  await expectFailure(() => sampler.accept(int32(1, 2048)), "ARGUMENT", /token 2048 is not in the vocabulary of 2048/);
  await expectFailure(() => model.detokenize(int32(-1), true), "ARGUMENT", /token -1/);
  await expectFailure(() => model.tokenText(1e9), "ARGUMENT", /token 1000000000/);
  await expectFailure(() => model.tokenize(12 as unknown as string, true, false), "ARGUMENT", /"text"/);
});

test("a folder must be absolute, and methods know their object", async () => {
  await expectFailure(() => addon.openLibrary("."), "ARGUMENT", /"folder" must be absolute/);
  await expectFailure(() => addon.openLibrary(`${libraryFolder}\0`), "ARGUMENT", /NUL/);
  expect(() => context.step.call(model as unknown as Context, good())).toThrow();
  expect(() => Reflect.construct(context.constructor, [])).toThrow(/made by its functions/);
});
