import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { JsonObject } from "../../src/core/json.ts";
import { exactDecoder } from "../../src/engines/onnx/model/tokenizer-parts/decoders.ts";
import { exactNormalizer } from "../../src/engines/onnx/model/tokenizer-parts/normalizers.ts";
import { exactPreTokenizer } from "../../src/engines/onnx/model/tokenizer-parts/pre-tokenizers.ts";

// Recorded from Hugging Face's own library by tokenizer-parts/record.py.

interface Case<Output> {
  config: JsonObject;
  want: Output[];
}

const recorded: {
  texts: string[];
  tokens: string[][];
  normalizer: Case<string>[];
  pre_tokenizer: Case<string[]>[];
  decoder: Case<string>[];
} = JSON.parse(readFileSync(new URL("tokenizer-parts/recorded.json", import.meta.url), "utf8"));

const nameOf = ({ config }: { config: JsonObject }) => JSON.stringify(config);

test.each(recorded.pre_tokenizer.map((part) => [nameOf(part), part] as const))("cuts text: %s", (_, part) => {
  const cut = exactPreTokenizer(part.config);
  expect(recorded.texts.map((text) => cut(text))).toEqual(part.want);
});

test.each(recorded.normalizer.map((part) => [nameOf(part), part] as const))("normalises text: %s", (_, part) => {
  expect(recorded.texts.map(exactNormalizer(part.config))).toEqual(part.want);
});

test.each(recorded.decoder.map((part) => [nameOf(part), part] as const))("makes text of tokens: %s", (_, part) => {
  expect(recorded.tokens.map(exactDecoder(part.config))).toEqual(part.want);
});

test("digits are all numeric characters, not only 0 to 9", () => {
  const single = exactPreTokenizer({ type: "Digits", individual_digits: true });
  expect([single("4 ½"), single(" ①"), single("Ⅷ三٣")]).toEqual([
    ["4", " ", "½"],
    [" ", "①"],
    ["Ⅷ", "三", "٣"],
  ]);
});

test("what is not known is refused by name", () => {
  expect(() => exactPreTokenizer({ type: "UnicodeScripts" })).toThrow(
    "the pre-tokenizer UnicodeScripts is not supported",
  );
  expect(() => exactNormalizer({ type: "Nmt" })).toThrow("the normalizer Nmt is not supported");
  expect(() => exactDecoder({ type: "Other" })).toThrow("the decoder Other is not supported");
});

test("a table of SentencePiece replaces what it names, longest texts included", () => {
  // One entry: "ﬁ" (EF AC 81) becomes "fi". Units of the double array as darts-clone lays them out.
  expect(exactNormalizer({ type: "Precompiled", precompiled_charsmap: charsmap() })("ﬁne ﬂat")).toBe("fine ﬂat");
  expect(exactNormalizer({ type: "Precompiled", precompiled_charsmap: "" })("ﬁne")).toBe("ﬁne");
});

function charsmap(): string {
  const units = new Uint32Array(256);
  const unit = (at: number, values: { label?: number; offset: number; leaf?: boolean }) => {
    units[at] = (values.label ?? 0) | (values.offset << 10) | (values.leaf ? 1 << 8 : 0);
  };
  unit(0, { offset: 1 });
  unit(1 ^ 0xef, { label: 0xef, offset: 2 });
  unit(1 ^ 0xef ^ 2 ^ 0xac, { label: 0xac, offset: 4 });
  const last = 1 ^ 0xef ^ 2 ^ 0xac ^ 4 ^ 0x81;
  unit(last, { label: 0x81, offset: 8, leaf: true });
  units[last ^ 8] = 0x80000000; // the first replacement
  const size = Buffer.alloc(4);
  size.writeUInt32LE(units.byteLength);
  return Buffer.concat([size, Buffer.from(units.buffer), Buffer.from("fi\0")]).toString("base64");
}
