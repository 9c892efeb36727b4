// Texts of special tokens inside a row's own text, such as <|im_end|> in a question about chat formats: they are read as these tokens,
// as the tokenizers of transformers read them, and whoever reads the score has to know.

import type { JsonValue } from "../core/json.ts";
import type { Tokenizer } from "../core/request.ts";

/** What such a text begins with. */
const opening = /[<[]/;

/** @param values A row's columns that its prompt reads. */
export function holdSpecialTexts(values: readonly (JsonValue | undefined)[], tokenizer: Tokenizer): boolean {
  return values.some((value) => {
    if (Array.isArray(value)) return holdSpecialTexts(value, tokenizer);
    if (typeof value !== "string" || !opening.test(value)) return false;
    const [parsed, plain] = [true, false].map((parseSpecial) =>
      tokenizer.tokenize(value, { addBos: false, parseSpecial }),
    );
    return String(parsed) !== String(plain);
  });
}
