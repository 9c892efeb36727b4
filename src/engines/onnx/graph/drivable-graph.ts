// Makes of a model's graph one that the engine drives: checked inputs, wanted positions only, new keys and values only, and a mask
// of its own where the attention allows it.

import { OcLocalError } from "../../../core/errors.ts";
import { replaceMask } from "./attention-mask.ts";
import { exposeFactorSwitch } from "./factor-switch.ts";
import { findCache, freshName, isPastInput, type KeyValueCache } from "./key-value-cache.ts";
import { unmerge } from "./merged-decoder.ts";
import { elementTypes, type OnnxGraph, type OnnxModel, type OnnxValue, writeModel } from "./onnx-graph.ts";
import { cutOutputHead } from "./output-head.ts";
import { rotaryRows } from "./rotary-rows.ts";
import { isStateInput, stateInputs } from "./states.ts";

export interface DrivableGraph {
  /** The graph's protobuf; its weights are places in the original files. */
  bytes: Uint8Array;
  cache: KeyValueCache | null;
  inputs: {
    /** TensorProto.DataType of the ids. */
    tokens: number;
    mask: number | null;
    positions: number | null;
    /** Whether the places of new keys have to be told. */
    freshKeys: boolean;
    /** Exports that keep only so many positions take 0 for all. */
    keepCount: number | null;
  };
  /** Whether the graph has states that cannot be cut back: every text is then computed whole. */
  hasStates: boolean;
  /** Tokens of the longest text that the graph takes for short and computes with other positions; null: there is no difference. */
  longFrom: number | null;
  /** Tokens that the attention's table of positions has rows for, whichever texts they belong to; null: any number. */
  mostKeys: number | null;
  /** Whether the attention follows a mask that is given: sequences share one row. */
  hasBias: boolean;
  /** Of the masks that were replaced; to be looked at before relying on it. Null: nothing to look at. */
  originalMask: Uint8Array | null;
  /** Size of the logits' last axis; null where the graph does not tell. */
  vocabularySize: number | null;
}

export interface DriveOptions {
  /** Tokens of the longest sequence. Undefined leaves the graph's own mask in place. */
  biasFor?: number | undefined;
  /** Numbers of a head's keys by the configuration, for graphs that do not tell. */
  headWidth?: number | undefined;
}

/**
 * @param model Is changed.
 * @throws OcLocalError MODEL_FILE naming what cannot be driven.
 */
export function makeDrivable(model: OnnxModel, path: string, options: DriveOptions): DrivableGraph {
  const { graph, opsets } = model;
  const opset = opsets.get("") ?? 0;
  checkOpset(opset, path);
  unmerge(graph);
  const inputs = findInputs(graph, path);
  const logits = graph.outputs.find(({ name }) => name === "logits");
  if (logits === undefined) throw noLogits(graph, path);
  const vocabularySize = findVocabularySize(graph, logits);
  const hasStates = stateInputs(graph).length > 0;
  const longFrom = exposeFactorSwitch(graph);
  const cache = findCache(graph, { path, headWidth: options.headWidth });
  const replaced = cache === null ? null : replacedMask(graph, cache, options);
  cutOutputHead(graph, "logits", opset);
  const positions = graph.inputs.find(({ name }) => name === "position_ids")?.elementType ?? null;
  return {
    bytes: writeModel(model),
    cache,
    inputs: { ...inputs, positions, freshKeys: graph.inputs.some(({ name }) => name === freshName) },
    hasStates,
    longFrom,
    mostKeys: rotaryRows(graph),
    hasBias: replaced !== null,
    originalMask: replaced?.original ? writeModel({ ...model, graph: replaced.original }) : null,
    vocabularySize,
  };
}

function replacedMask(graph: OnnxGraph, { layers, elementType }: KeyValueCache, { biasFor }: DriveOptions) {
  if (biasFor === undefined) return null;
  return replaceMask(graph, { layers, cacheType: elementType, contextSize: biasFor });
}

/** The last axis of the logits where it is told, else the rows of the embedding. */
function findVocabularySize({ nodes, initializers }: OnnxGraph, { shape }: OnnxValue): number | null {
  const vocabulary = shape?.at(-1);
  if (typeof vocabulary === "number") return vocabulary;
  const embedding = nodes.find(({ op, inputs }) => op.startsWith("Gather") && inputs[1] === "input_ids")?.inputs[0];
  return initializers.find(({ name }) => name === embedding)?.dims[0] ?? null;
}

/** What the operators that are added need. The newest is what the runtime knows, which tells by itself. */
const oldestOpset = 11;

function checkOpset(opset: number, path: string): void {
  if (opset >= oldestOpset) return;
  throw new OcLocalError("MODEL_FILE", `${path} uses opset ${opset}; ${oldestOpset} or newer is needed`, {
    hint: "export the model again with a newer opset",
  });
}

/** @throws OcLocalError MODEL_FILE naming the inputs that nothing is known about. */
function findInputs(graph: OnnxGraph, path: string): Omit<DrivableGraph["inputs"], "positions" | "freshKeys"> {
  const weights = new Set(graph.initializers.map(({ name }) => name));
  const free = graph.inputs.filter(({ name }) => !weights.has(name));
  const typeOf = (input: string) => free.find(({ name }) => name === input)?.elementType ?? null;
  const known = new Set(["input_ids", "attention_mask", "position_ids", "num_logits_to_keep"]);
  const unknown = free
    .map(({ name }) => name)
    .filter((name) => !known.has(name) && !isPastInput(name) && !isStateInput(name));
  const tokens = typeOf("input_ids");
  if (tokens === null || unknown.length > 0)
    throw new OcLocalError(
      "MODEL_FILE",
      `${path} cannot be driven: ${tokens === null ? "it has no input input_ids" : `nothing is known about its input ${unknown.join(", ")}`} (inputs: ${free.map(({ name }) => name).join(", ")})`,
      {
        hint: "only decoder models that continue a text can be evaluated: input_ids, attention_mask, position_ids and past_key_values.N.key, .value",
      },
    );
  const positions = graph.inputs.find(({ name }) => name === "position_ids");
  if (positions !== undefined && positions.shape !== null && positions.shape.length !== 2)
    throw new OcLocalError(
      "MODEL_FILE",
      `${path} takes position_ids of [${positions.shape.join(", ")}], not [batch, length]`,
      {
        hint: "only models of text can be evaluated",
      },
    );
  return { tokens, mask: typeOf("attention_mask"), keepCount: typeOf("num_logits_to_keep") };
}

function noLogits({ outputs }: OnnxGraph, path: string): OcLocalError {
  const names = outputs.map(({ name }) => name).join(", ");
  return new OcLocalError("MODEL_FILE", `${path} has no output "logits" (outputs: ${names})`, {
    hint: "an encoder or embedding model predicts no text; of a decoder, export it for the task text-generation-with-past",
  });
}

/** Bytes of a number of an element type. */
export function bytesOf(elementType: number): number {
  return elementType === elementTypes.float16 || elementType === elementTypes.bfloat16 ? 2 : 4;
}
