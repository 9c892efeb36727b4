// Text of a data file as Python's text mode reads it: UTF-8, and every line end (CRLF, CR) becomes LF, also inside quoted
// CSV fields. OpenCompass opens its files that way, so prompts depend on it.

import { isUtf8 } from "node:buffer";
import { OcLocalError } from "../core/errors.ts";
import { readBytes } from "./read-bytes.ts";

export interface TextOptions {
  /** What becomes of a byte order mark at the start. OpenCompass keeps it but for custom data sets. @default "drop" */
  bom?: "drop" | "keep";
}

/** @throws OcLocalError MISSING_DATA or BAD_DATA. */
export async function readText(path: string, options: TextOptions = {}): Promise<string> {
  const bytes = await readBytes(path);
  if (!isUtf8(bytes)) throw notUtf8(path, bytes);
  const text = new TextDecoder("utf-8", { ignoreBOM: options.bom === "keep" }).decode(bytes);
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

function notUtf8(path: string, bytes: Buffer): OcLocalError {
  return new OcLocalError("BAD_DATA", `${path}:${firstBadLine(bytes)}: not UTF-8 text`, {
    hint: "convert the file to UTF-8, for example: iconv -f GB18030 -t UTF-8 FILE > NEW_FILE",
  });
}

// A line feed is never part of a longer UTF-8 sequence, so lines can be checked one by one.
function firstBadLine(bytes: Buffer): number {
  let start = 0;
  for (let line = 1; ; line += 1) {
    const feed = bytes.indexOf(0x0a, start);
    const end = feed < 0 ? bytes.length : feed;
    if (feed < 0 || !isUtf8(bytes.subarray(start, end))) return line;
    start = end + 1;
  }
}
