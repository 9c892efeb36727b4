// Every model of a zoo on every engine that takes its file.

import type { EngineModule } from "../../../src/engines/engine.ts";
import * as llama from "../../../src/engines/llama.ts";
import * as nodeLlamaCpp from "../../../src/engines/node-llama-cpp.ts";
import * as onnx from "../../../src/engines/onnx.ts";
import type { GoldenReport } from "../run.ts";
import { checkZooFile } from "./check-file.ts";
import { readReference, readZoo, type ZooFile, type ZooModel } from "./zoo-file.ts";

export const zooEngines: Record<ZooFile["kind"], Record<string, EngineModule>> = {
  gguf: { llama, "node-llama-cpp": nodeLlamaCpp },
  onnx: { onnx },
};

export interface ZooEntry {
  /** Model, file and engine. */
  name: string;
  run(): Promise<GoldenReport>;
}

export function zooEntries(folder: string): ZooEntry[] {
  return readZoo(folder).flatMap((model) => model.files.flatMap((file) => entriesOf({ folder, model, file })));
}

function entriesOf({ folder, model, file }: { folder: string; model: ZooModel; file: ZooFile }): ZooEntry[] {
  const reference = readReference(folder, model);
  if (reference === null) return [];
  return Object.entries(zooEngines[file.kind]).map(([engine, module]) => ({
    name: `zoo ${model.model}/${file.path} on ${engine}`,
    run: () => checkZooFile({ folder, model, file, reference }, module),
  }));
}
