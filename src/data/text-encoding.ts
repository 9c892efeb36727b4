// What a file that is not UTF-8 most likely is, told from its bytes: byte order marks, the zeros that UTF-16 has between
// ASCII letters, and the ranges of GB 2312 that Chinese text is written in. A guess for a message, never for reading.

import { isUtf8 } from "node:buffer";

export interface TextEncoding {
  /** For people. */
  name: string;
  /** As iconv knows it. */
  iconv: string;
  /** How sure that is: "certain" by its zeros and marks, "likely" by the ranges of its bytes, or only the usual one. */
  how: "certain" | "likely" | "usual";
}

/** Of two or four bytes a character. @param head The file, or its first `sampledBytes` at least. Null for what may be UTF-8 text. */
export function wideEncoding(head: Buffer): TextEncoding | null {
  return markedAsWide(head) ?? wideByZeros(head);
}

/** Of bytes that are not UTF-8. */
export function guessNarrow(bytes: Buffer): TextEncoding {
  const { pairs, hanzi, single } = countHighBytes(bytes);
  if (hanzi > 0.8 * (pairs + single) && isGb18030(bytes)) return { name: "GBK", iconv: "GB18030", how: "likely" };
  return { name: "Windows-1252", iconv: "WINDOWS-1252", how: "usual" };
}

/** UTF-32 first: its little-endian mark begins with that of UTF-16. */
function markedAsWide(bytes: Buffer): TextEncoding | null {
  const startsWith = (...mark: number[]) => mark.every((byte, i) => bytes[i] === byte);
  if (startsWith(0xff, 0xfe, 0, 0) || startsWith(0, 0, 0xfe, 0xff)) return wide("UTF-32", "UTF-32");
  if (startsWith(0xff, 0xfe) || startsWith(0xfe, 0xff)) return wide("UTF-16", "UTF-16");
  return null;
}

/** As many tell. */
export const sampledBytes = 64 * 1024;

/** Without a mark: line ends, digits and separators have a zero as one half of their two bytes, always the same one. */
function wideByZeros(bytes: Buffer): TextEncoding | null {
  const sample = bytes.subarray(0, sampledBytes);
  const zeros = [0, 0];
  for (let i = 0; i < sample.length; i += 1) if (sample[i] === 0) zeros[i % 2] = (zeros[i % 2] as number) + 1;
  const [even = 0, odd = 0] = zeros;
  const most = Math.max(even, odd);
  if (most === 0 || (bytes.length < sampledBytes && bytes.length % 2 !== 0)) return null;
  // What is UTF-8 too is ASCII with a zero at every letter; a few zeros alone are text. A sample may end inside a character.
  if (most < sample.length / (isUtf8(sample) || isCut(sample) ? 4 : 40)) return null;
  // U+4E00, the Chinese one, has its zero in the other half.
  if (most < 4 * Math.min(even, odd)) return null;
  return wide("UTF-16 without a byte order mark", odd > even ? "UTF-16LE" : "UTF-16BE");
}

function wide(name: string, iconv: string): TextEncoding {
  return { name, iconv, how: "certain" };
}

/** Bytes from 0x80 on, taken two by two as GBK does: those in GB 2312, and those that stand alone between ASCII. */
function countHighBytes(bytes: Buffer): { pairs: number; hanzi: number; single: number } {
  let pairs = 0;
  let hanzi = 0;
  let single = 0;
  for (let i = 0; i < bytes.length; i += 1) {
    const lead = bytes[i] as number;
    if (lead < 0x80) continue;
    const trail = bytes[i + 1] ?? 0;
    if (trail < 0x40) {
      single += 1;
      continue;
    }
    pairs += 1;
    if (lead >= 0xa1 && lead <= 0xf7 && trail >= 0xa1) hanzi += 1;
    i += 1;
  }
  return { pairs, hanzi, single };
}

function isGb18030(bytes: Buffer): boolean {
  try {
    // A piece of a file may end inside a character.
    new TextDecoder("gb18030", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** The first bytes of a character at the very end, and nothing else that is not UTF-8. */
export function isCut(bytes: Buffer): boolean {
  const start = bytes.subarray(-3).findLastIndex((byte) => byte >= 0xc2 && byte <= 0xf4);
  if (start < 0) return false;
  const end = bytes.subarray(Math.max(0, bytes.length - 3) + start);
  return (
    end.subarray(1).every((byte) => byte >= 0x80 && byte < 0xc0) && isUtf8(bytes.subarray(0, bytes.length - end.length))
  );
}
