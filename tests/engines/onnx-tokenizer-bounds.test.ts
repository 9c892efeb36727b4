import { expect, test } from "vitest";
import type { JsonObject, JsonValue } from "../../src/core/json.ts";
import { findBeyondTokenizerBounds, tokenizerBounds } from "../../src/engines/onnx/model/tokenizer-bounds.ts";
import { limitedBy } from "../../src/engines/onnx/model/tokenizer-time.ts";
import { errorOf } from "../run/error-of.ts";

const tokenizer = (more: JsonObject): JsonObject => ({
  model: { vocab: { a: 0 }, merges: [] },
  added_tokens: [],
  ...more,
});
const split = (regex: string): JsonObject => ({ type: "Split", pattern: { Regex: regex }, behavior: "Isolated" });
const nested = (depth: number): JsonValue =>
  depth === 0 ? split("a") : { type: "Sequence", pretokenizers: [nested(depth - 1)] };

test("an ordinary tokenizer is within every bound", () => {
  expect(findBeyondTokenizerBounds(tokenizer({ pre_tokenizer: nested(3), normalizer: null }))).toBeUndefined();
  const charsmap = { type: "Precompiled", precompiled_charsmap: "A".repeat(500_000) };
  expect(findBeyondTokenizerBounds(tokenizer({ normalizer: charsmap }))).toBeUndefined();
});

test.each([
  ["a long token", { model: { vocab: { ["x".repeat(4097)]: 0 } } }, "a token of 4097 characters"],
  ["a long piece", { model: { vocab: [["x".repeat(4097), -1]] } }, "a token of 4097 characters"],
  ["a long added token", { added_tokens: [{ id: 1, content: "x".repeat(4097) }] }, "a token of 4097 characters"],
  ["many added tokens", { added_tokens: Array(70_000).fill({}) }, "70000 added tokens"],
  ["a long pattern", { pre_tokenizer: split("a".repeat(10_001)) }, "a text of 10001 characters"],
  ["many patterns", { pre_tokenizer: { type: "Sequence", pretokenizers: Array(65).fill(split("a")) } }, "64 patterns"],
  ["parts inside of one another", { normalizer: nested(40) }, "deeper than 16 levels"],
  ["a long filling", { decoder: { type: "Replace", content: "x".repeat(20_000) } }, "a text of 20000 characters"],
] as [string, JsonObject, string][])("%s is beyond its bound", (_, changed, says) => {
  expect(findBeyondTokenizerBounds(tokenizer(changed))).toContain(says);
  expect(tokenizerBounds.tokenLength).toBe(4096);
});

test("whatever the library throws names the tokenizer", async () => {
  const limited = limitedBy({ path: "m", tokenizer: {} }, []);
  const error = await errorOf(async () =>
    limited("text", () => {
      throw new RangeError("Invalid string length");
    }),
  );
  expect(error).toMatchObject({
    code: "MODEL_FILE",
    message: expect.stringContaining("the tokenizer of m fails on 4"),
  });
});

test("after three texts without end no other is tried", async () => {
  const limited = limitedBy({ path: "m", tokenizer: { normalizer: { type: "Replace" } } }, ["normalizer"]);
  const forEver = () => {
    for (;;);
  };
  const before = process.cpuUsage();
  for (const _ of [1, 2, 3])
    expect((await errorOf(async () => limited("text", forEver))).message).toMatch(/longer than 2.0 s for 4 characters/);
  const { user } = process.cpuUsage(before);
  const { message } = await errorOf(async () => limited("text", () => "done"));
  expect(message).toContain("is not tried again");
  expect(user).toBeLessThan(20_000_000);
});
