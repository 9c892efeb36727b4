// ONNX graphs that somebody made to hang, to fill memory or to have other files read: each is refused when it is read, by name of what
// is wrong, and nothing outside the model's folder is looked at.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { makeDrivable } from "../../src/engines/onnx/graph/drivable-graph.ts";
import { makeInt64s, makeNode, makeTensor } from "../../src/engines/onnx/graph/make-nodes.ts";
import { readOnnxFile } from "../../src/engines/onnx/graph/read-model.ts";
import { bytesField, intField, messageField, textField, writeFields } from "../../src/engines/onnx/graph/wire.ts";
import { describeOnnxModel } from "../../src/engines/onnx/model/describe-files.ts";
import { GraphWriter } from "./onnx-forms/graph-writer.ts";
import { tinyGraph, usualForm } from "./onnx-forms/llama-graph.ts";
import { writeForm } from "./onnx-forms/write-form.ts";

const root = mkdtempSync(join(tmpdir(), "oc-local-onnx-hostile-"));
afterAll(() => rmSync(root, { recursive: true }));

let count = 0;
function folderOf(writer: GraphWriter): string {
  const folder = join(root, String(count++));
  mkdirSync(folder);
  writeFileSync(join(folder, "model.onnx"), writer.modelBytes());
  return folder;
}

const graphOf = (folder: string) => join(folder, "model.onnx");

/** A tensor whose bytes lie in another file. */
function outsideTensor(place: Record<string, string>) {
  const entries = Object.entries(place).map(([key, value]) =>
    messageField(13, [textField(1, key), textField(2, value)]),
  );
  return [intField(1, 4), intField(2, 1), textField(8, "secret"), ...entries, intField(14, 1)];
}

function withOutside(place: Record<string, string>): GraphWriter {
  const writer = new GraphWriter();
  writer.op("Identity", ["secret"]);
  const fields = outsideTensor(place);
  writer.graph.initializers.push({ name: "secret", elementType: 1, dims: [4], fields, stored: null });
  return writer;
}

const outside = /keeps its weights in ".*", outside its folder: /s;

test.each([
  ["above the folder", "../secret", outside],
  ["above it by a way around", "data/../../secret", outside],
  ["an absolute path", "/etc/hostname", outside],
  ["no name", "", outside],
  ["a zero byte", "a\0b", outside],
  ["an address in memory, as the runtime marks its own", "*/_ORT_MEM_ADDR_/*", /which is missing/],
  ["a very long name", "a".repeat(5000), /keeps its weights in a+: ENAMETOOLONG/],
  ["a link out of the folder", "link", outside],
  ["a link to a device", "device", /which is not a file/],
  ["a pipe", "pipe", /which is not a file/],
  ["a folder", "folder", /which is not a file/],
  ["a link in a circle", "circle", /keeps its weights in circle: ELOOP/],
])("weights in a file that is not the model's are refused: %s", (_what, location, message) => {
  const folder = folderOf(withOutside({ location, length: "16" }));
  writeFileSync(join(root, "secret"), Buffer.alloc(64));
  symlinkSync(join(root, "secret"), join(folder, "link"));
  symlinkSync("/dev/zero", join(folder, "device"));
  symlinkSync("circle", join(folder, "circle"));
  mkdirSync(join(folder, "folder"));
  execFileSync("mkfifo", [join(folder, "pipe")]);
  const reading = () => readOnnxFile(graphOf(folder));
  expect(reading).toThrow(message);
  expect(reading).toThrow(expect.objectContaining({ code: "MODEL_FILE" }));
});

test.each([
  [{ location: "data", offset: "65", length: "1" }, /is truncated: tensor secret needs 66 bytes, got 64/],
  [{ location: "data", offset: "65" }, /is truncated: tensor secret needs 65 bytes, got 64/],
  [{ location: "data", length: "9007199254740993" }, /damaged: the length "9007199254740993"/],
  [{ location: "data", offset: "-16", length: "16" }, /damaged: the offset "-16"/],
  [{ location: "data", offset: "0x10" }, /damaged: the offset "0x10"/],
  [{ location: "model.onnx", offset: "4096", length: "99999999" }, /model\.onnx is truncated: tensor secret/],
])("places that are none are refused: %j", (place, message) => {
  const folder = folderOf(withOutside(place as Record<string, string>));
  writeFileSync(join(folder, "data"), Buffer.alloc(64));
  expect(() => readOnnxFile(graphOf(folder))).toThrow(message);
});

test("weights of constants, of branches and of functions are looked for like those of the graph", () => {
  const tensor = outsideTensor({ location: "/etc/hostname" });
  const constant = new GraphWriter();
  constant.graph.nodes.push(
    makeNode("Constant", [], ["c"], {
      attributes: [{ name: "value", fields: [textField(1, "value"), messageField(5, tensor)] }],
    }),
  );
  const branch = writeFields([textField(2, "branch"), messageField(5, tensor)]);
  const branches = new GraphWriter();
  branches.op("If", ["x"], { then_branch: { graph: branch } });
  for (const writer of [constant, branches]) expect(() => readOnnxFile(graphOf(folderOf(writer)))).toThrow(outside);
  const folder = folderOf(branches);
  const inFunction = messageField(25, [messageField(7, [messageField(5, [messageField(5, tensor)])])]);
  const plain = new GraphWriter();
  plain.op("Identity", ["x"]);
  writeFileSync(graphOf(folder), Buffer.concat([plain.modelBytes(), writeFields([inFunction])]));
  expect(() => readOnnxFile(graphOf(folder))).toThrow(outside);
});

test("a file beside the model is one of its files, once", () => {
  const folder = folderOf(withOutside({ location: "data", length: "16" }));
  writeFileSync(join(folder, "data"), Buffer.alloc(64));
  expect(readOnnxFile(graphOf(folder)).files.map(({ path, bytes }) => [path, bytes])).toEqual([
    [graphOf(folder), expect.any(Number)],
    [join(folder, "data"), 64],
  ]);
});

function manyNodes(): GraphWriter {
  const writer = new GraphWriter();
  for (let node = 0; node <= 40_000; node++) writer.graph.nodes.push(makeNode("Neg", [`${node}`], [`${node + 1}`]));
  return writer;
}

function manyUses(): GraphWriter {
  const writer = new GraphWriter();
  for (let node = 0; node <= 5000; node++) writer.graph.nodes.push(makeNode("Neg", ["a"], [`${node}`]));
  return writer;
}

function nested(depth: number): GraphWriter {
  let graph = new GraphWriter();
  graph.op("Neg", ["x"]);
  for (let level = 0; level < depth; level++) {
    const outer = new GraphWriter();
    outer.op("If", ["x"], { then_branch: { graph: graph.graphBytes() } });
    graph = outer;
  }
  return graph;
}

function manyTensors(): GraphWriter {
  const writer = new GraphWriter();
  writer.op("Neg", ["x"]);
  const tensor = makeTensor("w", { elementType: 1, dims: [], bytes: new Uint8Array(4) });
  for (let i = 0; i <= 100_000; i++) writer.graph.initializers.push(tensor);
  return writer;
}

function manyInputs(): GraphWriter {
  const writer = new GraphWriter();
  writer.graph.nodes.push(makeNode("Concat", Array<string>(2_000_001).fill(""), ["x"]));
  return writer;
}

function manySizes(): GraphWriter {
  const writer = new GraphWriter();
  writer.op("Neg", ["w"]);
  writer.graph.initializers.push(makeInt64s("w", [1], Array<number>(2000).fill(1)));
  return writer;
}

test.each([
  ["nodes", manyNodes, /model\.onnx holds more than 40,000 nodes/],
  ["uses of one value", manyUses, /model\.onnx has a value that more than 5,000 nodes take/],
  ["branches in branches", () => nested(17), /holds branches within branches, more than 16 deep/],
  ["tensors", manyTensors, /holds more than 100,000 tensors/],
  ["inputs of a node", manyInputs, /holds more than 2,000,000 names, attributes and sizes/],
  ["sizes of a tensor", manySizes, /more than 1024 integers where sizes are due/],
])("a graph with too many %s is refused before it fills memory", (_what, make, message) => {
  expect(() => readOnnxFile(graphOf(folderOf(make())))).toThrow(message);
});

test("branches as deep as the bound are read", () => {
  expect(readOnnxFile(graphOf(folderOf(nested(15)))).model.graph.nodes).toHaveLength(1);
});

test("one field of gigabytes is not read into memory", () => {
  const folder = folderOf(manySizes());
  const path = graphOf(folder);
  // Of the model's documentation, say; the file has a hole there and takes no room.
  writeFileSync(path, Buffer.from([0x32, 0xff, 0xff, 0xff, 0xff, 0x07]));
  truncateSync(path, 2 ** 31 + 5);
  expect(() => readOnnxFile(path)).toThrow(/holds more than 268,435,456 bytes beside its weights/);
});

test("groups within groups, which no such file has, are refused where the first begins", () => {
  const folder = folderOf(manySizes());
  writeFileSync(graphOf(folder), Buffer.alloc(1_000_000, 0x0b));
  expect(() => readOnnxFile(graphOf(folder))).toThrow(/a group where a field is due/);
});

test("a graph whose values go round in a circle is gone through once; the runtime then refuses it", () => {
  const writer = tinyGraph(usualForm);
  const { nodes } = writer.graph;
  const last = nodes.find(({ outputs }) => outputs.includes("logits"));
  last?.outputs.splice(0, 1, "looping");
  nodes.push(makeNode("Cast", ["b"], ["a"]), makeNode("Cast", ["a"], ["b"]), makeNode("Identity", ["b"], ["logits"]));
  nodes.push(makeNode("Softmax", ["a"], ["c"]), makeNode("Add", ["a", "c"], ["a"]));
  const { model } = readOnnxFile(graphOf(folderOf(writer)));
  expect(makeDrivable(model, "model.onnx", { biasFor: 64 }).vocabularySize).toBe(2048);
});

test("an operation on constants alone as the last one is driven, or refused by the runtime", () => {
  const writer = tinyGraph(usualForm);
  const last = writer.graph.nodes.find(({ outputs }) => outputs.includes("logits"));
  last?.outputs.splice(0, 1, "unused");
  writer.op("MatMul", [writer.float(1), writer.float(2)], {}, { outputs: ["logits"] });
  const { model } = readOnnxFile(graphOf(folderOf(writer)));
  expect(makeDrivable(model, "model.onnx", {}).vocabularySize).toBe(2048);
});

const settings = { abbr: "mine", engine: "onnx", adapters: [] };

test.each(["tokenizer.json", "config.json", "chat_template.jinja", "onnx/model.onnx"])(
  "a pipe or a device in place of %s is refused, not waited for",
  async (name) => {
    const folder = writeForm(join(root, String(count++)));
    rmSync(join(folder, name), { force: true });
    if (name.length % 2 === 0) symlinkSync("/dev/zero", join(folder, name));
    else execFileSync("mkfifo", [join(folder, name)]);
    await expect(describeOnnxModel(folder, settings)).rejects.toThrow(/expected a file, found a (pipe|device)/);
  },
);

test("a tokenizer.json of gigabytes is not read", async () => {
  const folder = writeForm(join(root, String(count++)));
  truncateSync(join(folder, "tokenizer.json"), 2 ** 31);
  await expect(describeOnnxModel(folder, settings)).rejects.toThrow(
    /larger than 256 MiB, the most that is read of a tokenizer/,
  );
});

test("fields of unknown numbers are kept as they were", () => {
  const writer = new GraphWriter();
  writer.op("Neg", ["x"]);
  const path = graphOf(folderOf(writer));
  writeFileSync(path, Buffer.concat([writer.modelBytes(), writeFields([bytesField(99, Buffer.from("more"))])]));
  expect(readOnnxFile(path).model.rest.some(({ number }) => number === 99)).toBe(true);
});
