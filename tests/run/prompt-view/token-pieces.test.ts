import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { packageRoot } from "../../../src/core/package.ts";
import { openVocabulary } from "../../../src/engines/node-llama-cpp.ts";
import { tokenPieces } from "../../../src/run/prompt-view/token-pieces.ts";

const vocabulary = await openVocabulary({
  modelPath: join(packageRoot, "models", "oc-tiny", "oc-tiny-f16.gguf"),
  device: { backend: "cpu", index: null },
});
afterAll(() => vocabulary.close());

const pieces = (text: string) =>
  tokenPieces(vocabulary.tokenize(text, { addBos: "model", parseSpecial: true }), vocabulary);

test.each([
  "Question: 1 + 1 = 2",
  "下列哪一项属于“身体部位”？\n答案: ",
  "罕见的龘字和🙂👩‍👩‍👧",
  "a\ufffdb",
  "  two  spaces \n\n",
])("the pieces of %j are the text, and no character is broken", (text) => {
  const [bos, ...rest] = pieces(text);
  expect(bos).toMatchObject({ text: "<|startoftext|>", isSpecial: true });
  expect(rest.map((piece) => piece.text).join("")).toBe(text);
  if (!text.includes("\ufffd")) expect(rest.some((piece) => piece.text.includes("\ufffd"))).toBe(false);
});

test("the ids of the pieces are the tokens, in order", () => {
  const tokens = vocabulary.tokenize("🙂 龘 hello", { addBos: "model", parseSpecial: true });
  expect(tokenPieces(tokens, vocabulary).flatMap(({ ids }) => ids)).toEqual([...tokens]);
});

test("a character of several tokens is one piece", () => {
  const [, ...rest] = pieces("🙂");
  expect(rest.length).toBeGreaterThan(0);
  expect(rest.some(({ ids, text }) => ids.length > 1 && text.includes("🙂"))).toBe(true);
});

test("control tokens that a template writes are special, ordinary tokens and spaces are not", () => {
  const special = pieces("<|im_start|>user\n hi").filter(({ isSpecial }) => isSpecial);
  expect(special.map(({ text }) => text)).toEqual(["<|startoftext|>", "<|im_start|>"]);
});
