// ONNX models that cannot be evaluated are refused with a typed error before anything is computed.

import { readFileSync, truncateSync, unlinkSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { JsonObject } from "../../src/core/json.ts";
import { open, openVocabulary } from "../../src/engines/onnx.ts";
import { tinyGraph, usualForm } from "./onnx-forms/llama-graph.ts";
import { copySettings, writeForm } from "./onnx-forms/write-form.ts";
import { tinyOptions } from "./tiny-model.ts";

let root: string;
let count = 0;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "oc-local-onnx-bad-"));
});
afterAll(() => rm(root, { recursive: true }));

const graphOf = (folder: string) => join(folder, "onnx", "model.onnx");

test.each<[problem: string, damage: (folder: string) => void, message: RegExp]>([
  [
    "the data file is missing",
    (folder) => unlinkSync(join(writeForm(folder, { files: "external" }), "onnx", "model.onnx_data")),
    /keeps its weights in model\.onnx_data, which is missing/,
  ],
  [
    "the data file is cut off",
    (folder) => truncateSync(join(writeForm(folder, { files: "external" }), "onnx", "model.onnx_data"), 3_000_000),
    /model\.onnx_data is truncated: tensor w\d+ needs [\d,]+ bytes, got 3,000,000/,
  ],
  [
    "the graph is cut off",
    (folder) => truncateSync(graphOf(folder), 2_000_000),
    /model\.onnx is no ONNX model or is damaged/,
  ],
  [
    "the graph is something else",
    (folder) => writeFileSync(graphOf(folder), "<!doctype html><p>login"),
    /it looks like a web page/,
  ],
  [
    "the graph is noise",
    (folder) => writeFileSync(graphOf(folder), Buffer.alloc(5000, 0xff)),
    /is no ONNX model or is damaged/,
  ],
  ["the graph is empty", (folder) => writeFileSync(graphOf(folder), ""), /is empty/],
  [
    "the opset is too new",
    (folder) => writeFileSync(graphOf(folder), tinyGraph(usualForm).modelBytes(99)),
    /onnxruntime cannot open.*[Oo]pset 99/s,
  ],
  [
    "the opset is too old",
    (folder) => writeFileSync(graphOf(folder), tinyGraph(usualForm).modelBytes(9)),
    /uses opset 9; 11 or newer/,
  ],
  [
    "it is an encoder",
    (folder) => writeFileSync(graphOf(folder), encoder()),
    /has no output "logits" \(outputs: last_hidden_state\)/,
  ],
  [
    "an input is unknown",
    (folder) => writeFileSync(graphOf(folder), withInput("encoder_hidden_states")),
    /nothing is known about its input encoder_hidden_states \(inputs: input_ids,/,
  ],
  [
    "there is no tokenizer",
    (folder) => unlinkSync(join(folder, "tokenizer.json")),
    /has no tokenizer: .*tokenizer\.json does not exist/,
  ],
  [
    "the tokenizer has no vocabulary",
    (folder) => edit(folder, (tokenizer) => ({ ...tokenizer, model: { type: "BPE", vocab: {}, merges: [] } })),
    /has no vocabulary/,
  ],
  [
    "the tokenizer knows more tokens than the graph",
    (folder) => edit(folder, withToken(2048)),
    /tokens up to 2048, the graph's vocabulary has 2048/,
  ],
  [
    "the configuration is no JSON",
    (folder) => writeFileSync(join(folder, "config.json"), "{"),
    /config\.json cannot be read/,
  ],
])("%s", async (_problem, damage, message) => {
  const modelPath = writeForm(join(root, String(count++)));
  damage(modelPath);
  const opening = open(tinyOptions({ modelPath }));
  await expect(opening).rejects.toMatchObject({
    code: "MODEL_FILE",
    message: expect.stringMatching(message) as string,
  });
});

test("a bare graph takes its tokenizer from elsewhere", async () => {
  const folder = writeForm(join(root, "bare"));
  const modelPath = graphOf(folder);
  const tokenizerPath = join(root, "tokenizer");
  copySettings(tokenizerPath);
  for (const name of ["tokenizer.json", "config.json"]) unlinkSync(join(folder, name));
  const device = { backend: "cpu", index: null } as const;
  await expect(openVocabulary({ modelPath, device })).rejects.toMatchObject({ code: "MODEL_FILE" });
  const vocabulary = await openVocabulary({ modelPath, tokenizerPath, device });
  expect(vocabulary.info).toMatchObject({ vocabularySize: 2048, trainedContextSize: 0 });
  await vocabulary.close();
});

test.each([
  ["vulkan", /cannot use vulkan/],
  ["cuda", /CUDA files of onnxruntime-node are not installed/],
] as const)("a device that is not there is refused: %s", async (backend, message) => {
  const modelPath = writeForm(join(root, backend));
  await expect(open(tinyOptions({ modelPath, device: { backend, index: 0 } }))).rejects.toMatchObject({
    code: "DEVICE",
    message: expect.stringMatching(message) as string,
  });
});

function edit(folder: string, change: (tokenizer: JsonObject) => JsonObject): void {
  const path = join(folder, "tokenizer.json");
  writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(path, "utf8")))));
}

function withToken(id: number): (tokenizer: JsonObject) => JsonObject {
  return (tokenizer) => ({
    ...tokenizer,
    added_tokens: [...(tokenizer.added_tokens as JsonObject[]), { id, content: "<|more|>", special: true }],
  });
}

function encoder(): Uint8Array {
  const writer = tinyGraph({ ...usualForm, past: false });
  writer.graph.outputs = [];
  writer.output("last_hidden_state", 1, ["batch", "length", 128]);
  return writer.modelBytes();
}

function withInput(name: string): Uint8Array {
  const writer = tinyGraph(usualForm);
  writer.input(name, 1, ["batch", "length", 128]);
  return writer.modelBytes();
}
