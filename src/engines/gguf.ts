// Reads what a GGUF model is without loading its weights, and refuses files that cannot be loaded: absent, truncated, of
// another format, or a split model with parts missing.

import type { BigIntStats } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";
import { errorMessage, OcLocalError } from "../core/errors.ts";
import { findBeyondBounds } from "./gguf/bounds.ts";
import { findSecondPart, joinHint } from "./gguf/joined-parts.ts";
import { describeLookAlike } from "./gguf/look-alike.ts";
import { missingKey } from "./gguf/needed-keys.ts";
import { describeOtherKind, type OtherKind } from "./gguf/other-kinds.ts";
import {
  type GgufHeader,
  type GgufMetadata,
  type GgufTensor,
  HeaderContinues,
  InvalidHeader,
  parseHeader,
  UnknownHere,
} from "./gguf/parse-header.ts";
import { partPaths } from "./gguf/parts.ts";
import { fileTypeNames } from "./gguf/tensor-types.ts";
import { WhileUnchanged } from "./gguf/while-unchanged.ts";

export { partPaths };

export interface GgufModel {
  /** The file to load: of a split model the first part. */
  path: string;
  parts: { path: string; bytes: number }[];
  /** Of the first part: `general.*`, `<architecture>.*`, `tokenizer.*`. */
  metadata: GgufMetadata;
  /** Of all parts. */
  tensors: GgufTensor[];
  /** Bytes of all tensors. */
  weightBytes: number;
  architecture: string;
  /** "model", "adapter", …; files without the field are models. */
  type: string;
  name: string | null;
  /** What the quantisation is called, for example "Q4_K_M". */
  fileType: string | null;
  /** Tokens the model was trained for. */
  contextLength: number | null;
  vocabularySize: number;
  chatTemplate: string | null;
}

/** Of a small vocabulary's header, and of a large one's. */
const firstReadBytes = 1024 * 1024;
const secondReadBytes = 16 * 1024 * 1024;
const largestHeader = 512 * 1024 * 1024;
const truncatedHint = "the download did not finish: continue it or download the file again";

/** @throws OcLocalError MODEL_FILE naming the file and the remedy. */
export async function readGguf(path: string): Promise<GgufModel> {
  const paths = partPaths(path);
  const parts = [];
  for (const part of paths) parts.push(await readPart(part, paths.length));
  const first = parts[0] as Part;
  await checkSplit(first, parts);
  const tensors = parts.flatMap((part) => part.header.tensors);
  const { metadata } = first.header;
  const architecture = text(metadata, "general.architecture");
  const type = text(metadata, "general.type") ?? "model";
  if (architecture === null) {
    const other = describeOtherKind({ metadata, type, architecture });
    if (other !== undefined) throw new NoLanguageModel(first.path, other);
    throw invalid(first.path, "has no general.architecture in its metadata: the conversion is incomplete", damagedHint);
  }
  return {
    path: first.path,
    parts: parts.map((part) => ({ path: part.path, bytes: part.bytes })),
    metadata,
    tensors,
    weightBytes: tensors.reduce((sum, tensor) => sum + tensor.bytes, 0),
    architecture,
    type,
    name: text(metadata, "general.name"),
    fileType: fileTypeNames.get(number(metadata, "general.file_type") ?? -1) ?? null,
    contextLength: number(metadata, `${architecture}.context_length`),
    vocabularySize: vocabularySize(metadata, architecture),
    chatTemplate: text(metadata, "tokenizer.chat_template"),
  };
}

/** Refuses what is a GGUF but no model that continues text. @throws OcLocalError MODEL_FILE */
export function requireLanguageModel({ path, ...facts }: GgufModel): void {
  const other = describeOtherKind(facts);
  if (other !== undefined) throw new NoLanguageModel(path, other);
  const missing = missingKey(facts);
  if (missing === undefined) return;
  throw invalid(
    path,
    `lacks the key ${missing}, without which llama.cpp ends its process at the first token`,
    "the file is complete, but an early conversion: take another one of the model, which has the key",
  );
}

/** A complete file of another kind. */
export class NoLanguageModel extends OcLocalError {
  constructor(path: string, { is, hint }: OtherKind) {
    super("MODEL_FILE", `${path} ${is}`, { hint });
  }
}

/** llama.cpp's names for a model that is asked with token ids alone. */
const withoutVocabulary: ReadonlySet<unknown> = new Set(["none", "no_vocab"]);

/** Whoever asks with text needs one. @throws OcLocalError MODEL_FILE */
export function requireVocabulary({ path, metadata }: Pick<GgufModel, "path" | "metadata">): void {
  if (!withoutVocabulary.has(metadata.get("tokenizer.ggml.model"))) return;
  throw invalid(
    path,
    "has no vocabulary (tokenizer.ggml.model): it takes token ids and no text",
    "choose a language model; this file is complete, downloading it again changes nothing",
  );
}

/** A file of a vocabulary alone shows prompts and answers none. @throws OcLocalError MODEL_FILE */
export function requireWeights({ path, tensors }: Pick<GgufModel, "path" | "tensors">): void {
  if (tensors.length > 0) return;
  throw invalid(
    path,
    "holds a vocabulary but no weights",
    "bring the model file itself: the vocabulary alone is enough for oc-local prompt only",
  );
}

interface Part {
  path: string;
  bytes: number;
  header: GgufHeader;
}

const readLately = new WhileUnchanged<Part>();

async function readPart(path: string, partCount: number): Promise<Part> {
  const found = await findFile(path, partCount);
  return readLately.of(path, found, () => readPartOf(path, Number(found.size)));
}

async function readPartOf(path: string, bytes: number): Promise<Part> {
  if (bytes === 0) throw invalid(path, "is empty (0 bytes)", truncatedHint);
  const file = await open(path).catch((error: unknown) => {
    throw invalid(path, `cannot be opened: ${errorMessage(error)}`, "check the permissions of the file", error);
  });
  try {
    const header = await readHeader(file, { path, bytes });
    const wrong = findBeyondBounds(header);
    if (wrong !== undefined) throw invalid(path, wrong, damagedHint);
    checkData(header, { path, bytes });
    return { path, bytes, header };
  } finally {
    await file.close();
  }
}

async function findFile(path: string, partCount: number): Promise<BigIntStats> {
  const found = await stat(path, { bigint: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT" && error.code !== "ENOTDIR")
      throw invalid(path, `cannot be read: ${errorMessage(error)}`, "check the permissions of the file", error);
  });
  if (found === undefined) {
    if (partCount === 1)
      throw invalid(path, "does not exist", "check the path: it names a file on this machine, nothing is downloaded");
    throw invalid(path, `is missing: the model is split into ${partCount} files`, "download all parts into one folder");
  }
  if (!found.isFile()) throw invalid(path, "is not a file", "name the .gguf file itself, not its folder");
  return found;
}

/** Reads ever longer beginnings of the file until the header is complete: it is a few MiB, of which most is vocabulary. */
async function readHeader(file: FileHandle, { path, bytes }: { path: string; bytes: number }): Promise<GgufHeader> {
  let length = Math.min(bytes, firstReadBytes);
  for (;;) {
    const start = Buffer.allocUnsafe(length);
    const { bytesRead } = await file.read(start, 0, length, 0);
    start.fill(0, bytesRead);
    if (start.toString("latin1", 0, 4) !== "GGUF") {
      const { is, hint } = describeLookAlike(start.subarray(0, 512));
      throw invalid(path, `is ${is}`, hint);
    }
    try {
      return parseHeader(start);
    } catch (error) {
      if (error instanceof UnknownHere) throw invalid(path, error.message, error.hint, error);
      if (error instanceof InvalidHeader)
        throw invalid(path, `has a header that cannot be read: ${error.message}`, error.hint ?? damagedHint, error);
      if (!(error instanceof HeaderContinues)) throw error;
      if (error.needed > bytes)
        throw invalid(
          path,
          `is truncated inside its header: ${count(error.needed)} bytes or more expected, got ${count(bytes)}`,
          truncatedHint,
        );
      if (error.needed > largestHeader)
        throw invalid(path, `claims a header of ${count(error.needed)} bytes or more`, damagedHint);
      length = Math.min(bytes, Math.max(error.needed, secondReadBytes, 2 * length));
    }
  }
}

const damagedHint = "download the file again, or convert the model with the llama.cpp release that oc-local uses";

function checkData(header: GgufHeader, { path, bytes }: { path: string; bytes: number }): void {
  const end = header.tensors.reduce((last, tensor) => Math.max(last, tensor.offset + tensor.bytes), 0);
  if (end === 0) return;
  const expected = header.dataOffset + end;
  if (expected > bytes)
    throw invalid(
      path,
      `is truncated: its ${count(header.tensors.length)} tensors need ${count(expected)} bytes, got ${count(bytes)}`,
      truncatedHint,
    );
}

async function checkSplit(first: Part, parts: Part[]): Promise<void> {
  const splitCount = number(first.header.metadata, "split.count") ?? 1;
  if (splitCount > 1 && splitCount !== parts.length) {
    await requireNotJoined(first, splitCount);
    throw invalid(
      first.path,
      `is one of ${splitCount} parts of a split model, but its name does not say which`,
      `give the parts their names back: …-00001-of-${String(splitCount).padStart(5, "0")}.gguf and so on`,
    );
  }
  const expected = number(first.header.metadata, "split.tensors.count");
  const found = parts.reduce((sum, part) => sum + part.header.tensors.length, 0);
  if (expected !== null && parts.length > 1 && expected !== found)
    throw invalid(
      first.path,
      `announces ${count(expected)} tensors, its ${parts.length} parts hold ${count(found)}`,
      "the parts belong to different models: download all of them again",
    );
}

async function requireNotJoined({ path, header }: Part, count: number): Promise<void> {
  const at = await findSecondPart(path, header);
  if (at === undefined) return;
  const isSecondFirst = number(header.metadata, "split.no") === 1;
  throw invalid(
    path,
    `is several of the ${count} parts of a split model, put one behind the other (the second begins at byte ${at}): each part has a header of its own, and "cat" joins none`,
    joinHint(path, { at, count, isSecondFirst }),
  );
}

function vocabularySize(metadata: GgufMetadata, architecture: string): number {
  const tokens = metadata.get("tokenizer.ggml.tokens");
  return typeof tokens === "object" ? tokens.length : (number(metadata, `${architecture}.vocab_size`) ?? 0);
}

function text(metadata: GgufMetadata, key: string): string | null {
  const value = metadata.get(key);
  return typeof value === "string" ? value : null;
}

function number(metadata: GgufMetadata, key: string): number | null {
  const value = metadata.get(key);
  return typeof value === "number" ? value : null;
}

function count(value: number): string {
  return value.toLocaleString("en-US");
}

function invalid(path: string, problem: string, hint: string, cause?: unknown): OcLocalError {
  return new OcLocalError("MODEL_FILE", `${path} ${problem}`, { hint, cause });
}
