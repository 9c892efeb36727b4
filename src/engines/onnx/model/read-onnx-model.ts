// What an ONNX model is, without its weights: the folder's files, the graph, the tokenizer, all checked against each other.

import { existsSync } from "node:fs";
import type { Deviation } from "../../../core/deviation.ts";
import { OcLocalError } from "../../../core/errors.ts";
import type { JsonObject } from "../../../core/json.ts";
import { type DrivableGraph, type DriveOptions, makeDrivable } from "../graph/drivable-graph.ts";
import { elementTypes } from "../graph/onnx-graph.ts";
import { type OnnxFile, readOnnxFile } from "../graph/read-model.ts";
import { onnxDeviations } from "./deviations.ts";
import { type OnnxFolder, openOnnxFolder } from "./folder.ts";
import { OnnxTokenizer } from "./tokenizer.ts";

export interface OnnxModelFiles {
  folder: OnnxFolder;
  file: Omit<OnnxFile, "model">;
  tokenizer: OnnxTokenizer;
  /** Tokens the model was trained for. */
  contextLength: number | null;
  architecture: string;
  /** Name of the types most weights are in, for example "float16". */
  weightType: string;
  /** What the exporter left out. */
  deviations: Deviation[];
  /** The graph as the engine drives it; each call makes a new one. */
  drivable(options: DriveOptions): DrivableGraph;
}

/** @throws OcLocalError MODEL_FILE for files that are absent, damaged, of another kind or do not belong together. */
export function readOnnxModel(path: string, tokenizerPath?: string): OnnxModelFiles {
  const folder = withWholePrompts(openOnnxFolder(path, tokenizerPath));
  const { model, ...file } = readOnnxFile(folder.graphPath);
  const weightType = commonType(model.graph.initializers);
  const deviations = onnxDeviations(model.graph, folder.config);
  const headWidth = headWidthOf(folder.config);
  const first = makeDrivable(model, folder.graphPath, { headWidth });
  return {
    folder,
    file,
    tokenizer: new OnnxTokenizer(folder, first.vocabularySize),
    contextLength: contextOf(folder.config),
    architecture: typeof folder.config.model_type === "string" ? folder.config.model_type : "unknown",
    weightType,
    deviations,
    drivable: (options) =>
      makeDrivable(readOnnxFile(folder.graphPath).model, folder.graphPath, { headWidth, ...options }),
  };
}

/** The second of two decoders may be made for one token at a time; the first then has to do all, without a past. */
function withWholePrompts(folder: OnnxFolder): OnnxFolder {
  const first = folder.graphPath.replace(/decoder_with_past_model(?=[^/]*\.onnx$)/, "decoder_model");
  if (first === folder.graphPath || !existsSync(first)) return folder;
  const { inputs } = readOnnxFile(folder.graphPath).model.graph;
  const tokens = inputs.find(({ name }) => name === "input_ids");
  return tokens?.shape?.[1] === 1 ? { ...folder, graphPath: first } : folder;
}

function headWidthOf({ head_dim: told, hidden_size: hidden, num_attention_heads: heads }: JsonObject) {
  if (typeof told === "number") return told;
  return typeof hidden === "number" && typeof heads === "number" ? hidden / heads : undefined;
}

/** The names under which configurations keep the longest context. */
const contextNames = ["max_position_embeddings", "n_positions", "max_seq_len", "seq_length", "n_ctx"];

function contextOf(config: JsonObject): number | null {
  const told = contextNames.map((name) => config[name]).find((value) => typeof value === "number");
  return typeof told === "number" ? told : null;
}

function commonType(weights: readonly { elementType: number; dims: number[] }[]): string {
  const sizes = new Map<number, number>();
  for (const { elementType, dims } of weights)
    sizes.set(elementType, (sizes.get(elementType) ?? 0) + dims.reduce((a, b) => a * b, 1));
  const [type] = [...sizes].sort(([, a], [, b]) => b - a)[0] ?? [];
  const name = Object.entries(elementTypes).find(([, id]) => id === type)?.[0];
  return name ?? "mixed types";
}

/** @throws OcLocalError MODEL_FILE where neither options nor configuration tell. */
export function resolveOnnxContext(contextSize: number | "model", { contextLength, folder }: OnnxModelFiles): number {
  if (contextSize !== "model") return contextSize;
  if (contextLength !== null) return contextLength;
  throw new OcLocalError("MODEL_FILE", `${folder.path} does not say what context it was trained for`, {
    hint: "give the context size yourself (--max-seq-len)",
  });
}
