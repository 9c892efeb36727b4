// The bytes of a valid file made hostile.

import { chance, type Draw, pick, sizeUpTo } from "./draw.ts";

/** @param most Of the bytes from the start, that are changed: a header. */
export function mutateBytes(draw: Draw, bytes: Buffer, most = bytes.length): Buffer {
  let changed: Buffer = Buffer.from(bytes);
  for (let left = 1 + draw(3); left > 0; left--) changed = changeOnce(draw, changed, Math.min(most, changed.length));
  return changed;
}

function changeOnce(draw: Draw, bytes: Buffer, most: number): Buffer {
  if (most === 0) return Buffer.from("\u0000");
  const at = draw(most);
  switch (draw(10)) {
    case 0:
      return bytes.subarray(0, draw(bytes.length));
    case 1: {
      const length = sizeUpTo(draw, Math.min(4096, most - at));
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
    }
    case 2: {
      const piece = bytes.subarray(at, at + sizeUpTo(draw, 4096));
      return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);
    }
    case 3:
      bytes.fill(pick(draw, [0, 0x20, 0x41, 0xff]), at, Math.min(bytes.length, at + sizeUpTo(draw, 4096)));
      return bytes;
    case 4:
    case 5:
      writeInteger(draw, bytes, at);
      return bytes;
    default:
      for (let flips = sizeUpTo(draw, 16); flips > 0; flips--) {
        const place = draw(most);
        bytes[place] = (bytes[place] as number) ^ (1 << draw(8));
      }
      return bytes;
  }
}

const integers = [0n, 1n, 0x7fn, 0xffn, 0xffffn, 0x7fffffffn, 0x80000000n, 0xffffffffn, 1n << 40n, (1n << 63n) - 1n];

function writeInteger(draw: Draw, bytes: Buffer, at: number): void {
  const value = chance(draw, 4) ? (1n << 64n) - 1n : pick(draw, integers);
  const place = Math.max(0, Math.min(at, bytes.length - 8));
  if (bytes.length < 8) return;
  if (chance(draw, 2)) bytes.writeBigUInt64LE(value, place);
  else bytes.writeUInt32LE(Number(value & 0xffffffffn), place);
}
