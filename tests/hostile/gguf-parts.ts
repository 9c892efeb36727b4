// The pairs and tensors of the embedded model to be changed one by one, and hostile values of a GGUF file.

import type { GgufWriterValue } from "../engines/gguf-writer.ts";
import { tinyModelFile, type WholeFile } from "../engines/rewrite-gguf.ts";
import { chance, type Draw, pick, sizeUpTo } from "./draw.ts";
import { hostileNumber, hostileText } from "./hostile-values.ts";

let whole: WholeFile | undefined;

/** A copy: its lists may be changed. */
export function modelParts(): WholeFile {
  whole ??= tinyModelFile();
  return { metadata: { ...whole.metadata }, tensors: whole.tensors.map((tensor) => ({ ...tensor })) };
}

export function hostileValue(draw: Draw): GgufWriterValue {
  switch (draw(7)) {
    case 0:
      return { type: "u32", value: Math.abs(Math.trunc(hostileNumber(draw))) % 2 ** 32 };
    case 1:
      return { type: "u64", value: BigInt.asUintN(64, BigInt(Math.trunc(hostileNumber(draw)))) };
    case 2:
      return { type: "f32", value: pick(draw, [Number.NaN, Number.POSITIVE_INFINITY, -0, hostileNumber(draw)]) };
    case 3:
      return { type: "bool", value: chance(draw, 2) };
    case 4:
      return { type: "strings", value: Array.from({ length: sizeUpTo(draw, 20_000) }, () => "x") };
    case 5:
      return nested(1 + sizeUpTo(draw, 2000));
    default:
      return { type: "string", value: hostileText(draw) };
  }
}

/** Lists of lists, which the format allows. */
function nested(levels: number): GgufWriterValue {
  const level = Buffer.alloc(12);
  level.writeUInt32LE(9, 0);
  level.writeBigUInt64LE(1n, 4);
  const type = Buffer.from([9, 0, 0, 0]);
  return {
    type: "raw",
    bytes: Buffer.concat([type, ...Array.from({ length: levels }, () => level), Buffer.alloc(12)]),
  };
}

const tokensKey = "tokenizer.ggml.tokens";

export function tokensOf({ metadata }: WholeFile): string[] {
  const value = metadata[tokensKey];
  if (value?.type === "strings") return [...value.value];
  const { bytes } = value as { bytes: Buffer };
  const tokens: string[] = [];
  for (let at = 16; at < bytes.length; ) {
    const end = at + 8 + Number(bytes.readBigUInt64LE(at));
    tokens.push(bytes.toString("utf8", at + 8, end));
    at = end;
  }
  return tokens;
}

export function setTokens({ metadata }: WholeFile, tokens: string[]): void {
  metadata[tokensKey] = { type: "strings", value: tokens };
}
