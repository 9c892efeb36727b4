// A data file as a whole, for what is one document.

import { documentTooLarge, mostDocumentBytes } from "./bounds.ts";
import { dataBytes } from "./data-bytes.ts";

/** @throws OcLocalError MISSING_DATA without the file, BAD_DATA when it is no regular file, too large or cannot be read or unzipped. */
export async function readBytes(path: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of dataBytes(path)) {
    length += piece.length;
    if (length > mostDocumentBytes) throw documentTooLarge(path);
    pieces.push(piece);
  }
  return Buffer.concat(pieces, length);
}
