// The embedded model taken apart, to be written again as another file: without tensors, in parts, under another name.

import { readFileSync } from "node:fs";
import { parseHeader } from "../../src/engines/gguf/parse-header.ts";
import { tensorTypes } from "../../src/engines/gguf/tensor-types.ts";
import type { GgufWriterFile, GgufWriterTensor, GgufWriterValue } from "./gguf-writer.ts";
import { tinyModelPath } from "./tiny-model.ts";

export type WholeFile = Required<Pick<GgufWriterFile, "metadata" | "tensors">>;

/** Written by `ggufBytes` it is the same model. */
export function tinyModelFile(): WholeFile {
  const bytes = readFileSync(tinyModelPath);
  const { tensors, dataOffset } = parseHeader(bytes);
  const typeIds = new Map([...tensorTypes].map(([id, { name }]) => [name, id]));
  return {
    metadata: rawPairs(bytes),
    tensors: tensors.map(({ name, dimensions, type, offset, bytes: length }): GgufWriterTensor => {
      const data = bytes.subarray(dataOffset + offset, dataOffset + offset + length);
      return { name, dimensions, type: typeIds.get(type.name) ?? 0, data };
    }),
  };
}

/** Of a part of a split model, as llama-gguf-split writes it. */
export function splitPairs(part: number, count: number, tensors: number): Record<string, GgufWriterValue> {
  return {
    "split.no": u16(part - 1),
    "split.count": u16(count),
    "split.tensors.count": { type: "raw", bytes: Buffer.from(Int32Array.of(5, tensors).buffer) },
  };
}

function u16(value: number): GgufWriterValue {
  const bytes = Buffer.from([2, 0, 0, 0, 0, 0]);
  bytes.writeUInt16LE(value, 4);
  return { type: "raw", bytes };
}

/** By type of value. */
const scalarBytes = [1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8];

function rawPairs(bytes: Buffer): Record<string, GgufWriterValue> {
  const pairs: Record<string, GgufWriterValue> = {};
  let at = 24;
  for (let left = Number(bytes.readBigUInt64LE(16)); left > 0; left--) {
    const keyEnd = endOfString(bytes, at);
    const end = endOfValue(bytes, keyEnd + 4, bytes.readUInt32LE(keyEnd));
    pairs[bytes.toString("utf8", at + 8, keyEnd)] = { type: "raw", bytes: bytes.subarray(keyEnd, end) };
    at = end;
  }
  return pairs;
}

function endOfValue(bytes: Buffer, at: number, type: number): number {
  if (type === 8) return endOfString(bytes, at);
  if (type !== 9) return at + (scalarBytes[type] as number);
  const elementType = bytes.readUInt32LE(at);
  let end = at + 12;
  for (let left = Number(bytes.readBigUInt64LE(at + 4)); left > 0; left--) end = endOfValue(bytes, end, elementType);
  return end;
}

function endOfString(bytes: Buffer, at: number): number {
  return at + 8 + Number(bytes.readBigUInt64LE(at));
}
