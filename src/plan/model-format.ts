// The two formats of model files, as a run sees them: what the file says, and which bytes identify the weights.

import { statSync } from "node:fs";
import { basename, dirname } from "node:path";
import type { ModelConfig } from "../config/model-schema.ts";
import { OcLocalError } from "../core/errors.ts";
import { filesFingerprint } from "../engines/gguf/fingerprint.ts";
import { type GgufModel, readGguf, requireLanguageModel, requireVocabulary } from "../engines/gguf.ts";
import { describeOnnxModel } from "../engines/onnx/model/describe-files.ts";

export interface FormatFile {
  /** What the engine opens: the first part of a split GGUF, or an ONNX model's folder or file. */
  path: string;
  /** Everything that decides the answers. */
  parts: { path: string; bytes: number }[];
  weightBytes: number;
  architecture: string;
  /** What the quantisation is called, for example "Q4_K_M" or "float16". */
  fileType: string | null;
  /** Tokens the model was trained for. */
  contextLength: number | null;
  chatTemplate: string | null;
}

export interface OpenedFormat {
  file: FormatFile;
  /** More of it, where it is a GGUF. */
  gguf?: GgufModel;
  fingerprint: string;
}

/** Whether a path can only be an ONNX model: a folder or an .onnx file. */
function isOnnxPath(path: string): boolean {
  return path.endsWith(".onnx") || (statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false);
}

/** @throws OcLocalError MODEL_FILE for a file that is none of its format, CONFIG for an engine of the other one. */
export async function openFormat(
  path: string,
  { engine, abbr, adapters }: Pick<ModelConfig, "engine" | "abbr" | "adapters">,
  tokenizerPath: string | undefined,
): Promise<OpenedFormat> {
  if (engine === "onnx") {
    if (/\.gguf$/i.test(path))
      throw new OcLocalError(
        "MODEL_FILE",
        `model ${abbr}: ${path} is a GGUF file, which the engine "onnx" cannot read`,
        {
          hint: "leave --engine out, or give an ONNX model",
        },
      );
    if (adapters.length === 0) return openOnnx(path, tokenizerPath);
    throw new OcLocalError("CONFIG", `model ${abbr}: ONNX models take no LoRA adapters`, {
      hint: "leave --peft-path out, or merge the adapter into the model before its export",
    });
  }
  if (isOnnxPath(path))
    throw new OcLocalError("MODEL_FILE", `model ${abbr}: ${path} is no GGUF file, which the engine "${engine}" reads`, {
      hint: "run an ONNX model with the engine onnx, or give a .gguf file",
    });
  const gguf = await readGguf(path);
  requireLanguageModel(gguf);
  requireVocabulary(gguf);
  const fingerprint = await filesFingerprint(gguf.parts.map((part) => part.path));
  return { file: gguf, gguf, fingerprint };
}

async function openOnnx(path: string, tokenizerPath: string | undefined): Promise<OpenedFormat> {
  const file = describeOnnxModel(path, tokenizerPath);
  return { file, fingerprint: await filesFingerprint(file.parts.map((part) => part.path)) };
}

/** A folder's name says more than the "model" that every export is called; what is behind it tells the variants apart. */
export function onnxAbbr(path: string): string {
  const name = basename(path).replace(/\.onnx$/i, "");
  const variant = /^(?:decoder_)?model(?:_merged)?(.*)$/.exec(name)?.[1];
  if (variant === undefined || !path.endsWith(".onnx")) return name;
  const folder = dirname(path);
  return `${basename(basename(folder) === "onnx" ? dirname(folder) : folder)}${variant}`;
}
