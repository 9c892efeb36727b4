// LoRA adapters.

import { join } from "node:path";
import { expect, test } from "vitest";
import { readGguf } from "../../src/engines/gguf.ts";
import type { Adapter, Model } from "../../src/engines/llama/addon.ts";
import {
  contextParams,
  expectClose,
  expectFailure,
  loadModel,
  modelPath,
  scoreAlone,
  someTokens,
  temporaryFolder,
} from "./addon.ts";
import { type AdapterShape, writeAdapter } from "./gguf-file.ts";

const { metadata } = await readGguf(modelPath);
const architecture = String(metadata.get("general.architecture"));
const shape: AdapterShape = {
  architecture,
  layers: Number(metadata.get(`${architecture}.block_count`)),
  size: Number(metadata.get(`${architecture}.embedding_length`)),
  rank: 4,
};

async function scoreWith(model: Model, adapters: { adapter: Adapter; scale: number }[]): Promise<number[]> {
  const context = await model.createContext({ ...contextParams, adapters });
  const logProbs = await scoreAlone(context, someTokens(20));
  await context.close();
  return logProbs;
}

test("an adapter changes what its context computes, as much as its scale", async () => {
  const path = join(temporaryFolder(), "adapter.gguf");
  writeAdapter(path, shape);
  const model = await loadModel();
  const adapter = await model.loadAdapter(path);
  const plain = await scoreWith(model, []);
  expectClose(await scoreWith(model, [{ adapter, scale: 0 }]), plain, 2e-5);
  const changed = await scoreWith(model, [{ adapter, scale: 1 }]);
  expect(Math.max(...changed.map((logProb, i) => Math.abs(logProb - (plain[i] ?? 0))))).toBeGreaterThan(0.01);

  const context = await model.createContext({ ...contextParams, adapters: [{ adapter, scale: 1 }] });
  await expectFailure(() => adapter.close(), "ARGUMENT", /a context that uses this adapter is open/);
  await expectFailure(() => model.close(), "ARGUMENT", /are open/);
  await context.close();
  await expectFailure(() => model.close(), "ARGUMENT", /are open/);
  adapter.close();
  adapter.close();
  const closed = { ...contextParams, adapters: [{ adapter, scale: 1 }] };
  await expectFailure(() => model.createContext(closed), "CLOSED", /an adapter is closed/);
  await model.close();
});

test.each([
  { name: "of another architecture", change: { architecture: "qwen2" }, message: /model arch and LoRA arch mismatch/ },
  { name: "of another size", change: { size: shape.size * 2 }, message: /has incorrect shape/ },
  { name: "of more layers", change: { layers: shape.layers + 1 }, message: /does not exist in base model/ },
])("an adapter $name is refused with llama.cpp's reason", async ({ change, message }) => {
  const path = join(temporaryFolder(), "adapter.gguf");
  writeAdapter(path, { ...shape, ...change });
  const model = await loadModel();
  await expectFailure(() => model.loadAdapter(path), "MODEL", message);
  await model.close();
});

test("a file that is not there, and one that is no adapter", async () => {
  const model = await loadModel();
  await expectFailure(() => model.loadAdapter("/no/such/adapter.gguf"), "MODEL", /failed to open/);
  await expectFailure(() => model.loadAdapter(modelPath), "MODEL", /expect general.type to be 'adapter'/);
  await model.close();
});

test("an adapter belongs to its model", async () => {
  const path = join(temporaryFolder(), "adapter.gguf");
  writeAdapter(path, shape);
  const [model, other] = [await loadModel(), await loadModel()];
  const adapter = await model.loadAdapter(path);
  const params = { ...contextParams, adapters: [{ adapter, scale: 1 }] };
  await expectFailure(() => other.createContext(params), "ARGUMENT", /loaded for another model/);
  adapter.close();
  await Promise.all([model.close(), other.close()]);
});
