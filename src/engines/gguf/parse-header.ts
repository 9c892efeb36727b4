// Parses the header of one GGUF file (version 2 or 3, little-endian) from its first bytes: metadata and tensor infos.
//   "GGUF" u32 version, u64 tensors, u64 pairs | pairs: string key, u32 type, value | tensors: string name, u32 n_dims,
//   u64 dims[n_dims], u32 type, u64 offset | padding to the alignment | data (tensor offsets count from here)
// Layout: ggml/docs/gguf.md in llama.cpp.

import { ggufBounds } from "./bounds.ts";
import { updateHint } from "./newer-model.ts";
import { newestTensorType, removedTensorTypes, type TensorType, tensorTypes } from "./tensor-types.ts";
import { findWrongToken, tokensKey } from "./wrong-token.ts";

export type GgufScalar = number | bigint | boolean | string;

/** `values` is left out of long arrays (a vocabulary's tokens and merges): only the length is kept. */
export interface GgufArray {
  length: number;
  values?: readonly GgufScalar[];
}

export type GgufMetadata = ReadonlyMap<string, GgufScalar | GgufArray>;

export interface GgufTensor {
  name: string;
  dimensions: number[];
  type: TensorType;
  /** From the start of the data section. */
  offset: number;
  bytes: number;
}

export interface GgufHeader {
  version: number;
  metadata: GgufMetadata;
  tensors: GgufTensor[];
  /** Where the tensor data starts in the file. */
  dataOffset: number;
}

/** The bytes given end inside the header, which goes on at least to `needed`. */
export class HeaderContinues extends Error {
  readonly needed: number;

  constructor(needed: number) {
    super(`the header goes on to byte ${needed}`);
    this.needed = needed;
  }
}

/** The bytes are no header that can be read: the message says where and why. */
export class InvalidHeader extends Error {
  /** Where another remedy than another download is known. */
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}

/** Of another release of the format or the library: the message completes "the file …". */
export class UnknownHere extends InvalidHeader {
  declare readonly hint: string;
}

const longestKeptArray = 1024;
const mostDimensions = 4;
const defaultAlignment = 32;

/**
 * @param kept Keys of arrays whose values are kept however long they are.
 * @throws HeaderContinues when more of the file is needed, InvalidHeader when it is damaged.
 */
export function parseHeader(bytes: Buffer, kept: readonly string[] = []): GgufHeader {
  const cursor = new Cursor(bytes);
  cursor.skip(4);
  const version = cursor.u32();
  if (version !== 2 && version !== 3) throw wrongVersion(version);
  const tensorCount = cursor.u64();
  const pairCount = cursor.u64();
  requireBound(tensorCount, ggufBounds.tensors, "tensors");
  requireBound(pairCount, ggufBounds.metadataPairs, "metadata pairs");
  const metadata = readMetadata(cursor, pairCount, kept);
  const tensors: GgufTensor[] = [];
  for (let i = 0; i < tensorCount; i++) tensors.push(readTensor(cursor, i));
  const alignment = metadata.get("general.alignment") ?? defaultAlignment;
  if (typeof alignment !== "number" || alignment < 1 || !Number.isInteger(Math.log2(alignment)))
    throw new InvalidHeader(`general.alignment is ${String(alignment)}, not a power of two`);
  // Whoever keeps them has opened the file before.
  if (kept.length === 0) checkTokens(bytes, cursor);
  return { version, metadata, tensors, dataOffset: Math.ceil(cursor.offset / alignment) * alignment };
}

function requireBound(count: number, most: number, what: string): void {
  if (count > most) throw new InvalidHeader(`it claims ${count} ${what}, and ${most} is the most that is read`);
}

function wrongVersion(version: number): InvalidHeader {
  if (version === 1) return new InvalidHeader("GGUF version 1 is no longer supported by llama.cpp");
  if (version !== 0 && (version & 0xffff) === 0)
    return new UnknownHere(
      "is big-endian, and models are read on little-endian machines here",
      "turn it with llama.cpp's gguf-py: python gguf_convert_endian.py FILE little",
    );
  const unknown = `GGUF version ${version} is unknown (expected 2 or 3)`;
  const isNewer = version > 3 && version < newerVersions;
  return isNewer ? new UnknownHere(`is of a newer format: ${unknown}`, updateHint) : new InvalidHeader(unknown);
}

function readMetadata(cursor: Cursor, count: number, kept: readonly string[]): GgufMetadata {
  const metadata = new Map<string, GgufScalar | GgufArray>();
  for (let i = 0; i < count; i++) {
    const key = cursor.name(`the key of metadata pair ${i + 1}`, ggufBounds.keyBytes);
    if (metadata.has(key)) throw new InvalidHeader(`metadata key "${key}" occurs twice`);
    metadata.set(key, readValue(cursor, key, kept.includes(key)));
  }
  return metadata;
}

function readValue(cursor: Cursor, key: string, isKept: boolean): GgufScalar | GgufArray {
  const type = cursor.u32();
  if (type !== arrayType) return readScalar(cursor, type, key);
  const elementType = cursor.u32();
  const length = cursor.u64();
  if (elementType === arrayType) throw new InvalidHeader(`metadata "${key}" is an array of arrays`);
  if (elementType === stringType) {
    const most = key === tokensKey ? ggufBounds.tokens : ggufBounds.texts;
    requireBound(length, most, `texts in "${key}"`);
  }
  if (key === tokensKey && elementType === stringType) cursor.tokens = { offset: cursor.offset, length };
  if (isKept || length <= longestKeptArray)
    return { length, values: Array.from({ length }, () => readScalar(cursor, elementType, key)) };
  skipArray(cursor, { elementType, length, key });
  return { length };
}

/** Once, when the whole header is there: there may be a quarter of a million. */
function checkTokens(bytes: Buffer, { tokens }: Cursor): void {
  const wrong = tokens && findWrongToken(bytes, tokens.offset, tokens.length);
  if (wrong !== undefined) throw new InvalidHeader(wrong);
}

function skipArray(cursor: Cursor, array: { elementType: number; length: number; key: string }): void {
  const bytes = scalarBytes.get(array.elementType);
  if (bytes !== undefined) cursor.skip(array.length * bytes);
  else if (array.elementType !== stringType) throw unknownType(array.elementType, array.key);
  else for (let i = 0; i < array.length; i++) cursor.skip(cursor.stringLength(() => `"${array.key}"[${i}]`));
}

const stringType = 8;
const arrayType = 9;
const scalarBytes: ReadonlyMap<number, number> = new Map([
  [0, 1],
  [1, 1],
  [2, 2],
  [3, 2],
  [4, 4],
  [5, 4],
  [6, 4],
  [7, 1],
  [10, 8],
  [11, 8],
  [12, 8],
]);

function readScalar(cursor: Cursor, type: number, key: string): GgufScalar {
  if (type === stringType) return cursor.string(key);
  const size = scalarBytes.get(type);
  if (size === undefined) throw unknownType(type, key);
  return cursor.scalar(type, size);
}

function safeNumber(value: bigint): number | bigint {
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
}

function unknownType(type: number, key: string): InvalidHeader {
  return new InvalidHeader(`metadata "${key}" has the unknown value type ${type}`);
}

function readTensor(cursor: Cursor, index: number): GgufTensor {
  const name = cursor.name(`the name of tensor ${index + 1}`, ggufBounds.tensorNameBytes);
  const dimensionCount = cursor.u32();
  if (dimensionCount > mostDimensions)
    throw new InvalidHeader(`tensor "${name}" has ${dimensionCount} dimensions (at most ${mostDimensions})`);
  const dimensions = Array.from({ length: dimensionCount }, () => cursor.u64());
  const typeId = cursor.u32();
  const type = tensorTypes.get(typeId);
  if (type === undefined) throw unknownStorage(name, typeId);
  const offset = cursor.u64();
  const elements = dimensions.reduce((product, dimension) => product * dimension, 1);
  const bytes = (elements / type.blockElements) * type.blockBytes;
  if (!Number.isSafeInteger(bytes) || bytes === 0)
    throw new InvalidHeader(`tensor "${name}" of shape [${dimensions.join(", ")}] cannot be stored as ${type.name}`);
  return { name, dimensions, type, offset, bytes };
}

/** Numbers beyond these are damage. */
const newerVersions = 100;
const newerTypes = 256;

function unknownStorage(tensor: string, typeId: number): InvalidHeader {
  const removed = removedTensorTypes.get(typeId);
  if (removed !== undefined)
    return new UnknownHere(
      `stores the tensor "${tensor}" as ${removed.name}, which llama.cpp has removed`,
      `nothing is missing from the file: take the model as ${removed.instead}, which llama.cpp arranges for the CPU itself, or quantise it again`,
    );
  if (typeId <= newestTensorType || typeId >= newerTypes)
    return new InvalidHeader(`tensor "${tensor}" is stored as type ${typeId}, which is unknown here`);
  return new UnknownHere(
    `stores the tensor "${tensor}" as type ${typeId}, which is newer than the llama.cpp of this build`,
    "install a newer oc-local, which brings a newer llama.cpp, or take another quantisation of the model, such as Q8_0",
  );
}

class Cursor {
  readonly #bytes: Buffer;
  offset = 0;
  /** Where the vocabulary's texts are, once they were passed. */
  tokens: { offset: number; length: number } | undefined;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  take(length: number): Buffer {
    const start = this.offset;
    this.skip(length);
    return this.#bytes.subarray(start, this.offset);
  }

  skip(length: number): void {
    const end = this.offset + length;
    if (end > this.#bytes.length) throw new HeaderContinues(end);
    this.offset = end;
  }

  u32(): number {
    this.skip(4);
    return this.#bytes.readUInt32LE(this.offset - 4);
  }

  u64(): number {
    const at = this.offset;
    this.skip(8);
    const value = this.#bytes.readUInt32LE(at) + this.#bytes.readUInt32LE(at + 4) * 2 ** 32;
    if (value > Number.MAX_SAFE_INTEGER)
      throw new InvalidHeader(`the count ${this.#bytes.readBigUInt64LE(at)} at byte ${at} cannot be right`);
    return value;
  }

  /** @param what Made only where it is told: there may be a quarter of a million texts. */
  stringLength(what: () => string): number {
    const length = this.u64();
    if (length > longestString) throw new InvalidHeader(`${what()} claims to be a text of ${length} bytes`);
    return length;
  }

  /** A text that other programs know things by: printable and short. */
  name(what: string, most: number): string {
    const length = this.stringLength(() => what);
    if (length > most) throw new InvalidHeader(`${what} has ${length} bytes, and ${most} is the most`);
    const name = this.take(length).toString("latin1");
    if (!/^[\x20-\x7e]*$/.test(name)) throw new InvalidHeader(`${what} is no printable text`);
    return name;
  }

  /** @param size Of a value of this type, in bytes. */
  scalar(type: number, size: number): GgufScalar {
    const at = this.offset;
    this.skip(size);
    switch (type) {
      case 0:
        return this.#bytes.readUInt8(at);
      case 1:
        return this.#bytes.readInt8(at);
      case 2:
        return this.#bytes.readUInt16LE(at);
      case 3:
        return this.#bytes.readInt16LE(at);
      case 4:
        return this.#bytes.readUInt32LE(at);
      case 5:
        return this.#bytes.readInt32LE(at);
      case 6:
        return this.#bytes.readFloatLE(at);
      case 7:
        return this.#bytes.readUInt8(at) !== 0;
      case 10:
        return safeNumber(this.#bytes.readBigUInt64LE(at));
      case 11:
        return safeNumber(this.#bytes.readBigInt64LE(at));
      default:
        return this.#bytes.readDoubleLE(at);
    }
  }

  string(key: string): string {
    const length = this.stringLength(() => `metadata "${key}"`);
    this.skip(length);
    return this.#bytes.toString("utf8", this.offset - length, this.offset);
  }
}

/** Longer texts are damage: chat templates, the longest texts there are, have tens of kilobytes. */
const longestString = 64 * 1024 * 1024;
