// The whole text of a data file as Python's text mode reads it: UTF-8, and every line end (CRLF, CR) becomes LF, also inside quoted
// CSV fields. OpenCompass opens its files that way, so prompts depend on it.
// docs/exactness.md E1.6.

import { isUtf8 } from "node:buffer";
import { type BadLine, notUtf8, type TextOptions, wideText } from "./not-utf8.ts";
import { readBytes } from "./read-bytes.ts";
import { isCut, wideEncoding } from "./text-encoding.ts";

export type { TextOptions };

/** @throws OcLocalError MISSING_DATA or BAD_DATA. */
export async function readText(path: string, options: TextOptions = {}): Promise<string> {
  return textOf(path, await readBytes(path), options);
}

/** @throws OcLocalError BAD_DATA */
export function textOf(path: string, bytes: Buffer, options: TextOptions = {}): string {
  const wide = wideEncoding(bytes);
  if (wide !== null) throw wideText(path, wide);
  if (!isUtf8(bytes)) throw notUtf8(path, { ...firstBadLine(bytes), around: bytes, isCut: isCut(bytes) });
  const text = new TextDecoder("utf-8", { ignoreBOM: options.bom === "keep" }).decode(bytes);
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

// A line feed is never part of a longer UTF-8 sequence, so lines can be checked one by one.
function firstBadLine(bytes: Buffer): Pick<BadLine, "line" | "bytes" | "hasUtf8"> {
  let hasUtf8 = false;
  for (let line = 1, start = 0; ; line += 1) {
    const feed = bytes.indexOf(0x0a, start);
    const text = bytes.subarray(start, feed < 0 ? bytes.length : feed);
    if (feed < 0 || !isUtf8(text)) return { line, bytes: text, hasUtf8 };
    hasUtf8 ||= text.some((byte) => byte >= 0x80);
    start = feed + 1;
  }
}
