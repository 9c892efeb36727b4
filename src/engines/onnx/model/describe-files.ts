// What an ONNX model's files say, for plans and manifests.

import { statSync } from "node:fs";
import { OcLocalError } from "../../../core/errors.ts";
import type { DescribeSettings, ModelDescription } from "../../engine.ts";
import { filesFingerprint } from "../../gguf/fingerprint.ts";
import { readOnnxModel } from "./read-onnx-model.ts";

/**
 * @throws OcLocalError MODEL_FILE for files that are absent, damaged, of another kind or do not belong together; CONFIG for adapters.
 */
export async function describeOnnxModel(
  path: string,
  { abbr, tokenizerPath, adapters }: DescribeSettings,
): Promise<ModelDescription> {
  if (/\.gguf$/i.test(path))
    throw new OcLocalError("MODEL_FILE", `model ${abbr}: ${path} is a GGUF file, which the engine "onnx" cannot read`, {
      hint: "leave --engine out, or give an ONNX model",
    });
  if (adapters.length > 0)
    throw new OcLocalError("CONFIG", `model ${abbr}: ONNX models take no LoRA adapters`, {
      hint: "leave --peft-path out, or merge the adapter into the model before its export",
    });
  const { folder, file, contextLength, architecture, weightType, deviations } = readOnnxModel(path, tokenizerPath);
  const settings = folder.files.map((name) => ({ path: name, bytes: statSync(name).size }));
  const parts = [...file.files, ...settings];
  const facts = {
    path,
    parts,
    adapterFiles: [],
    weightBytes: file.weightBytes,
    sharesWeights: false,
    roundsActivations: false,
    deviations,
    name: null,
    architecture,
    fileType: weightType,
    contextLength,
    chatTemplate: folder.chatTemplate,
  };
  return { file: facts, fingerprint: await filesFingerprint(parts.map((part) => part.path)) };
}
