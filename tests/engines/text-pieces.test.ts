// Whatever texts come in whatever order: ids of pieces are those of whole texts, for the tokenizers of the repository's models, and of
// the zoo's and of real ones where they are there.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import type { Tokenizer } from "../../src/core/request.ts";
import { CutPlaces } from "../../src/engines/cut-places.ts";
import type { Vocabulary } from "../../src/engines/engine.ts";
import { ggufCuts } from "../../src/engines/gguf/cuts.ts";
import { TextComposer } from "../../src/engines/gguf/nfc.ts";
import { tokenTexts } from "../../src/engines/gguf/token-texts.ts";
import { readGguf } from "../../src/engines/gguf.ts";
import { openVocabularyModel } from "../../src/engines/llama/model.ts";
import { LlamaTokenizer } from "../../src/engines/llama/tokenizer.ts";
import * as llama from "../../src/engines/llama.ts";
import * as nodeLlamaCpp from "../../src/engines/node-llama-cpp.ts";
import { tokenizerJsonCuts } from "../../src/engines/onnx/model/cuts.ts";
import { openOnnxFolder } from "../../src/engines/onnx/model/folder.ts";
import { OnnxTokenizer } from "../../src/engines/onnx/model/tokenizer.ts";
import { TextPieces, worthwhileCharacters } from "../../src/engines/text-pieces.ts";
import { sharedTexts } from "./shared-texts.ts";
import { tinyModelPath } from "./tiny-model.ts";

const zoo = fileURLToPath(new URL("../../../shared/zoo", import.meta.url));
const real = process.env.OC_LOCAL_REAL_MODELS ?? "";
const models = fileURLToPath(new URL("../../models", import.meta.url));

const seed = Number(process.env.FUZZ_SEED ?? 1);

const opened: Vocabulary[] = [];
afterEach(async () => {
  for (const vocabulary of opened.splice(0)) await vocabulary.close();
});

function filesBelow(folder: string, isWanted: (path: string) => boolean): string[] {
  if (!existsSync(folder)) return [];
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name));
  return paths.filter(isWanted).sort();
}

const ggufs = [
  join(models, "oc-tiny/oc-tiny-f16.gguf"),
  ...filesBelow(zoo, (path) => path.endsWith("-f32.gguf") && !path.includes("no-gating")),
  ...filesBelow(real, (path) => path.endsWith(".gguf")),
];
/** Exporters write the same tokenizer beside several graphs. */
const tokenizers = [
  ...new Map(
    [join(models, "oc-tiny-onnx/tokenizer.json"), ...filesBelow(zoo, (path) => path.endsWith("/tokenizer.json"))].map(
      (path) => [readFileSync(path, "utf8"), path],
    ),
  ).values(),
];
const portable = ["oc-tiny-f16", "gemma3-f32", "llama2-spm-f32", "qwen2-f32"];

describe.each(ggufs)("%s", (path) => {
  test.each([
    ["llama", llama],
    ...(portable.some((name) => path.includes(name)) ? [["node-llama-cpp", nodeLlamaCpp] as const] : []),
  ] as const)("pieces give the ids of whole texts by %s", async (_, { openVocabulary }) => {
    const gguf = await readGguf(path);
    const { all, control, always } = tokenTexts(gguf);
    const own = [...control, ...always, ...all.filter((_, id) => id % Math.ceil(all.length / 2000) === 0)];
    const vocabulary = await openVocabulary({ modelPath: path, device: { backend: "cpu", index: null } });
    opened.push(vocabulary);
    compare(vocabulary, ggufCuts(gguf), own);
  });

  test("a text is read for control tokens where it can hold one", async () => {
    const { gguf, model } = await openVocabularyModel(path);
    try {
      const { all, control, always } = tokenTexts(gguf);
      const composer = new TextComposer(gguf);
      const own = [...control, ...always, ...all.filter((_, id) => id % Math.ceil(all.length / 500) === 0)];
      const tokenizer = new LlamaTokenizer(model, gguf);
      for (const text of sharedTexts(own, { characters: worthwhileCharacters / 3, seed })) {
        const native = model.tokenize(composer.compose(text, { parseSpecial: true }), false, true);
        expect(tokenizer.tokenize(text, { addBos: false, parseSpecial: true }), JSON.stringify(text)).toEqual(native);
      }
    } finally {
      await model.close();
    }
  });
});

test.each(tokenizers)("pieces give the ids of whole texts: %s", (path) => {
  const folder = openOnnxFolder(dirname(path));
  const { vocab } = folder.tokenizer.model as { vocab: Record<string, number> };
  const added = (folder.tokenizer.added_tokens as { content: string }[]).map(({ content }) => content);
  compare(new OnnxTokenizer(folder, null), tokenizerJsonCuts(folder.tokenizer), [...added, ...Object.keys(vocab)]);
});

/** @param own Tokens' texts as the vocabulary has them. */
function compare(tokenizer: Tokenizer, cuts: CutPlaces | null, own: readonly string[]): void {
  expect(cuts?.isEmpty).toBe(false);
  const written = own.map((text) => text.replaceAll(/[▁Ġ]/g, " ").replaceAll("Ċ", "\n"));
  // A tokenizer cuts by itself only behind more text than this.
  const characters = worthwhileCharacters / 6;
  const texts = sharedTexts(written, { characters, seed });
  for (const parseSpecial of [true, false]) {
    const whole = (text: string) => tokenizer.tokenize(text, { addBos: false, parseSpecial });
    const expected = texts.map(whole);
    const pieces = new TextPieces(whole, () => cuts, 0);
    for (const [i, text] of texts.entries())
      expect(pieces.encode(text, { parseSpecial, first: null }), JSON.stringify(text)).toEqual(expected[i]);
  }
}

test("the character in front of a piece is left out again, and BOS is never put in front twice", () => {
  const asked: string[] = [];
  const encode = (text: string) => {
    asked.push(text);
    return Array.from(` ${text}`, (character) => character.charCodeAt(0));
  };
  const pieces = new TextPieces(encode, () => new CutPlaces(() => true), 0);
  const ids = (text: string, first: number | null) =>
    String.fromCharCode(...pieces.encode(text, { parseSpecial: true, first }));
  expect(ids("one two\nsix", 60)).toBe("< one two\nsix");
  expect(ids("one two\nten", 32)).toBe(" one two\nten");
  expect(asked).toEqual(["one", "~ two", "~", "~\nsix", "~\nten"]);
});

test("an encoder that throws leaves nothing of its text behind", () => {
  let isBroken = false;
  const encode = (text: string) => {
    if (isBroken && text.includes("six")) throw new Error("broken");
    return Array.from(text, (character) => character.charCodeAt(0));
  };
  const pieces = new TextPieces(encode, () => new CutPlaces(() => true), 0);
  const ids = (text: string) => String.fromCharCode(...pieces.encode(text, { parseSpecial: true, first: null }));
  expect(ids("one two\nten")).toBe("one two\nten");
  isBroken = true;
  expect(() => ids("one two\nnine six")).toThrow("broken");
  isBroken = false;
  expect(ids("one two\nten")).toBe("one two\nten");
});

test("a text is cut behind ideographs, and behind no character that some version of Unicode does not know", () => {
  const cuts = new CutPlaces(() => true);
  const cutIn = (text: string) => cuts.has(text, 1);
  expect(["文 a", "文\n", "a\n", "。\n", "\u9fff\n", "é ", "한 "].map(cutIn)).toEqual([
    ...[true, true, true],
    ...[false, false, false, false],
  ]);
});

test("tokenizers whose words hold spaces, and those that choose among whole texts, permit no cut", async () => {
  const gguf = await readGguf(tinyModelPath);
  const withKeys = (model: string, pre: string) =>
    ggufCuts({
      ...gguf,
      metadata: new Map([...gguf.metadata, ["tokenizer.ggml.model", model], ["tokenizer.ggml.pre", pre]]),
    });
  expect(withKeys("gpt2", "qwen2")?.has("a b", 1)).toBe(true);
  expect(withKeys("gpt2", "superbpe")).toBeNull();
  expect(withKeys("t5", "default")).toBeNull();
  const bpe = { type: "BPE", vocab: { a: 0, "▁": 1, "a▁b": 2, b: 3 }, merges: [] };
  const marked = { type: "Replace", pattern: { String: " " }, content: "▁" };
  const merging = tokenizerJsonCuts({ model: bpe, normalizer: marked });
  expect([merging?.has("a b", 1), merging?.has("b b", 1), merging?.has("a\nb", 1)]).toEqual([false, true, true]);
  const split = { type: "Split", pattern: { Regex: "\\S+ \\S+" }, behavior: "Isolated", invert: false };
  expect(tokenizerJsonCuts({ model: bpe, pre_tokenizer: split })).toBeNull();
  expect(tokenizerJsonCuts({ model: { type: "Unigram", vocab: [] }, normalizer: marked })).toBeNull();
});

test.skipIf(existsSync(zoo))("the zoo's tokenizers: there is no zoo beside the project", () => undefined);
test.skipIf(existsSync(real))("real tokenizers: OC_LOCAL_REAL_MODELS names no folder of GGUF files", () => undefined);
