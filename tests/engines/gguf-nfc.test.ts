import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { composesText, TextComposer } from "../../src/engines/gguf/nfc.ts";
import { confirmedToken, templateTokens } from "../../src/engines/gguf/special-tokens.ts";
import { readGguf } from "../../src/engines/gguf.ts";
import { openVocabulary as openNative } from "../../src/engines/llama.ts";
import { openVocabulary as openPortable } from "../../src/engines/node-llama-cpp.ts";
import { projectRoot } from "../e2e/cli.ts";
import { tinyModelPath } from "./tiny-model.ts";

const file = (architecture: string, pre?: string, model = "gpt2") => ({
  architecture,
  metadata: new Map([
    ["tokenizer.ggml.model", model],
    ...(pre === undefined ? [] : [["tokenizer.ggml.pre", pre] as const]),
  ]),
});

test.each([
  ["Qwen2, 2.5, 3", file("qwen2", "qwen2"), true],
  ["Qwen3.5", file("qwen35", "qwen35"), true],
  ["MPT", file("mpt", "mpt"), true],
  ["OLMo", file("olmo", "olmo"), true],
  ["Pythia, which the converter takes for OLMo", file("gptneox", "olmo"), true],
  ["Command-R", file("command-r", "command-r"), true],
  ["Aya, a Command-R by its tokenizer's class", file("cohere2", "tiny_aya"), true],
  ["a Qwen2 file from before the key", file("qwen2"), true],
  ["a GPT-NeoX file from before the key", file("gptneox"), true],
  ["Llama 3", file("llama", "llama-bpe"), false],
  ["a llama that cuts words as Qwen2 does", file("llama", "qwen2"), false],
  ["DeepSeek-R1-Distill-Qwen", file("qwen2", "deepseek-r1-qwen"), false],
  ["GPT-2", file("gpt2", "gpt-2"), false],
  ["Gemma", file("gemma3", "default", "llama"), false],
] as const)("whose text is composed: %s", (_, gguf, isComposed) => {
  expect(composesText(gguf)).toBe(isComposed);
});

test("control tokens are taken out before text is composed, and nothing is composed across their ends", async () => {
  const tiny = await readGguf(tinyModelPath);
  const composer = new TextComposer({ ...tiny, architecture: "qwen2" });
  expect(composer.form).toBe("NFC");
  const text = "cafe\u0301<|im_end|>\u0338 \u212b";
  expect(composer.compose(text, { parseSpecial: true })).toBe("caf\u00e9<|im_end|>\u0338 \u00c5");
  expect(composer.compose(text, { parseSpecial: false })).toBe("caf\u00e9<|im_end|\u226f \u00c5");
  expect(composer.compose("caf\u00e9", { parseSpecial: true })).toBe("caf\u00e9");
});

test("only tokens that the file names reach a chat template, and an assumed one that is text is none", () => {
  const metadata = new Map([["tokenizer.ggml.eos_token_id", 2]]);
  const gguf = { metadata, vocabularySize: 100 };
  expect(templateTokens(gguf, (id) => `token ${id}`)).toEqual({ eos_token: "token 2" });
  const isText = { leavesText: () => true };
  expect(confirmedToken(gguf, "bos", { id: 11, ...isText })).toBeNull();
  expect(confirmedToken(gguf, "bos", { id: 1, leavesText: () => false })).toBe(1);
  expect(confirmedToken(gguf, "eos", { id: 2, ...isText })).toBe(2);
});

const zoo = join(projectRoot, "..", "shared", "zoo");
const pairs = [
  ["e\u0301 \u2126 \u212b 273 \u212a", "\u00e9 \u03a9 \u00c5 273 K"],
  ["\u1112\u1161\u11ab \uf9b4", "\ud55c \u9818"],
] as const;

test.skipIf(!existsSync(zoo)).each([
  ["native", openNative],
  ["portable", openPortable],
] as const)("a Qwen2 file reads text as its composed form, a Llama file as it is: %s engine", async (_, open) => {
  for (const [name, isComposed] of [
    ["qwen2", true],
    ["llama3-rope", false],
  ] as const) {
    const vocabulary = await open({
      modelPath: join(zoo, name, `${name}-f32.gguf`),
      device: { backend: "cpu", index: null },
    });
    try {
      expect(vocabulary.info.textForm).toBe(isComposed ? "NFC" : null);
      const tokens = (text: string) => [...vocabulary.tokenize(text, { addBos: false, parseSpecial: true })];
      for (const [text, composed] of pairs)
        expect(JSON.stringify(tokens(text)) === JSON.stringify(tokens(composed))).toBe(isComposed);
    } finally {
      await vocabulary.close();
    }
  }
});

test.skipIf(!existsSync(zoo))("tokens of composed text are those of the checkpoint's own tokenizer", async () => {
  const vocabulary = await openNative({
    modelPath: join(zoo, "qwen2", "qwen2-f32.gguf"),
    device: { backend: "cpu", index: null },
  });
  const { openOnnxFolder } = await import("../../src/engines/onnx/model/folder.ts");
  const { OnnxTokenizer } = await import("../../src/engines/onnx/model/tokenizer.ts");
  const checkpoint = new OnnxTokenizer(openOnnxFolder(join(zoo, "qwen2", "onnx-optimum")), null);
  const options = { addBos: false, parseSpecial: true } as const;
  for (const text of [...pairs.flat(), "<|im_end|>\u0338 cafe\u0301", readFileSync(new URL(import.meta.url), "utf8")])
    expect([...vocabulary.tokenize(text, options)]).toEqual([...checkpoint.tokenize(text, options)]);
  await vocabulary.close();
});
