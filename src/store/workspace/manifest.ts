// manifest.json: who made this run and what it was to do. Evaluation and the table read the list of tasks from here, so
// they need neither model nor data.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { ModelConfig } from "../../config/model-schema.ts";
import type { Deviation } from "../../core/deviation.ts";
import { type Dimension, dimensions } from "../../core/dimension.ts";
import type { JsonValue } from "../../core/json.ts";
import { mostRows } from "../../core/record.ts";
import { type ScoringConvention, scoringConventions } from "../../core/scoring-conventions.ts";
import { thinkingTagsSchema } from "../../core/thoughts.ts";
import { writeFileAtomically } from "../../core/write-file.ts";
import type { EngineInfo } from "../../engines/engine.ts";
import type { MemoryPlan } from "../../engines/memory-plan.ts";
import { plainFileBytes, readStoredJson } from "../stored/stored-json.ts";
import type { FileHashes } from "./file-hashes.ts";
import { fileNameProblem } from "./own-files.ts";
import type { StoredThinking } from "./stored-thinking.ts";
import type { Workspace } from "./workspace.ts";

export interface Manifest {
  /** ISO 8601. */
  startedAt: string;
  endedAt?: string;
  version: string;
  node: string;
  platform: string;
  data: { path: string; isSample: boolean };
  /** Every row was asked alone, in batches of a fixed shape. */
  deterministic?: true;
  /** Scoring convention of the newest table; undefined: each dataset's own. */
  metric?: ScoringConvention | undefined;
  models: ManifestModel[];
  datasets: ManifestDataset[];
  /** Datasets of a collection that no model was asked: rows of the table that say why. */
  leftOut?: LeftOutRow[];
  /** What earlier starts in this folder asked and the last one did not; their answers are still there. */
  earlier?: EarlierModel[];
}

/** A model with the datasets as they were asked then. */
export interface EarlierModel extends ManifestModel {
  datasets: ManifestDataset[];
}

export interface ManifestModel {
  abbr: string;
  kind: "base" | "chat";
  path: string;
  /** SHA-256 over size, header and sampled blocks of the file. */
  fingerprint: string;
  /** Of the whole files by name, adapters included; absent where the run ended before they were read. */
  sha256?: FileHashes;
  /** Where another model than the checkpoint was computed; absent: nowhere that its files tell of. */
  deviations?: Deviation[];
  generation: ModelConfig["generation"];
  /** What its chat template was told; absent where the prompts hold no date. */
  toldTime?: string;
  /** By id of the datasets that set their own limit of an answer's tokens, which gave way to the model's. */
  overruled?: Record<string, OverruledLimit>;
  /** Ids of the datasets that it was asked. Absent: all of the manifest. */
  asked?: string[];
  /** How its thoughts are marked, which are taken out of its answers when these are judged. */
  thinking?: StoredThinking;
  /** Ids of datasets whose inference began and has not ended: their journals may hold answers to earlier questions. */
  unfinished?: string[];
  /** By id, why it could not be asked a dataset. */
  refused?: Record<string, NotAsked>;
  /** Known once the engine was open. */
  engine?: {
    name: string;
    device: string;
    contextSize: number;
    parallelSequences: number;
    /** Bytes as planned; layers on the GPU. */
    memory?: Pick<MemoryPlan, "weights" | "kvCache" | "compute" | "gpuLayers">;
    /** Unicode form that text is brought to before it is cut into tokens; absent: it is taken as it is. */
    textForm?: EngineInfo["textForm"];
    /** Whether llama.cpp's flash kernels computed attention. */
    flashAttention?: NonNullable<EngineInfo["flashAttention"]>;
    /** Number format of keys and values. */
    kvCacheType?: NonNullable<EngineInfo["kvCacheType"]>;
    versions: Record<string, string>;
  };
}

export interface OverruledLimit {
  /** The dataset's. */
  own: number;
  used: number;
}

export interface ManifestDataset {
  id: string;
  abbr: string;
  mode: string;
  /** Prompt hash, 64 hex digits. */
  version: string;
  rows: number;
  /** What it is a part of, as C-Eval's subjects are of ceval_ppl_578f8d: its alarms are judged together. */
  set?: string;
  /** What it mainly measures. */
  dimension?: Dimension;
  /** Nothing here can score its answers: what is missing, which was said before they were asked. */
  unscorable?: string;
  /** Its rows come from the data folder of this package. */
  isSample?: boolean;
  /** Stretches of rows that were not asked, because they have no reference. */
  unasked?: [from: number, to: number][];
  /** SHA-256 of the rows that were asked and of those examples were taken from; empty where there are none. */
  data: string;
  /** Why its files could not be read, so that nothing was asked. */
  unread?: NotAsked;
}

export interface LeftOutRow {
  id: string;
  /** The variant that it is, or is a part of. */
  variant: string;
  reason: string;
  dimension?: Dimension;
}

export interface NotAsked {
  reason: string;
  hint?: string;
}

/** Why a model was not asked a dataset, as was told before anything was; undefined where it was. */
export function notAskedOf(
  { refused }: Pick<ManifestModel, "refused">,
  { id, unread }: Pick<ManifestDataset, "id" | "unread">,
): NotAsked | undefined {
  return unread ?? refused?.[id];
}

const rowNumber = z.int().min(0).max(mostRows);
const notAskedSchema = z.looseObject({ reason: z.string(), hint: z.string().exactOptional() });
/** A name that files are named after. */
const name = z.string().refine((text) => fileNameProblem(text) === undefined, "the name of a file");

const datasetSchema = z.looseObject({
  id: name,
  abbr: name,
  mode: z.string(),
  version: z.string(),
  rows: z.int().min(0).max(mostRows),
  set: z.string().exactOptional(),
  dimension: z.enum(dimensions).exactOptional(),
  unscorable: z.string().exactOptional(),
  isSample: z.boolean().exactOptional(),
  unasked: z.array(z.tuple([rowNumber, rowNumber])).exactOptional(),
  data: z.string(),
  unread: notAskedSchema.exactOptional(),
});

const modelSchema = z.looseObject({
  abbr: name,
  kind: z.enum(["base", "chat"]),
  path: z.string(),
  fingerprint: z.string(),
  sha256: z.record(z.string(), z.string()).exactOptional(),
  generation: z.record(z.string(), z.unknown()),
  asked: z.array(z.string()).exactOptional(),
  unfinished: z.array(z.string()).exactOptional(),
  toldTime: z.string().exactOptional(),
  thinking: z
    .looseObject({
      set: z.union([thinkingTagsSchema, z.literal("none")]).exactOptional(),
      found: thinkingTagsSchema.exactOptional(),
      promptEnd: z.string().exactOptional(),
    })
    .exactOptional(),
  overruled: z.record(z.string(), z.object({ own: z.number(), used: z.number() })).exactOptional(),
  refused: z.record(z.string(), notAskedSchema).exactOptional(),
  engine: z.looseObject({ name: z.string(), device: z.string() }).exactOptional(),
});

const conventionNames = Object.keys(scoringConventions) as ScoringConvention[];

/** As far as readers rely on the form; later versions may add fields. */
const manifestSchema = z.looseObject({
  startedAt: z.iso.datetime(),
  version: z.string(),
  data: z.looseObject({ path: z.string(), isSample: z.boolean() }),
  deterministic: z.literal(true).exactOptional(),
  metric: z.enum(conventionNames).exactOptional(),
  models: z.array(modelSchema),
  datasets: z.array(datasetSchema),
  leftOut: z
    .array(
      z.looseObject({
        id: z.string(),
        variant: z.string(),
        reason: z.string(),
        dimension: z.enum(dimensions).exactOptional(),
      }),
    )
    .exactOptional(),
  earlier: z.array(modelSchema.extend({ datasets: z.array(datasetSchema) })).exactOptional(),
});

/** Undefined where there is none. @throws OcLocalError WORKSPACE where it is damaged. */
export function readManifest(workspace: Workspace): Manifest | undefined {
  const path = manifestPath(workspace);
  if (!existsSync(path)) return undefined;
  return readStoredJson(path, manifestSchema, {
    code: "WORKSPACE",
    expected: "what a run notes of itself: when it began, its models and its datasets",
    hint: "start a new run without -r, or restore the file",
    maxBytes: plainFileBytes,
  }) as unknown as Manifest;
}

export function manifestPath(workspace: Workspace): string {
  return join(workspace.path, "manifest.json");
}

/** Whether a model was asked a dataset. */
export function isAsked({ asked }: ManifestModel, dataset: string): boolean {
  return asked === undefined || asked.includes(dataset);
}

/** Indented by four blanks and with readable Chinese, as OpenCompass writes its files. */
export function writeJson(path: string, value: unknown): void {
  writeFileAtomically(path, `${JSON.stringify(value, null, 4)}\n`);
}

/** An object as `writeJson` writes it, entry by entry: it may be larger than a string can be. */
export function writeJsonEntries(path: string, entries: Iterable<readonly [key: string, value: JsonValue]>): void {
  writeFileAtomically(path, jsonEntryPieces(entries));
}

/** The text that `writeJsonEntries` writes. */
export function jsonEntryPieces(entries: Iterable<readonly [key: string, value: JsonValue]>): Generator<string> {
  return inPieces(entryTexts(entries));
}

function* entryTexts(entries: Iterable<readonly [key: string, value: JsonValue]>): Generator<string> {
  let isFirst = true;
  for (const [key, value] of entries) {
    yield `${isFirst ? "{\n" : ",\n"}${jsonEntry(key, value, 1)}`;
    isFirst = false;
  }
  yield isFirst ? "{}\n" : "\n}\n";
}

/** An entry of an object as `writeJson` writes it. @param depth Of the object it is in: 1 for the file's own. */
export function jsonEntry(key: string, value: JsonValue, depth: number): string {
  const margin = "    ".repeat(depth);
  // Texts inside JSON hold no line ends, so that those found here are of the layout.
  return `${margin}${JSON.stringify(key)}: ${JSON.stringify(value, null, 4).replaceAll("\n", `\n${margin}`)}`;
}

const pieceLength = 1 << 20;

/** Few large writes for many small texts. */
function* inPieces(texts: Iterable<string>): Generator<string> {
  let piece: string[] = [];
  let length = 0;
  for (const text of texts) {
    piece.push(text);
    length += text.length;
    if (length < pieceLength) continue;
    yield piece.join("");
    piece = [];
    length = 0;
  }
  yield piece.join("");
}
