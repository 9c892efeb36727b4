// Writes oc-tiny as an ONNX folder of Hugging Face's layout, in the ways exporters divide it into files.

import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tensorFields, writeGraph } from "../../../src/engines/onnx/graph/onnx-graph.ts";
import { GraphWriter } from "./graph-writer.ts";
import { type GraphForm, tinyGraph, usualForm } from "./llama-graph.ts";
import { tinyOnnxFolder } from "./tiny-weights.ts";

export interface FolderForm {
  graph?: Partial<GraphForm>;
  /** One file; weights in a file of their own; both decoders in one graph; each in its own, the second for any or for one token. */
  files?: "single" | "external" | "merged" | "separate" | "separate, one token";
}

/** @param folder Is made. */
export function writeForm(folder: string, { graph = {}, files = "single" }: FolderForm = {}): string {
  copySettings(folder);
  const form = { ...usualForm, ...graph };
  const target = (name: string) => join(folder, "onnx", name);
  if (files === "merged") writeFileSync(target("decoder_model_merged.onnx"), merged(form).modelBytes());
  else if (files.startsWith("separate")) {
    const second = tinyGraph(form);
    if (files === "separate, one token") fixLength(second);
    writeFileSync(target("decoder_model.onnx"), tinyGraph({ ...form, past: false }).modelBytes());
    writeFileSync(target("decoder_with_past_model.onnx"), second.modelBytes());
  } else {
    const writer = tinyGraph(form);
    if (files === "external") writeFileSync(target("model.onnx_data"), moveWeights(writer, "model.onnx_data"));
    writeFileSync(target("model.onnx"), writer.modelBytes());
  }
  return folder;
}

export function copySettings(folder: string): void {
  mkdirSync(join(folder, "onnx"), { recursive: true });
  for (const name of ["config.json", "generation_config.json", "tokenizer.json", "tokenizer_config.json"])
    copyFileSync(join(tinyOnnxFolder, name), join(folder, name));
}

/** As Optimum's merge: one If over the two graphs, which name their outputs alike; weights outside. */
function merged(form: GraphForm): GraphWriter {
  const { graph } = tinyGraph(form);
  const branch = writeGraph({ ...graph, inputs: [], initializers: [] });
  const writer = new GraphWriter();
  writer.graph.inputs.push(...graph.inputs);
  writer.input("use_cache_branch", 9, [1]);
  writer.graph.initializers.push(...graph.initializers);
  writer.graph.outputs.push(...graph.outputs);
  const outputs = graph.outputs.map(({ name }) => name);
  const branches = { then_branch: { graph: branch }, else_branch: { graph: branch } };
  writer.op("If", ["use_cache_branch"], branches, { outputs });
  return writer;
}

function fixLength(writer: GraphWriter): void {
  const { inputs } = writer.graph;
  const old = inputs.findIndex(({ name }) => name === "input_ids");
  inputs.splice(old, 1);
  writer.input("input_ids", 7, ["batch", 1]);
}

/** Leaves places in the graph and returns the bytes of the other file. */
function moveWeights({ graph }: GraphWriter, path: string): Uint8Array {
  const pieces: Uint8Array[] = [];
  let offset = 0;
  for (const tensor of graph.initializers) {
    const bytes = tensor.fields.find(({ number }) => number === tensorFields.raw)?.bytes;
    if (bytes === undefined || bytes.length < 1024) continue;
    tensor.stored = { path, offset, length: bytes.length };
    pieces.push(bytes);
    offset += bytes.length;
  }
  return Buffer.concat(pieces);
}
