// Makes a dataset entry ready to be asked: rows, in-context examples, prompts, inferencer.

import { createHash } from "node:crypto";
import { isAbsolute, join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { findLoader } from "../config/catalog.ts";
import type { DatasetConfig } from "../config/dataset-schema.ts";
import type { DatasetLoader } from "../config/define.ts";
import type { DatasetSplits } from "../core/dataset.ts";
import { errorMessage, OcLocalError } from "../core/errors.ts";
import type { JsonObject, JsonValue } from "../core/json.ts";
import type { PartSpec } from "../core/spec.ts";
import { applyReader } from "../data/apply-reader.ts";
import { completeColumns } from "../data/complete-columns.ts";
import { labelRows } from "../data/label-rows.ts";
import { fileOf } from "../data/table-file.ts";
import type { DatasetContext, InferenceContext, Inferencer, InferencerModule } from "../inferencers/inferencer.ts";
import { wordsInBraces } from "../prompt/placeholders.ts";
import { createPromptBuilder, type PromptBuilder } from "../prompt/prompt-builder.ts";
import type { Retriever } from "../prompt/retriever.ts";
import { type LoadedPart, loadPart } from "./parts.ts";
import { requireTemplates } from "./require-columns.ts";

export interface RowSelection {
  limit?: number;
  range?: string;
}

export interface OpenedDataset {
  splits: DatasetSplits;
  /** Per test row. */
  iceIds: number[][];
  prompts: PromptBuilder;
}

export async function openDataset(
  config: DatasetConfig,
  dataRoot: string,
  selection: RowSelection,
): Promise<OpenedDataset> {
  const splits = await loadSplits(config, dataRoot, selection);
  requireTemplates(config, splits);
  return naming(config, async () => {
    const retriever = await openRetriever(config, splits);
    const sources = { ...config.infer, outputColumn: config.reader.outputColumn };
    return { splits, iceIds: retriever.retrieve(), prompts: createPromptBuilder(sources, splits, retriever) };
  });
}

/** SHA-256 of the rows that are asked and of those examples are taken from; row by row, for all of them may be more than a text holds. */
export function dataFingerprint({ splits: { train, test } }: Pick<OpenedDataset, "splits">): string {
  const hash = createHash("sha256");
  for (const rows of [train, test]) {
    hash.update(`${rows.length}\n`);
    for (const row of rows) hash.update(`${JSON.stringify(row)}\n`);
  }
  return hash.digest("hex");
}

/** Some columns of a test row; undefined where none is wanted, or the row has none of them. */
export function columnsOf({ test }: DatasetSplits, wanted: readonly string[], row: number): JsonObject | undefined {
  const { [row]: values = {} } = test;
  const found = wanted.flatMap((name) => {
    const value = values[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return wanted.length === 0 ? undefined : Object.fromEntries(found);
}

/** The reference answer of a test row; null where the dataset names no column for it. */
export function goldOf({ test }: DatasetSplits, { reader }: DatasetConfig, row: number): JsonValue {
  return reader.outputColumn === null ? null : (test[row]?.[reader.outputColumn] ?? null);
}

/** The rows of a dataset entry. @throws OcLocalError MISSING_DATA or BAD_DATA naming the file. */
export async function loadSplits(
  config: DatasetConfig,
  dataRoot: string,
  selection: RowSelection = {},
): Promise<DatasetSplits> {
  const { type, path: _path, ...options } = config.source;
  const load = typeof type === "function" ? (type as DatasetLoader) : await findLoader(type);
  const { trainSplit = "train", testSplit = "test" } = config.reader;
  const read = await load(sourcePath(config, dataRoot), options, [trainSplit, testSplit]).catch((error: unknown) => {
    throw typeof type === "string" ? notTaken(error, config, options) : error;
  });
  await nextTurn(); // for Ctrl-C: each of these takes a while
  const loaded = labelRows(completeColumns(read, neededColumns(config)), { abbr: config.abbr });
  await nextTurn();
  const splits = applyReader(loaded, config.reader, { abbr: config.abbr, ...selection });
  const file = (split: string) => fileOf((Array.isArray(read) ? read : read[split]) ?? []);
  return { ...splits, files: { train: file(trainSplit), test: file(testSplit) } };
}

/** A loader takes its options as its own variants have them; a config and a stored run may have others. */
function notTaken(error: unknown, { abbr, source }: DatasetConfig, options: Record<string, unknown>): unknown {
  const given = Object.keys(options);
  if (error instanceof OcLocalError || given.length === 0) return error;
  return new OcLocalError("CONFIG", `the loader ${String(source.type)} fails: ${errorMessage(error)}`, {
    at: { dataset: abbr },
    hint: `look at its options in the entry's source: ${given.join(", ")}`,
    cause: error,
  });
}

/** Folder or file that a dataset entry's rows are read from. */
export function sourcePath({ source }: Pick<DatasetConfig, "source">, dataRoot: string): string {
  return isAbsolute(source.path) ? source.path : join(dataRoot, source.path);
}

/** @param model What is known of the model; its rows and prompts come from `opened`. */
export async function openInferencer(
  config: DatasetConfig,
  opened: OpenedDataset,
  model: Omit<InferenceContext, keyof DatasetContext>,
): Promise<Inferencer> {
  return naming(config, async () => {
    const { module, options } = await loadInferencer(config);
    return module.createInferencer(options, { ...contextOf(config, opened), compat: config.compat, ...model });
  });
}

/** @throws OcLocalError CONFIG or BAD_DATA where the dataset lacks what its inferencer needs of it, whatever the model. */
export async function requireInferable(config: DatasetConfig, opened: OpenedDataset): Promise<void> {
  await naming(config, async () => {
    const { module, options } = await loadInferencer(config);
    module.requireDataset?.(options, contextOf(config, opened));
  });
}

function loadInferencer(config: DatasetConfig): Promise<LoadedPart<InferencerModule>> {
  return loadPart("inferencers", named(config.infer.inferencer, "inferencer", config));
}

function contextOf(config: DatasetConfig, { splits, iceIds, prompts }: OpenedDataset): DatasetContext {
  const { outputColumn } = config.reader;
  return { prompts, iceIds, rows: splits.test, outputColumn, continuation: config.continuation };
}

/** The parts know their fields and rows; which dataset they belong to is known here. */
async function naming<T>({ abbr }: DatasetConfig, open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    if (!(error instanceof OcLocalError) || error.at !== undefined) throw error;
    throw new OcLocalError(error.code, error.message, {
      at: { dataset: abbr },
      cause: error,
      ...(error.hint !== undefined && { hint: error.hint }),
    });
  }
}

/** Of the rows, whatever their first one has. */
function neededColumns({ reader, infer, continuation }: DatasetConfig): string[] {
  const templates = [infer.promptTemplate, infer.iceTemplate].filter((template) => template !== undefined);
  const answer = reader.outputColumn === null ? [] : [reader.outputColumn];
  const behind = continuation !== undefined && "column" in continuation ? [continuation.column] : [];
  return [
    ...reader.inputColumns,
    ...answer,
    ...behind,
    ...templates.flatMap((template) => wordsInBraces(template, [])),
  ];
}

async function openRetriever(config: DatasetConfig, splits: DatasetSplits): Promise<Retriever> {
  type RetrieverModule = { createRetriever(options: unknown, splits: DatasetSplits): Retriever };
  const spec = named(config.infer.retriever, "retriever", config);
  const { module, options } = await loadPart<RetrieverModule>("prompt/retrievers", spec);
  return module.createRetriever(options, splits);
}

function named({ type, ...options }: PartSpec, part: string, config: DatasetConfig): PartSpec<string> {
  if (typeof type === "string") return { type, ...options };
  throw new OcLocalError("CONFIG", `the ${part} must be named, not given as a function`, {
    at: { dataset: config.abbr },
  });
}
