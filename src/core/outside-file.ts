// The one way in for small files that others wrote: a regular file, behind its links, and no larger than its kind ever is. A device
// or a pipe would be read without end. Data sets are read in pieces, by src/data.

import { closeSync, constants, openSync, readSync, type Stats, statSync } from "node:fs";
import { deepestJson, jsonShape } from "./json-shape.ts";

const MiB = 1024 * 1024;

/** The largest file of each kind, with room above what there is of it. */
export const fileBounds = {
  /** Hundreds of datasets written out are one MiB. */
  config: 16 * MiB,
  /** Written by hand; its parser takes seconds for a MiB. */
  "YAML config": MiB,
  /** The longest published ones are 50 KiB. */
  "chat template": MiB,
  /** Vocabularies of 256,000 tokens are 35 MiB. */
  tokenizer: 256 * MiB,
  /** Every added token may be listed: some MiB. */
  "model configuration": 64 * MiB,
  /** Which files a model in a cache consists of: some MiB for thousands of tensors. */
  "model index": 16 * MiB,
} as const;

export type OutsideKind = keyof typeof fileBounds;

/** Each takes up to a hundred bytes of memory; a tokenizer has one to two million. */
const mostJsonValues = 8_000_000;

/** @throws Error saying what is there instead, without the path; or as the file system does. */
export function readOutsideFile(path: string, kind: OutsideKind): Buffer {
  const found = statSync(path);
  const wrong = wrongKind(found);
  if (wrong !== undefined) throw new Error(wrong);
  const most = fileBounds[kind];
  if (found.size > most) throw tooLarge(kind);
  // What has become a pipe meanwhile must not be waited for.
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const bytes = readUpTo(file, { expected: found.size, most: most + 1 });
    if (bytes.length > most) throw tooLarge(kind);
    return bytes;
  } finally {
    closeSync(file);
  }
}

/** What stands there instead of a file; undefined for one. */
export function wrongKind(found: Stats): string | undefined {
  return found.isFile() ? undefined : `expected a file, found ${kindOf(found)}`;
}

/** @throws Error, or SyntaxError for what is no JSON; without the path. */
export function readOutsideJson(path: string, kind: OutsideKind): unknown {
  return parseOutsideJson(readOutsideFile(path, kind));
}

/** @throws Error, or SyntaxError for what is no JSON. */
export function parseOutsideJson(bytes: Buffer): unknown {
  const { values, tooDeepAt } = jsonShape(bytes);
  if (tooDeepAt !== undefined) throw new Error(`line ${lineOf(bytes, tooDeepAt)}: ${tooDeep}`);
  if (values > mostJsonValues) throw new Error(`holds more than ${mostJsonValues} values`);
  return JSON.parse(bytes.toString("utf8").replace(/^\uFEFF/, ""));
}

export const tooDeep = `nested more than ${deepestJson} levels deep`;

/** 1 for the first. */
export function lineOf(bytes: Uint8Array, offset: number): number {
  let line = 1;
  for (let at = bytes.indexOf(0x0a); at >= 0 && at < offset; at = bytes.indexOf(0x0a, at + 1)) line += 1;
  return line;
}

/** Files below /proc have a size of 0, and one may grow. */
function readUpTo(file: number, { expected, most }: { expected: number; most: number }): Buffer {
  let bytes = Buffer.allocUnsafe(Math.min(most, expected + 1));
  let filled = 0;
  while (filled < most) {
    if (filled === bytes.length) bytes = Buffer.concat([bytes], Math.min(most, 2 * filled + 4096));
    const read = readSync(file, bytes, filled, bytes.length - filled, null);
    if (read === 0) break;
    filled += read;
  }
  return bytes.subarray(0, filled);
}

function tooLarge(kind: OutsideKind): Error {
  return new Error(`larger than ${fileBounds[kind] / MiB} MiB, the most that is read of a ${kind}`);
}

function kindOf(found: Stats): string {
  if (found.isDirectory()) return "a folder";
  return found.isFIFO() ? "a pipe" : found.isSocket() ? "a socket" : "a device";
}
