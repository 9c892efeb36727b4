// A model that computes no numbers: one whose last norm was overwritten with NaN.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseHeader } from "../../src/engines/gguf/parse-header.ts";
import { batchOf, contextParams, greedy, loadModel, modelPath, temporaryFolder } from "./addon.ts";

test("what is not a number is told as such, scored, drawn and sampled", async () => {
  const path = join(temporaryFolder(), "nan.gguf");
  const content = readFileSync(modelPath);
  const { tensors, dataOffset } = parseHeader(content);
  const norm = tensors.find(({ name }) => name === "output_norm.weight");
  expect(norm?.type.name.toLowerCase()).toBe("f32");
  const start = dataOffset + (norm?.offset ?? 0);
  for (let at = start; at < start + (norm?.bytes ?? 0); at += 4) content.writeFloatLE(Number.NaN, at);
  writeFileSync(path, content);

  const model = await loadModel({}, path);
  const context = await model.createContext(contextParams);
  const sampler = context.createSampler({ ...greedy, temperature: 1 });
  const { logProbs, drawn, gaps } = await context.step(
    batchOf([
      { token: 1, position: 0, targets: [1, 2] },
      { token: 1, position: 1, draw: null },
      { token: 1, position: 2, draw: sampler, banEnd: true },
    ]),
  );
  expect([...logProbs]).toEqual([Number.NaN, Number.NaN]);
  expect([...drawn]).toEqual([-1, -1]);
  expect([...gaps]).toEqual([Number.NaN, Number.NaN]);
  await context.close();
  await model.close();
});
