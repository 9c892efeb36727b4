// Copies of the embedded model, each damaged in one way as real files are, written to a temporary folder.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { PythonRandom } from "../../src/core/python-random.ts";
import { type GgufHeader, type GgufTensor, parseHeader } from "../../src/engines/gguf/parse-header.ts";
import { tinyModelPath } from "../engines/tiny-model.ts";

/** Changes the bytes in place, or returns others. */
export type Damage = (bytes: Buffer, header: GgufHeader) => Buffer | undefined;

/** @returns Writes a damaged copy and gives its path. The copies are removed after the test file. */
export function damagedModels(): (damage: Damage) => string {
  const folder = mkdtempSync(join(tmpdir(), "oc-local-doctor-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  let count = 0;
  return (damage) => {
    const bytes = readFileSync(tinyModelPath);
    const path = join(folder, `damaged-${++count}.gguf`);
    writeFileSync(path, damage(bytes, parseHeader(bytes)) ?? bytes);
    return path;
  };
}

/** The download stopped. */
export const truncate: Damage = (bytes) => bytes.subarray(0, Math.floor(bytes.length * 0.7));

/** A preallocated download that stopped: the file has its size, and zeros for data. */
export const zeroTensors: Damage = (bytes, { dataOffset }) => {
  bytes.fill(0, dataOffset);
  return undefined;
};

/** The last part of the data never arrived. */
export const zeroTail: Damage = (bytes) => {
  bytes.fill(0, Math.floor(bytes.length * 0.6));
  return undefined;
};

/** Random numbers as large as the weights are added to them: their root mean square times `share`. */
export function addNoise(share: number): Damage {
  return (bytes, { tensors, dataOffset }) => {
    const random = new PythonRandom(7);
    for (const tensor of tensors.filter(({ type }) => type.name === "F16")) addTo(bytes, dataOffset, tensor);
    return undefined;

    function addTo(data: Buffer, start: number, { offset, bytes: length }: GgufTensor): void {
      const at = Array.from({ length: length / 2 }, (_, i) => start + offset + 2 * i);
      const squares = at.reduce((sum, place) => sum + readHalf(data, place) ** 2, 0);
      // A uniform number between -a and a has the root mean square a / √3.
      const width = share * Math.sqrt((3 * squares) / at.length);
      for (const place of at) writeHalf(data, place, readHalf(data, place) + width * (2 * random.random() - 1));
    }
  };
}

/** The converter lost the flag. */
export const forgetBos: Damage = (bytes) => {
  const at = placeOfValue(bytes, "tokenizer.ggml.add_bos_token");
  if (bytes[at] !== 1) throw new Error("the model adds no BOS: there is nothing to forget");
  bytes[at] = 0;
  return undefined;
};

/** The key gets a name that nothing reads, which is as if it were not there. */
export function forgetKey(key: string): Damage {
  return (bytes) => {
    placeOfValue(bytes, key);
    bytes.write("x", bytes.indexOf(key) + key.length - 1);
    return undefined;
  };
}

/** llama.cpp has a limit for the number of layers, and aborts beyond it. */
export const claimManyLayers: Damage = (bytes) => {
  bytes.writeUInt32LE(1000, placeOfValue(bytes, "llama.block_count"));
  return undefined;
};

/** Writes another chat template. It is filled up with a Jinja comment, so that the tensors keep their alignment. */
export function setTemplate(change: (template: string) => string): Damage {
  return (bytes) => {
    const at = placeOfValue(bytes, "tokenizer.chat_template");
    const length = Number(bytes.readBigUInt64LE(at));
    const changed = change(bytes.toString("utf8", at + 8, at + 8 + length));
    const missing = (((length - Buffer.byteLength(changed) - 4) % 32) + 32) % 32;
    const text = Buffer.from(`${changed}{#${" ".repeat(missing)}#}`);
    const size = Buffer.alloc(8);
    size.writeBigUInt64LE(BigInt(text.length));
    return Buffer.concat([bytes.subarray(0, at), size, text, bytes.subarray(at + 8 + length)]);
  };
}

/** Where the value of a metadata key begins, behind its type. */
function placeOfValue(bytes: Buffer, key: string): number {
  const at = bytes.indexOf(key);
  if (at === -1) throw new Error(`the model has no ${key}`);
  return at + key.length + 4;
}

function readHalf(bytes: Buffer, at: number): number {
  const bits = bytes.readUInt16LE(at);
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  const size = exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15);
  return bits & 0x8000 ? -size : size;
}

/** Cuts what does not fit; numbers too small for a normal half become 0. */
function writeHalf(bytes: Buffer, at: number, value: number): void {
  const size = Math.min(Math.abs(value), 65504);
  const exponent = Math.floor(Math.log2(size));
  const bits = size < 2 ** -14 ? 0 : ((exponent + 15) << 10) | Math.floor((size / 2 ** exponent - 1) * 1024);
  bytes.writeUInt16LE(bits | (value < 0 ? 0x8000 : 0), at);
}
