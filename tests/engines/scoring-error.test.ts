import { expect, test } from "vitest";
import { scoringError } from "../../src/engines/scoring-error.ts";

const cpu = { engine: "llama", device: "CPU (2 threads)", kvCacheType: both("f32"), flashAttention: both("off") };
const whole = { architecture: "qwen2", roundsActivations: false };

function both<T extends string>(choice: T) {
  return { scoring: choice, generation: choice };
}

test("the error of a setting grows with what it rounds", () => {
  const half = scoringError({ ...cpu, kvCacheType: both("f16") }, whole);
  const flash = scoringError({ ...cpu, flashAttention: both("on") }, whole);
  const exact = scoringError(cpu, whole);
  const gelu = scoringError({ ...cpu, engine: "node-llama-cpp" }, { ...whole, architecture: "gemma3" });
  const quantised = scoringError(cpu, { ...whole, roundsActivations: true });
  expect(exact.nats).toBeGreaterThan(0);
  expect(half.nats).toBeGreaterThan(exact.nats ?? Infinity);
  expect(flash.nats).toBeGreaterThan(half.nats ?? Infinity);
  expect(quantised.nats).toBeGreaterThan(exact.nats ?? Infinity);
  expect(scoringError(cpu, { ...whole, architecture: "gemma3" })).toEqual(exact);
  expect(gelu.nats).toBeGreaterThan(exact.nats ?? Infinity);
  expect(quantised.words).toBe("f32 keys and values, no flash attention; quantised weights");
});

test("what was not measured is not stated", () => {
  expect(scoringError({ ...cpu, kvCacheType: both("q8_0"), flashAttention: both("on") }, whole).nats).toBeNull();
  expect(scoringError({ ...cpu, device: "CUDA0 some card", flashAttention: both("auto") }, whole).nats).toBeNull();
  expect(scoringError({ engine: "onnx", device: "CPU (2 threads)" }, whole)).toEqual({
    nats: null,
    words: "the graph and its runtime decide how attention is computed",
  });
});
