// What is said of a data file that is not UTF-8 text.

import { OcLocalError } from "../core/errors.ts";
import { rewriteCommand } from "./rewrite-command.ts";
import { guessNarrow, type TextEncoding } from "./text-encoding.ts";

export interface TextOptions {
  /** What becomes of a byte order mark at the start. OpenCompass keeps it but for custom data sets. @default "drop" */
  bom?: "drop" | "keep";
}

/** Of two or four bytes a character. */
export function wideText(path: string, { name, iconv }: TextEncoding): OcLocalError {
  const hint = `convert it: ${rewriteCommand(path, `iconv -f ${iconv} -t UTF-8`)}`;
  return new OcLocalError("BAD_DATA", `${path}: expected UTF-8 text, found ${name}`, { hint });
}

export interface BadLine {
  /** 1 for the first. */
  line: number;
  bytes: Buffer;
  /** The part of the file that holds the line. */
  around: Buffer;
  /** The file ends here, inside a character. */
  isCut: boolean;
  /** A line before it has characters beyond ASCII. */
  hasUtf8: boolean;
}

export function notUtf8(path: string, { line, bytes, around, isCut, hasUtf8 }: BadLine): OcLocalError {
  const column = (new TextDecoder().decode(bytes).split("\ufffd")[0] as string).length + 1;
  const place = `${path}:${line}:${column}`;
  if (isCut)
    return new OcLocalError("BAD_DATA", `${place}: the file ends inside a character`, {
      hint: "it was cut: copy or download it again",
    });
  const { name, iconv, how } = guessNarrow(around);
  const looks = how === "likely" ? `; it looks like ${name}` : "";
  return new OcLocalError("BAD_DATA", `${place}: not UTF-8 text${looks}`, {
    hint:
      how === "usual" && hasUtf8
        ? "the lines before it are UTF-8: this one was cut, or comes from another file; take it from its source again"
        : `save the file as UTF-8; if it is ${name}: ${rewriteCommand(path, `iconv -f ${iconv} -t UTF-8`)}`,
  });
}
