// The lines of a data file, read in pieces: a file may be longer than a text can be. UTF-8, and lines end at CRLF, LF or a lone CR as in
// Python's text mode, which OpenCompass opens its files in, and nowhere else: U+2028 and U+2029 may stand inside a JSON string.
// docs/exactness.md E1.6.

import { isUtf8 } from "node:buffer";
import { mostRowBytes, rowTooLong } from "./bounds.ts";
import { dataBytes } from "./data-bytes.ts";
import { notUtf8, type TextOptions, wideText } from "./not-utf8.ts";
import { isCut, sampledBytes, wideEncoding } from "./text-encoding.ts";

export interface DataLine {
  /** 1 for the first. */
  line: number;
  /** Without the line end. */
  text: string;
  bytes: Buffer;
  isLast: boolean;
}

/** In batches, as they come. @throws OcLocalError MISSING_DATA, or BAD_DATA naming file and line. */
export async function* readLines(path: string, options: TextOptions = {}): AsyncGenerator<DataLine[]> {
  const lines = new LineSplitter(path);
  let head: Buffer | undefined = Buffer.alloc(0);
  for await (const piece of dataBytes(path)) {
    if (head === undefined) {
      yield lines.add(piece);
      continue;
    }
    head = Buffer.concat([head, piece]);
    if (head.length < sampledBytes) continue;
    yield lines.add(opening(path, head, options));
    head = undefined;
  }
  if (head !== undefined) yield lines.add(opening(path, head, options));
  yield lines.end();
}

const byteOrderMark = Buffer.from("\ufeff");

/** The first bytes, or all there are, without the mark. */
function opening(path: string, head: Buffer, { bom }: TextOptions): Buffer {
  const wide = wideEncoding(head);
  if (wide !== null) throw wideText(path, wide);
  return bom !== "keep" && head.subarray(0, 3).equals(byteOrderMark) ? head.subarray(3) : head;
}

const [feed, carriageReturn] = [0x0a, 0x0d];

class LineSplitter {
  readonly #path: string;
  /** Of a line whose end is not there yet. */
  #held: Buffer = Buffer.alloc(0);
  /** The last line: whether it is the last of all is told by what follows. */
  #pending: DataLine | undefined;
  #line = 0;
  #endedAtReturn = false;
  #hasUtf8 = false;

  constructor(path: string) {
    this.#path = path;
  }

  add(piece: Buffer): DataLine[] {
    const searched = this.#held.length;
    const bytes = searched === 0 ? piece : Buffer.concat([this.#held, piece]);
    const found: DataLine[] = [];
    let start = this.#endedAtReturn && bytes[0] === feed ? 1 : 0;
    if (bytes.length > 0) this.#endedAtReturn = false;
    let nextFeed = bytes.indexOf(feed, Math.max(start, searched));
    let nextReturn = bytes.indexOf(carriageReturn, Math.max(start, searched));
    while (nextFeed >= 0 || nextReturn >= 0) {
      const isReturn = nextReturn >= 0 && (nextFeed < 0 || nextReturn < nextFeed);
      const end = isReturn ? nextReturn : nextFeed;
      this.#push(found, bytes.subarray(start, end), bytes);
      this.#endedAtReturn = isReturn && end + 1 === bytes.length;
      start = isReturn && nextFeed === end + 1 ? end + 2 : end + 1;
      if (nextFeed >= 0 && nextFeed < start) nextFeed = bytes.indexOf(feed, start);
      if (nextReturn >= 0 && nextReturn < start) nextReturn = bytes.indexOf(carriageReturn, start);
    }
    this.#held = bytes.subarray(start);
    if (this.#held.length > mostRowBytes) throw rowTooLong(this.#path, this.#line + 1);
    return found;
  }

  /** What is left; a line end at the end of the file begins no line. */
  end(): DataLine[] {
    const found: DataLine[] = [];
    if (this.#held.length > 0) this.#push(found, this.#held, this.#held, true);
    if (this.#pending !== undefined) found.push({ ...this.#pending, isLast: true });
    return found;
  }

  /** @param around What the line was read with: an encoding shows in more than a line. */
  #push(found: DataLine[], bytes: Buffer, around: Buffer, isEnd = false): void {
    this.#line += 1;
    const line = this.#line;
    if (bytes.length > mostRowBytes) throw rowTooLong(this.#path, line);
    if (!isUtf8(bytes))
      throw notUtf8(this.#path, { line, bytes, around, isCut: isEnd && isCut(bytes), hasUtf8: this.#hasUtf8 });
    const text = bytes.toString("utf8");
    this.#hasUtf8 ||= text.length !== bytes.length;
    if (this.#pending !== undefined) found.push(this.#pending);
    this.#pending = { line, text, bytes, isLast: false };
  }
}
