// Parts of a split GGUF put one behind the other with `cat`: each part has a header of its own, so that only the first is seen.

import { open } from "node:fs/promises";
import { basename } from "node:path";
import type { GgufHeader } from "./parse-header.ts";

const magicBytes = 4;
const defaultAlignment = 32;

/** Where a second header begins behind the data of a file's first one; undefined where there is none. */
export async function findSecondPart(path: string, header: GgufHeader): Promise<number | undefined> {
  const alignment = Number(header.metadata.get("general.alignment") ?? defaultAlignment);
  const length = header.tensors.reduce((last, tensor) => Math.max(last, tensor.offset + tensor.bytes), 0);
  const file = await open(path);
  try {
    for (const end of [length, Math.ceil(length / alignment) * alignment]) {
      const at = header.dataOffset + end;
      const { bytesRead, buffer } = await file.read(Buffer.alloc(magicBytes), 0, magicBytes, at);
      if (buffer.toString("latin1", 0, bytesRead) === "GGUF") return at;
    }
    return undefined;
  } finally {
    await file.close();
  }
}

/**
 * How the model is made whole.
 *
 * @param at Where the second part begins.
 * @param isSecondFirst They were put together in the wrong order.
 */
export function joinHint(path: string, { at, count, isSecondFirst }: JoinedParts): string {
  const name = (part: number, base = "…") => `${base}-${number(part)}-of-${number(count)}.gguf`;
  const parts = `name the first of the parts themselves (${name(1)}, the others beside it), or join them with: llama-gguf-split --merge ${name(1)} joined.gguf`;
  if (count !== 2) return parts;
  const base = basename(path).replace(/\.gguf$/i, "");
  const [head, tail] = isSecondFirst ? [2, 1] : [1, 2];
  const cut = `head -c ${at} ${basename(path)} > ${name(head, base)} && tail -c +${at + 1} ${basename(path)} > ${name(tail, base)}`;
  return `${parts}\n       Where the parts are gone, cut the file again: ${cut}`;
}

export interface JoinedParts {
  at: number;
  count: number;
  isSecondFirst: boolean;
}

function number(part: number): string {
  return String(part).padStart(5, "0");
}
