// Loading models, their facts, and text to tokens and back.

import { copyFileSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Model } from "../../src/engines/llama/addon.ts";
import {
  addon,
  contextParams,
  expectFailure,
  failureOf,
  libraryFolder,
  loadModel,
  modelPath,
  openLibrary,
  temporaryFolder,
} from "./addon.ts";

let model: Model;

beforeAll(async () => {
  model = await loadModel();
});

afterAll(async () => {
  await model.close();
});

test("the facts of the model", () => {
  const { endTokens, controlTokens, ...facts } = model.facts;
  expect(facts).toMatchObject({
    nVocab: 2048,
    nSwa: 0,
    bos: expect.any(Number),
    addEos: false,
    isRecurrent: false,
    isHybrid: false,
    hasEncoder: false,
    hasDecoder: true,
    sizeBytes: expect.any(Number),
  });
  expect(facts.sizeBytes).toBeLessThan(statSync(modelPath).size);
  expect([...endTokens]).toContain(facts.eos);
  expect([...controlTokens]).toContain(facts.bos);
});

test.each([
  { name: "nothing", text: "" },
  { name: "words", text: "The cat sat on the mat." },
  { name: "Chinese and an emoji", text: "你好,世界 🙂" },
  { name: "a NUL", text: "before\0after" },
  { name: "line breaks and tabs", text: "a\r\n\tb\u2028c" },
  { name: "a megabyte", text: "0123456789abcdef".repeat(65536) },
])("tokens give the text back: $name", ({ text }) => {
  const tokens = model.tokenize(text, false, false);
  expect(model.detokenize(tokens, false) === text).toBe(true);
});

test("a lone surrogate becomes U+FFFD", () => {
  expect(model.detokenize(model.tokenize("a\ud800b", false, false), false)).toBe("a\ufffdb");
});

test("bytes that are no character become U+FFFD", () => {
  const emoji = model.tokenize("🙂", false, false);
  expect(emoji.length).toBeGreaterThan(1);
  expect(model.detokenize(emoji.subarray(0, 1), false)).toContain("\ufffd");
});

test("special tokens are added, parsed and shown only when asked for", () => {
  const { bos } = model.facts;
  const text = model.tokenText(bos ?? 0);
  const [plain, added] = [model.tokenize("a", false, false), model.tokenize("a", true, false)];
  expect([...added]).toEqual([bos, ...plain]);
  expect([...model.tokenize(text, false, true)]).toEqual([bos]);
  expect(model.tokenize(text, false, false).length).toBeGreaterThan(1);
  expect(model.detokenize(added, true)).toBe(`${text}a`);
  expect(model.detokenize(added, false)).toBe("a");
});

test("only the vocabulary can be loaded, and makes no context", async () => {
  const vocabulary = await loadModel({ vocabOnly: true });
  expect(vocabulary.tokenize("a b", true, true)).toEqual(model.tokenize("a b", true, true));
  await expectFailure(() => vocabulary.createContext(contextParams), "CONTEXT", /loaded with vocabOnly/);
  await vocabulary.close();
});

test("without mmap the model is the same", async () => {
  const copied = await loadModel({ useMmap: false });
  expect(copied.facts).toEqual(model.facts);
  await copied.close();
});

test("naming the CPU is as naming nothing", async () => {
  const named = await loadModel({ devices: ["CPU"], splitMode: "none", nGpuLayers: 99 });
  await named.close();
});

test("a file that is not there, and one that is no model", async () => {
  const folder = temporaryFolder();
  await expectFailure(() => loadModel({}, join(folder, "no.gguf")), "MODEL", /no\.gguf: .*No such file/);
  const text = join(folder, "text.gguf");
  writeFileSync(text, "this is no model\n".repeat(100));
  await expectFailure(() => loadModel({}, text), "MODEL", /invalid magic/);
  writeFileSync(text, "");
  await expectFailure(() => loadModel({}, text), "MODEL", /text\.gguf: ./);
});

test.each([0.001, 0.05, 0.2, 0.5, 0.9, 0.9999])(
  "a file cut at %d of its length is refused with a reason",
  async (share) => {
    const path = join(temporaryFolder(), "cut.gguf");
    copyFileSync(modelPath, path);
    truncateSync(path, Math.floor(statSync(modelPath).size * share));
    const failure = await failureOf(() => loadModel({}, path));
    expect(failure.code).toBe("MODEL");
    expect(failure.message).toMatch(/^llama_model_load_from_file .*cut\.gguf: ./);
    if (share > 0.5) expect(failure.message).toMatch(/not within the file bounds/);
  },
);

test.each([
  { name: "the version", at: 4, bytes: [0xff, 0xff, 0xff, 0x7f] },
  { name: "the number of tensors", at: 8, bytes: [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f] },
  { name: "the number of pairs", at: 16, bytes: [0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0] },
  { name: "the length of a key", at: 24, bytes: [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f] },
])("a file with $name overwritten is refused", async ({ at, bytes }) => {
  const path = join(temporaryFolder(), "corrupt.gguf");
  const content = readFileSync(modelPath);
  content.set(bytes, at);
  writeFileSync(path, content);
  const failure = await failureOf(() => loadModel({}, path));
  expect(failure.code).toBe("MODEL");
});

test("what llama.cpp logged can be taken, once", async () => {
  const library = openLibrary();
  library.takeLog();
  await failureOf(() => loadModel({}, "/no/such/model.gguf"));
  expect(library.takeLog().join("\n")).toMatch(/no\/such\/model\.gguf/);
  expect(library.takeLog()).toEqual([]);
  expect(addon.openLibrary(libraryFolder).devices()).toMatchObject([{ name: "CPU", type: "cpu" }]);
});
