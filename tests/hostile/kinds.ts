// All generators, and which of them makes the next input.

import type { Kind } from "./kind.ts";
import { adapter } from "./kinds/adapter.ts";
import { cache } from "./kinds/cache.ts";
import { chatTemplate } from "./kinds/chat-template.ts";
import { config } from "./kinds/config.ts";
import { dataPlaces } from "./kinds/data-places.ts";
import { dataText } from "./kinds/data-text.ts";
import { flags } from "./kinds/flags.ts";
import { ggufBytes } from "./kinds/gguf-bytes.ts";
import { ggufFields } from "./kinds/gguf-fields.ts";
import { ggufTokens } from "./kinds/gguf-tokens.ts";
import { names } from "./kinds/names.ts";
import { onnxFolder } from "./kinds/onnx-folder.ts";
import { onnxGraph } from "./kinds/onnx-graph.ts";
import { storedAttacks } from "./kinds/stored-attacks.ts";
import { storedFiles } from "./kinds/stored-files.ts";

export const kinds: readonly Kind[] = [
  adapter,
  cache,
  chatTemplate,
  config,
  dataPlaces,
  dataText,
  flags,
  ggufBytes,
  ggufFields,
  ggufTokens,
  names,
  onnxFolder,
  onnxGraph,
  storedAttacks,
  storedFiles,
];

export interface Asked {
  seed: number;
  count: number;
  kind?: string | undefined;
}

/** The first `count` of an endless row of inputs; those of one kind alone have the same seeds that they have in it. */
export function generatedInputs({ seed, count, kind }: Asked): { kind: string; seed: number }[] {
  const inputs: { kind: string; seed: number }[] = [];
  if (kind !== undefined) kindNamed(kind);
  for (let index = 0; inputs.length < count; index++) {
    const { name } = kindOf(index);
    if (kind === undefined || kind === name) inputs.push({ kind: name, seed: seed + index });
  }
  return inputs;
}

export function kindNamed(name: string): Kind {
  const kind = kinds.find((kind) => kind.name === name);
  if (kind === undefined)
    throw new Error(`there is no kind "${name}"; there are ${kinds.map(({ name }) => name).join(", ")}`);
  return kind;
}

/** Kinds take turns, by their weights, in an order that does not depend on how many inputs are asked for. */
function kindOf(index: number): Kind {
  const turns = kinds.flatMap((kind) => Array.from({ length: kind.weight }, () => kind));
  // A step that shares no factor with the number of turns spreads them.
  return turns[(index * stepFor(turns.length)) % turns.length] as Kind;
}

function stepFor(count: number): number {
  let step = Math.floor(count * 0.618);
  while (step > 1 && greatestCommonDivisor(step, count) > 1) step -= 1;
  return Math.max(step, 1);
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
