// One tokenizer in two files: the GGUF read by llama.cpp, tokenizer.json read by Hugging Face's library.

import { readFileSync } from "node:fs";
import { Tokenizer } from "@huggingface/tokenizers";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Engine } from "../../src/engines/engine.ts";
import { seededRandom } from "../contracts/random.ts";
import { openTiny } from "../engines/tiny-model.ts";

const tokenizer = new Tokenizer(readJson("tokenizer.json"), readJson("tokenizer_config.json"));

let engine: Engine;
beforeAll(async () => {
  engine = await openTiny();
});
afterAll(() => engine.close());

test("1,000 mixed strings become the same ids, and come back", () => {
  const random = seededRandom(20260220);
  const different: unknown[] = [];
  for (let n = 0; n < 1000; n++) {
    const text = mixedText(random);
    const fromGguf = [...engine.tokenize(text, { addBos: "model", parseSpecial: true })];
    const fromJson = tokenizer.encode(text).ids;
    if (fromGguf.join() !== fromJson.join()) different.push({ text, fromGguf, fromJson });
    const { bos } = engine.info.specialTokenIds;
    expect(fromGguf[0]).toBe(bos);
    expect(engine.detokenize(Int32Array.from(fromGguf.slice(1)))).toBe(text);
  }
  expect(different).toEqual([]);
});

const pieces = {
  chinese: ["以下是单项选择题", "苹果", "，", "。", "的", "龘", "“引号”", "（括号）", "　", "《书名》", "７", "㈠"],
  english: ["Hello", "the", "isn't", "I'LL", "they've", "Answer:", "naïve", "co-op", "x_y", "CamelCase", "ſ"],
  emoji: ["🙂", "👩‍👩‍👧", "🇨🇳", "❤️", "🏳️‍🌈", "e\u0301"],
  space: [" ", "  ", "\n", "\n\n", "\r\n", "\t", " \n", "\u00a0", "   \n  ", "\u2028"],
  number: ["0", "7", "42", "3.14", "1,000", "½", "Ⅷ", "٣"],
  other: ["Ωμέγα", "हिन्दी", "ЖЖ", "#### ", "$", "…", "__", "<|im_end", "{}", "\\", "\u200b", "한국어", "ไทย"],
  special: ["<|im_start|>", "<|im_end|>", "<|endoftext|>", "<|pad|>"],
};

/** One to twelve pieces of all kinds; a control token is rare. */
function mixedText(random: () => number): string {
  const kinds = Object.values(pieces);
  const pick = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)] as T;
  const count = 1 + Math.floor(random() * 12);
  return Array.from({ length: count }, () => pick(random() < 0.05 ? pieces.special : pick(kinds.slice(0, -1)))).join(
    "",
  );
}

function readJson(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`../../models/oc-tiny-onnx/${name}`, import.meta.url), "utf8"));
}
