// The engine against the framework that trained the model: log-probabilities of 50 texts, token by token.

import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ScoreRequest } from "../../src/core/request.ts";
import type { Engine } from "../../src/engines/engine.ts";
import { open } from "../../src/engines/llama.ts";
import { open as openOnnx } from "../../src/engines/onnx.ts";
import { tinyOnnxFolder } from "../engines/onnx-forms/tiny-weights.ts";
import { openTiny, tinyOptions } from "../engines/tiny-model.ts";

interface Reference {
  text: string;
  tokens: number[];
  /** ln p(tokens[k + 1] | tokens[0..k]), computed in double precision. */
  logProbs: number[];
}

const references: Reference[] = readFileSync(new URL("oc-tiny-log-probs.jsonl", import.meta.url), "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line));
/** What half-precision arithmetic costs at most; the weights themselves are the same numbers. */
const halfTolerance = 0.02;
/** What another order of float32 sums costs at most. */
const wholeTolerance = 1e-3;

let engine: Engine;
let portable: Engine;
let onnx: Engine;
beforeAll(async () => {
  engine = await open(tinyOptions({ contextSize: 512 }));
  portable = await openTiny({ contextSize: 512 });
  onnx = await openOnnx(tinyOptions({ contextSize: 512, modelPath: tinyOnnxFolder }));
});
afterAll(async () => {
  await engine.close();
  await portable.close();
  await onnx.close();
});

test("there are 50 texts, with and without BOS", () => {
  expect(references).toHaveLength(50);
  const withBos = references.filter(({ tokens }) => tokens[0] === engine.info.specialTokenIds.bos);
  expect(withBos.length).toBeGreaterThan(35);
  expect(withBos.length).toBeLessThan(50);
});

test("the text becomes the tokens the reference was computed on", () => {
  for (const { text, tokens } of references) {
    expect([...engine.tokenize(text, { addBos: false, parseSpecial: true })], text).toEqual(tokens);
  }
});

test("the ONNX form's tokenizer gives the same tokens", () => {
  for (const { text, tokens } of references)
    expect([...onnx.tokenize(text, { addBos: false, parseSpecial: true })], text).toEqual(tokens);
});

test.each([
  ["llama", () => engine, halfTolerance],
  ["node-llama-cpp", () => portable, halfTolerance],
  ["onnx", () => onnx, wholeTolerance],
] as const)(
  "every token's log-probability is as close to the reference as its arithmetic allows: %s",
  async (_name, scoring, tolerance) => {
    let worst = 0;
    let scored = 0;
    for await (const { index, logProbs } of scoring().score(requests())) {
      const expected = (references[index] as Reference).logProbs;
      expect(logProbs).toHaveLength(expected.length);
      for (const [k, value] of expected.entries()) worst = Math.max(worst, Math.abs(value - (logProbs[k] as number)));
      scored += expected.length;
    }
    expect(scored).toBeGreaterThan(3000);
    expect(worst).toBeLessThanOrEqual(tolerance);
  },
);

async function* requests(): AsyncGenerator<ScoreRequest> {
  for (const [index, { tokens }] of references.entries()) yield { index, tokens: Int32Array.from(tokens), from: 1 };
}
