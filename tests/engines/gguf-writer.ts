// Writes GGUF files for tests: small valid ones, and ones that are wrong in a chosen way.

export type GgufWriterValue =
  | { type: "u32"; value: number }
  | { type: "u64"; value: bigint }
  | { type: "f32"; value: number }
  | { type: "bool"; value: boolean }
  | { type: "string"; value: string }
  | { type: "strings"; value: string[] }
  | { type: "u32s"; value: number[] }
  | { type: "raw"; bytes: Buffer };

export interface GgufWriterTensor {
  name: string;
  dimensions: number[];
  /** ggml type id; 0 is F32. */
  type?: number;
  offset?: number;
  data: Buffer;
}

export interface GgufWriterFile {
  version?: number;
  metadata: Record<string, GgufWriterValue>;
  tensors?: GgufWriterTensor[];
  /** Instead of the true ones. */
  counts?: { tensors?: bigint; pairs?: bigint };
}

const alignment = 32;

export function ggufBytes({ version = 3, metadata, tensors = [], counts = {} }: GgufWriterFile): Buffer {
  const pairs = Object.entries(metadata);
  const parts = [
    Buffer.from("GGUF"),
    u32(version),
    u64(counts.tensors ?? BigInt(tensors.length)),
    u64(counts.pairs ?? BigInt(pairs.length)),
    ...pairs.flatMap(([key, value]) => [string(key), encode(value)]),
  ];
  let offset = 0;
  for (const tensor of tensors) {
    const { name, dimensions, type = 0 } = tensor;
    parts.push(string(name), u32(dimensions.length), ...dimensions.map((size) => u64(BigInt(size))), u32(type));
    parts.push(u64(BigInt(tensor.offset ?? offset)));
    offset += padded(tensor.data).length;
  }
  return Buffer.concat([padded(Buffer.concat(parts)), ...tensors.map(({ data }) => padded(data))]);
}

export function floats(values: readonly number[]): Buffer {
  return Buffer.from(Float32Array.from(values).buffer);
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((alignment - (bytes.length % alignment)) % alignment)]);
}

function encode(value: GgufWriterValue): Buffer {
  switch (value.type) {
    case "u32":
      return Buffer.concat([u32(4), u32(value.value)]);
    case "u64":
      return Buffer.concat([u32(10), u64(value.value)]);
    case "f32":
      return Buffer.concat([u32(6), floats([value.value])]);
    case "bool":
      return Buffer.concat([u32(7), Buffer.from([value.value ? 1 : 0])]);
    case "string":
      return Buffer.concat([u32(8), string(value.value)]);
    case "strings":
      return Buffer.concat([u32(9), u32(8), u64(BigInt(value.value.length)), ...value.value.map(string)]);
    case "u32s":
      return Buffer.concat([u32(9), u32(4), u64(BigInt(value.value.length)), ...value.value.map(u32)]);
    case "raw":
      return value.bytes;
  }
}

function string(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([u64(BigInt(bytes.length)), bytes]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function u64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return bytes;
}
