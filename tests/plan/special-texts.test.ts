// Special tokens inside a row's own text, found with the embedded model's tokenizer.

import { afterAll, expect, test } from "vitest";
import { openVocabulary } from "../../src/engines/llama.ts";
import { holdSpecialTexts } from "../../src/plan/special-texts.ts";
import { tinyModelPath } from "../engines/tiny-model.ts";

const vocabulary = await openVocabulary({ modelPath: tinyModelPath, device: { backend: "cpu", index: null } });
afterAll(() => vocabulary.close());

test.each<[text: string, values: (string | number | null | string[])[], holds: boolean]>([
  ["a special token", ["What does <|im_end|> do?", "A"], true],
  ["one in a list of options", ["Which ends a turn?", ["a full stop", "<|im_end|>"]], true],
  ["brackets that are none", ["Is 1 < 2 in a[0]?", "<b>bold</b>"], false],
  ["part of one", ["<|im_end"], false],
  ["no text", [3, null, ""], false],
])("%s", (_what, values, holds) => {
  expect(holdSpecialTexts(values, vocabulary)).toBe(holds);
});
