// Reads the graph of an .onnx file and leaves its weights on disk: a tensor's bytes become a place in the file, from which the
// runtime maps them. Checks that every place exists, so that a broken download is refused before anything is loaded.

import { closeSync, fstatSync, openSync, readSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative } from "node:path";
import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { errorMessage, OcLocalError } from "../../../core/errors.ts";
import { wrongKind } from "../../../core/outside-file.ts";
import { describeLookAlike } from "../../gguf/look-alike.ts";
import {
  type Initializer,
  modelFields,
  type OnnxModel,
  parseGraph,
  parseInitializer,
  parseOpsets,
  tensorFields,
} from "./onnx-graph.ts";
import type { Field } from "./wire.ts";

export interface OnnxFile {
  /** With links resolved: data beside a link lies beside its target. */
  path: string;
  model: OnnxModel;
  /** The file itself and those that hold tensors of it. */
  files: { path: string; bytes: number }[];
  /** Bytes of all tensors. */
  weightBytes: number;
}

/** Tensors up to this many bytes stay in the graph: shapes are inferred from them. */
const inlineBytes = 1024;

/** @throws OcLocalError MODEL_FILE naming the file and the remedy. */
export function readOnnxFile(given: string): OnnxFile {
  const found = statSync(given, { throwIfNoEntry: false });
  if (found === undefined) throw invalid(given, "does not exist", "check the path of the model");
  // To open a pipe is to wait for who writes it.
  const wrong = wrongKind(found);
  if (wrong !== undefined) throw invalid(given, `cannot be read: ${wrong}`, "name the .onnx file itself");
  if (found.size === 0) throw invalid(given, "is empty (0 bytes)", truncatedHint);
  const path = realpathSync(given);
  const file = openSync(path, "r");
  try {
    const model = readModel(new FileBytes(file, fstatSync(file).size), path);
    const beside = dataFiles(model.graph.initializers, { given, path });
    const weightBytes = model.graph.initializers.reduce((sum, tensor) => sum + lengthOf(tensor), 0);
    return { path, model, files: [{ path, bytes: found.size }, ...beside], weightBytes };
  } catch (error) {
    if (error instanceof OcLocalError) throw error;
    const { is } = describeLookAlike(Buffer.from(new FileBytes(file, found.size).bytes(0, Math.min(512, found.size))));
    const looks = is.startsWith("not") ? "" : ` (it looks like ${is})`;
    throw invalid(given, `is no ONNX model or is damaged: ${errorMessage(error)}${looks}`, truncatedHint, error);
  } finally {
    closeSync(file);
  }
}

function lengthOf({ stored, fields }: Initializer): number {
  return stored?.length ?? fields.find(({ number }) => number === tensorFields.raw)?.bytes.length ?? 0;
}

const truncatedHint = "the download did not finish: download the file again";

function readModel(source: FileBytes, path: string): OnnxModel {
  const rest: Field[] = [];
  let graph: OnnxModel["graph"] | undefined;
  for (const place of source.fields(0, source.size)) {
    if (place.number === modelFields.graph && place.type === WireType.LengthDelimited)
      graph = readGraph(source, place, path);
    else rest.push(source.field(place));
  }
  if (graph === undefined || graph.nodes.length === 0) throw new RangeError("it holds no graph");
  return { opsets: parseOpsets(rest), graph, rest };
}

function readGraph(source: FileBytes, graph: Place, path: string): OnnxModel["graph"] {
  const initializerField = 5;
  const fields: Field[] = [];
  const initializers: Initializer[] = [];
  for (const place of source.fields(graph.start, graph.start + graph.length)) {
    if (place.number === initializerField) initializers.push(readInitializer(source, place, path));
    else fields.push(source.field(place));
  }
  return parseGraph(fields, initializers);
}

function readInitializer(source: FileBytes, tensor: Place, path: string): Initializer {
  const fields: Field[] = [];
  let raw: Place | undefined;
  for (const place of source.fields(tensor.start, tensor.start + tensor.length)) {
    if (place.number === tensorFields.raw && place.length > inlineBytes) raw = place;
    else fields.push(source.field(place));
  }
  const initializer = parseInitializer(fields);
  if (raw === undefined) return initializer;
  return { ...initializer, stored: { path: basename(path), offset: raw.start, length: raw.length } };
}

/**
 * Checks the files that tensors lie in and names them relative to the model's real folder. Tensors without a length reach to the
 * end of their file.
 */
function dataFiles(initializers: Initializer[], { given, path }: { given: string; path: string }) {
  const sizes = new Map<string, number>();
  for (const { name, stored } of initializers) {
    if (stored === null || stored.path === basename(path)) continue;
    const beside = isAbsolute(stored.path) ? stored.path : join(dirname(given), stored.path);
    const found = statSync(beside, { throwIfNoEntry: false });
    if (found === undefined)
      throw invalid(given, `keeps its weights in ${stored.path}, which is missing`, `put ${beside} beside the model`);
    if (stored.length === 0) stored.length = found.size - stored.offset;
    if (stored.offset + stored.length > found.size)
      throw invalid(
        beside,
        `is truncated: tensor ${name} needs ${count(stored.offset + stored.length)} bytes, got ${count(found.size)}`,
        truncatedHint,
      );
    const real = realpathSync(beside);
    stored.path = relative(dirname(path), real);
    sizes.set(real, found.size);
  }
  return [...sizes].map(([file, bytes]) => ({ path: file, bytes }));
}

interface Place {
  number: number;
  type: WireType;
  start: number;
  length: number;
}

const windowBytes = 1024 * 1024;

/** Reads a file in pieces, wherever asked. */
class FileBytes {
  readonly size: number;
  readonly #file: number;
  #window: Buffer = Buffer.alloc(0);
  #start = 0;

  constructor(file: number, size: number) {
    this.#file = file;
    this.size = size;
  }

  /** @throws RangeError beyond the end. */
  bytes(start: number, length: number): Uint8Array {
    if (start + length > this.size)
      throw new RangeError(`it ends at byte ${count(this.size)}, ${count(start + length)} are needed`);
    if (length > windowBytes) {
      const whole = Buffer.alloc(length);
      readSync(this.#file, whole, 0, length, start);
      return whole;
    }
    if (start < this.#start || start + length > this.#start + this.#window.length) {
      this.#window = Buffer.alloc(Math.min(windowBytes, this.size - start));
      readSync(this.#file, this.#window, 0, this.#window.length, start);
      this.#start = start;
    }
    return this.#window.subarray(start - this.#start, start - this.#start + length);
  }

  field({ number, type, start, length }: Place): Field {
    return { number, type, bytes: this.bytes(start, length) };
  }

  /** The fields of the message between two places, their contents unread. */
  *fields(start: number, end: number): Generator<Place> {
    for (let at = start; at < end; ) {
      const head = new BinaryReader(this.bytes(at, Math.min(longestHead, end - at)));
      const [number, type] = head.tag();
      const before = head.pos;
      const length = type === WireType.LengthDelimited ? head.uint32() : head.skip(type).length;
      const content = type === WireType.LengthDelimited ? head.pos : before;
      yield { number, type, start: at + content, length };
      at += content + length;
      if (at > end) throw new RangeError(`a field ends at byte ${count(at)}, behind its message`);
    }
  }
}

/** A tag and a length, or a tag and a number. */
const longestHead = 15;

function count(value: number): string {
  return value.toLocaleString("en-US");
}

function invalid(path: string, problem: string, hint: string, cause?: unknown): OcLocalError {
  return new OcLocalError("MODEL_FILE", `${path} ${problem}`, { hint, cause });
}
