// Text of a data file as Python's text mode reads it: UTF-8, and every line end (CRLF, CR) becomes LF, also inside quoted
// CSV fields. OpenCompass opens its files that way, so prompts depend on it.

import { isUtf8 } from "node:buffer";
import { OcLocalError } from "../core/errors.ts";
import { readBytes } from "./read-bytes.ts";
import { rewriteCommand } from "./rewrite-command.ts";
import { guessEncoding, type TextEncoding } from "./text-encoding.ts";

export interface TextOptions {
  /** What becomes of a byte order mark at the start. OpenCompass keeps it but for custom data sets. @default "drop" */
  bom?: "drop" | "keep";
}

/** @throws OcLocalError MISSING_DATA or BAD_DATA. */
export async function readText(path: string, options: TextOptions = {}): Promise<string> {
  const bytes = await readBytes(path);
  const encoding = guessEncoding(bytes);
  if (encoding !== null) throw notUtf8(path, bytes, encoding);
  const text = new TextDecoder("utf-8", { ignoreBOM: options.bom === "keep" }).decode(bytes);
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

function notUtf8(path: string, bytes: Buffer, { name, iconv, how }: TextEncoding): OcLocalError {
  if (how === "certain") {
    const hint = `convert it: ${rewriteCommand(path, `iconv -f ${iconv} -t UTF-8`)}`;
    return new OcLocalError("BAD_DATA", `${path}: expected UTF-8 text, found ${name}`, { hint });
  }
  const { line, column, hasUtf8 } = firstBadByte(bytes);
  if (isCut(bytes))
    return new OcLocalError("BAD_DATA", `${path}:${line}:${column}: the file ends inside a character`, {
      hint: "it was cut: copy or download it again",
    });
  const looks = how === "likely" ? `; it looks like ${name}` : "";
  return new OcLocalError("BAD_DATA", `${path}:${line}:${column}: not UTF-8 text${looks}`, {
    hint:
      how === "usual" && hasUtf8
        ? "the lines before it are UTF-8: this one was cut, or comes from another file; take it from its source again"
        : `save the file as UTF-8; if it is ${name}: ${rewriteCommand(path, `iconv -f ${iconv} -t UTF-8`)}`,
  });
}

/** The first bytes of a character at the very end, and nothing else that is not UTF-8. */
function isCut(bytes: Buffer): boolean {
  const start = bytes.subarray(-3).findLastIndex((byte) => byte >= 0xc2 && byte <= 0xf4);
  if (start < 0) return false;
  const end = bytes.subarray(Math.max(0, bytes.length - 3) + start);
  return (
    end.subarray(1).every((byte) => byte >= 0x80 && byte < 0xc0) && isUtf8(bytes.subarray(0, bytes.length - end.length))
  );
}

// A line feed is never part of a longer UTF-8 sequence, so lines can be checked one by one.
function firstBadByte(bytes: Buffer): { line: number; column: number; hasUtf8: boolean } {
  let hasUtf8 = false;
  for (let line = 1, start = 0; ; line += 1) {
    const feed = bytes.indexOf(0x0a, start);
    const text = bytes.subarray(start, feed < 0 ? bytes.length : feed);
    if (feed < 0 || !isUtf8(text)) {
      const before = new TextDecoder().decode(text).split("\ufffd")[0] as string;
      return { line, column: before.length + 1, hasUtf8 };
    }
    hasUtf8 ||= text.some((byte) => byte >= 0x80);
    start = feed + 1;
  }
}
