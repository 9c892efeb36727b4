import { describe, expect, test } from "vitest";
import {
  chooseCacheType,
  chooseFlashAttention,
  matrixBatchSize,
  requireCacheType,
} from "../../src/engines/flash-attention.ts";
import { type GgufModel, readGguf } from "../../src/engines/gguf.ts";
import { open as openNative } from "../../src/engines/llama.ts";
import { open as openPortable } from "../../src/engines/node-llama-cpp.ts";
import { tinyModelPath, tinyOptions } from "./tiny-model.ts";

const tiny = await readGguf(tinyModelPath);

/** The embedded model's header with other attention heads. */
function withHeads(heads: number, headSize: number): GgufModel {
  const metadata = new Map(tiny.metadata);
  metadata.set("llama.attention.head_count", heads);
  metadata.set("llama.attention.key_length", headSize);
  return { ...tiny, metadata };
}

const large = withHeads(32, 128);

describe("flash kernels", () => {
  test("are left out where a CPU scores, whatever the heads", () => {
    for (const gguf of [tiny, large])
      expect(chooseFlashAttention({ flashAttention: "auto" }, { gguf, onGpu: false, purpose: "score" })).toBe("off");
  });

  test("read prompts of generated text on a CPU, and everything on a GPU", () => {
    const auto = { flashAttention: "auto" as const };
    expect(chooseFlashAttention(auto, { gguf: large, onGpu: false, purpose: "generate" })).toBe("auto");
    expect(chooseFlashAttention(auto, { gguf: tiny, onGpu: false, purpose: "generate" })).toBe("off");
    expect(chooseFlashAttention(auto, { gguf: large, onGpu: true, purpose: "score" })).toBe("auto");
  });

  test("are used or not as the model's settings say, and for a quantised cache", () => {
    const scoring = { gguf: large, onGpu: false, purpose: "score" as const };
    expect(chooseFlashAttention({ flashAttention: true }, scoring)).toBe("on");
    expect(chooseFlashAttention({ flashAttention: false }, { ...scoring, onGpu: true })).toBe("off");
    expect(chooseFlashAttention({ flashAttention: "auto", kvCacheType: "q8_0" }, scoring)).toBe("on");
    expect(chooseFlashAttention({ flashAttention: "auto", kvCacheType: "bf16" }, scoring)).toBe("off");
  });

  test.each(["llama", "node-llama-cpp"])("the engine %s says what it scores with", async (name) => {
    const open = name === "llama" ? openNative : openPortable;
    const engine = await open(tinyOptions({}));
    try {
      expect(engine.info.flashAttention?.scoring).toBe("off");
      expect(engine.info.kvCacheType?.scoring).toBe("f32");
    } finally {
      await engine.close();
    }
  });
});

describe("the cache's number format", () => {
  test("is exact where a CPU scores, half of that elsewhere, and what the settings say", () => {
    const score = { onGpu: false, purpose: "score" as const };
    expect(chooseCacheType({}, score)).toBe("f32");
    expect(chooseCacheType({ kvCacheType: "auto" }, { ...score, onGpu: true })).toBe("f16");
    expect(chooseCacheType({ kvCacheType: "auto" }, { ...score, purpose: "generate" })).toBe("f16");
    expect(chooseCacheType({ kvCacheType: "f16" }, score)).toBe("f16");
    expect(chooseCacheType({ kvCacheType: "q8_0" }, score)).toBe("q8_0");
  });
});

test("without flash kernels fewer tokens are computed at once in a long context", () => {
  expect(matrixBatchSize(large, 4096)).toBe(512);
  expect(matrixBatchSize(large, 32_768)).toBe(256);
  expect(matrixBatchSize(large, 1_000_000)).toBe(64);
});

describe("a quantised cache is refused", () => {
  test("without flash attention", () => {
    expect(() => requireCacheType(large, { kvCacheType: "q4_0", flashAttention: false })).toThrow(
      /kv_cache_type=q4_0 and flash_attention=false contradict each other/,
    );
  });

  test("beside heads that its blocks do not divide", () => {
    expect(() => requireCacheType(withHeads(8, 80), { kvCacheType: "q8_0", flashAttention: "auto" })).toThrow(
      /80 numbers/,
    );
    expect(() => requireCacheType(large, { kvCacheType: "q8_0", flashAttention: "auto" })).not.toThrow();
  });
});

test("a cache of 8 bits gives nearly the same scores on both engines", async () => {
  const tokens = Int32Array.from({ length: 40 }, (_, i) => 300 + ((i * 37) % 900));
  const scores: Float32Array[] = [];
  for (const open of [openNative, openPortable]) {
    const engine = await open(tinyOptions({ kvCacheType: "q8_0" }));
    try {
      async function* requests() {
        yield { index: 0, tokens, from: 1 };
      }
      for await (const { logProbs } of engine.score(requests())) scores.push(logProbs);
    } finally {
      await engine.close();
    }
  }
  const [native = new Float32Array(), portable = new Float32Array()] = scores;
  expect(native).toHaveLength(39);
  for (const [i, value] of native.entries()) expect(Math.abs(value - (portable[i] ?? Number.NaN))).toBeLessThan(0.05);
});
