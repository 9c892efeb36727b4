// A vocabulary stays open from one question to the next about the same model, and no longer.

import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { type ModelInput, modelSchema } from "../../src/config/model-schema.ts";
import { packageRoot } from "../../src/core/package.ts";
import type { Vocabulary } from "../../src/engines/engine.ts";
import { forgetVocabulary, withVocabulary } from "../../src/plan/kept-vocabulary.ts";
import { openModelFile } from "../../src/plan/model-files.ts";

const renderTime = { wallMs: 0, offsetMinutes: 0 };
const modelFile = (name: string, input: Partial<ModelInput> = {}) =>
  openModelFile(modelSchema.parse({ abbr: "mine", path: join(packageRoot, "models", name), ...input }), [], {
    cwd: "/",
    renderTime,
  });

afterEach(forgetVocabulary);

const idsBy = (vocabulary: Vocabulary) => vocabulary.tokenize("1 + 1", { addBos: false, parseSpecial: true });
const itself = (vocabulary: Vocabulary) => vocabulary;

test("the next question about a model is answered by the vocabulary that is open", async () => {
  const model = await modelFile("oc-tiny/oc-tiny-f16.gguf");
  const first = await withVocabulary(model, itself);
  const another = await modelFile("oc-tiny/oc-tiny-f16.gguf", { abbr: "another", maxOutLen: 3 });
  expect(await withVocabulary(another, itself)).toBe(first);
  expect(idsBy(first).length).toBeGreaterThan(0);
});

test("another model's closes it, and so does whoever needs the memory", async () => {
  const gguf = await withVocabulary(await modelFile("oc-tiny/oc-tiny-f16.gguf"), itself);
  const onnx = await withVocabulary(await modelFile("oc-tiny-onnx"), itself);
  expect(() => idsBy(gguf)).toThrow();
  expect(idsBy(onnx).length).toBeGreaterThan(0);
  await forgetVocabulary();
  expect(() => idsBy(onnx)).toThrow();
});

test("questions that overlap have a vocabulary each, of which one is kept", async () => {
  const model = await modelFile("oc-tiny/oc-tiny-f16.gguf");
  const [outer, inner] = await withVocabulary(model, async (vocabulary) => [
    vocabulary,
    await withVocabulary(model, itself),
  ]);
  expect(inner).not.toBe(outer);
  expect(() => idsBy(inner as Vocabulary)).toThrow();
  expect(idsBy(outer as Vocabulary).length).toBeGreaterThan(0);
});
