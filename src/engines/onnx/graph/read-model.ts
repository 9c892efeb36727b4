// Reads the graph of an .onnx file and leaves its weights on disk: a tensor's bytes become a place in the file, from which the
// runtime maps them. Checks that every place exists, so that a broken download is refused before anything is loaded.

import { closeSync, fstatSync, openSync, readSync, realpathSync, statSync } from "node:fs";
import { basename } from "node:path";
import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { errorMessage, OcLocalError } from "../../../core/errors.ts";
import { describeLookAlike } from "../../gguf/look-alike.ts";
import { BeyondBounds, GraphBounds } from "./bounds.ts";
import { type DataFile, findDataFiles, truncatedHint } from "./data-files.ts";
import {
  type Initializer,
  modelFields,
  type OnnxModel,
  parseGraph,
  parseInitializer,
  parseOpsets,
  tensorFields,
} from "./onnx-graph.ts";
import { type Field, skipPlain } from "./wire.ts";

export interface OnnxFile {
  /** With links resolved: data beside a link lies beside its target. */
  path: string;
  model: OnnxModel;
  /** The file itself and those that hold tensors of it. */
  files: DataFile[];
  /** Bytes of all tensors. */
  weightBytes: number;
}

/** Tensors up to this many bytes stay in the graph: shapes are inferred from them. */
const inlineBytes = 1024;

/** @throws OcLocalError MODEL_FILE naming the file and the remedy. */
export function readOnnxFile(given: string): OnnxFile {
  const found = statSync(given, { throwIfNoEntry: false });
  if (found === undefined) throw invalid(given, "does not exist", "check the path of the model");
  if (!found.isFile()) throw invalid(given, "is not a file", "name the .onnx file itself, or the model's folder");
  if (found.size === 0) throw invalid(given, "is empty (0 bytes)", truncatedHint);
  const path = realpathSync(given);
  const file = openSync(path, "r");
  try {
    const bounds = new GraphBounds();
    const model = readModel(new FileBytes(file, { size: fstatSync(file).size, bounds }), path);
    const beside = findDataFiles([...model.graph.initializers, ...bounds.hidden], { given, path });
    const weightBytes = model.graph.initializers.reduce((sum, tensor) => sum + lengthOf(tensor), 0);
    return { path, model, files: [{ path, bytes: found.size }, ...beside], weightBytes };
  } catch (error) {
    if (error instanceof OcLocalError) throw error;
    if (error instanceof BeyondBounds) throw invalid(given, error.message, beyondHint, error);
    const { is } = describeLookAlike(firstBytes(file));
    const looks = is.startsWith("not") ? "" : ` (it looks like ${is})`;
    throw invalid(given, `is no ONNX model or is damaged: ${errorMessage(error)}${looks}`, truncatedHint, error);
  } finally {
    closeSync(file);
  }
}

const beyondHint = "no export of a decoder is as large: export the model again, or get it from where it was published";

function lengthOf({ stored, fields }: Initializer): number {
  return stored?.length ?? fields.find(({ number }) => number === tensorFields.raw)?.bytes.length ?? 0;
}

function firstBytes(file: number): Buffer {
  const start = Buffer.alloc(512);
  return start.subarray(0, readSync(file, start, 0, start.length, 0));
}

function readModel(source: FileBytes, path: string): OnnxModel {
  const rest: Field[] = [];
  let graph: OnnxModel["graph"] | undefined;
  for (const place of source.fields(0, source.size)) {
    if (place.number === modelFields.graph && place.type === WireType.LengthDelimited)
      graph = readGraph(source, place, path);
    else rest.push(source.checkedField("model", place));
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
    else fields.push(source.checkedField("graph", place));
  }
  return parseGraph(fields, initializers);
}

function readInitializer(source: FileBytes, tensor: Place, path: string): Initializer {
  source.bounds.count("initializers");
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
  readonly bounds: GraphBounds;
  readonly #file: number;
  #window: Buffer = Buffer.alloc(0);
  #start = 0;

  constructor(file: number, { size, bounds }: { size: number; bounds: GraphBounds }) {
    this.#file = file;
    this.size = size;
    this.bounds = bounds;
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
    this.bounds.count("heldBytes", length);
    // A view would keep the window that it was read with.
    return { number, type, bytes: Buffer.from(this.bytes(start, length)) };
  }

  /** With what lies in it. */
  checkedField(parent: "model" | "graph", place: Place): Field {
    const field = this.field(place);
    if (place.type === WireType.LengthDelimited) this.bounds.countField(parent, place.number, field.bytes);
    return field;
  }

  /** The fields of the message between two places, their contents unread. */
  *fields(start: number, end: number): Generator<Place> {
    for (let at = start; at < end; ) {
      const head = new BinaryReader(this.bytes(at, Math.min(longestHead, end - at)));
      const [number, type] = head.tag();
      const before = head.pos;
      const length = type === WireType.LengthDelimited ? head.uint32() : skipPlain(head, type).length;
      const content = type === WireType.LengthDelimited ? head.pos : before;
      this.bounds.count("fields");
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
