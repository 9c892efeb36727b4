// What an ONNX model's files say, for plans and manifests.

import { statSync } from "node:fs";
import { readOnnxModel } from "./read-onnx-model.ts";

/** @throws OcLocalError MODEL_FILE for files that are absent, damaged, of another kind or do not belong together. */
export function describeOnnxModel(path: string, tokenizerPath: string | undefined) {
  const { folder, file, contextLength, architecture, weightType } = readOnnxModel(path, tokenizerPath);
  const settings = folder.files.map((name) => ({ path: name, bytes: statSync(name).size }));
  return {
    path,
    parts: [...file.files, ...settings],
    weightBytes: file.weightBytes,
    architecture,
    fileType: weightType,
    contextLength,
    chatTemplate: folder.chatTemplate,
  };
}
