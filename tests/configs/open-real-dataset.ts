// A shipped entry with the rows of its real data files, opened as a run opens it.

import { findLoader } from "../../src/config/catalog.ts";
import type { DatasetConfig } from "../../src/config/dataset-schema.ts";
import type { LoadedDataset, Row } from "../../src/core/dataset.ts";
import { openDataset } from "../../src/plan/open-dataset.ts";
import type { PromptBuilder } from "../../src/prompt/prompt-builder.ts";

export interface RealDataset {
  rows: Row[];
  iceIds: number[][];
  prompts: PromptBuilder;
  labels: string[];
  asksLabels: boolean;
  /** The log-likelihood inferencer scores the column `cont`. */
  scoresContinuation: boolean;
  outputColumn: string;
  counts: { loaded_rows: unknown; test_rows: number; train_rows: number; columns: string[] };
}

export async function openRealDataset(entry: DatasetConfig, dataDir: string): Promise<RealDataset> {
  const { splits, iceIds, prompts } = await openDataset(entry, dataDir, {});
  const asks = String(entry.infer.inferencer.type);
  return {
    rows: splits.test,
    iceIds,
    prompts,
    labels: prompts.labels(),
    asksLabels: ["perplexity", "log-likelihood"].includes(asks),
    scoresContinuation: asks === "log-likelihood",
    outputColumn: entry.reader.outputColumn as string,
    counts: {
      loaded_rows: countRows(await loadAlone(entry, dataDir)),
      test_rows: splits.test.length,
      train_rows: splits.train.length,
      columns: Object.keys(splits.test[0] ?? {}),
    },
  };
}

/** What the loader returns, before splits and ranges. */
async function loadAlone({ source }: DatasetConfig, dataDir: string): Promise<LoadedDataset> {
  const { type, path, ...options } = source;
  return (await findLoader(String(type)))(`${dataDir}/${path}`, options);
}

function countRows(loaded: LoadedDataset): unknown {
  if (Array.isArray(loaded)) return loaded.length;
  return Object.fromEntries(Object.entries(loaded).map(([split, rows]) => [split, rows.length]));
}
