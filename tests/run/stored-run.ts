// A run's folder as the stages leave it: journals written here, results by the evaluation stage. No model, no data.

import { join } from "node:path";
import type { DatasetConfig } from "../../src/config/dataset-schema.ts";
import { generationSchema } from "../../src/config/model-schema.ts";
import type { JsonObject, JsonValue } from "../../src/core/json.ts";
import type { RowFacts } from "../../src/core/record.ts";
import { runEvalStage } from "../../src/judge/evaluate/eval-stage.ts";
import { Journal } from "../../src/store/journal/journal.ts";
import type { Manifest } from "../../src/store/workspace/manifest.ts";
import { ManifestFile } from "../../src/store/workspace/manifest-file.ts";
import { createWorkspace, journalPath, type Workspace } from "../../src/store/workspace/workspace.ts";

export interface StoredAnswer {
  prediction: JsonObject;
  gold: JsonValue;
  finishReason?: RowFacts["finishReason"];
  failed?: string;
}

export interface StoredRunDataset {
  answers: StoredAnswer[];
  /** Of the dataset, where not all are answered. */
  rows?: number;
  evaluate?: DatasetConfig["evaluate"];
}

/** The answer to a question that was put as a chat. */
export function generated(output: string, gold: JsonValue, more: Partial<StoredAnswer> = {}): StoredAnswer {
  const origin_prompt = [
    { role: "HUMAN", prompt: "Example?" },
    { role: "BOT", prompt: "B" },
    { role: "HUMAN", prompt: "Which one?\nA. one\nB. two\nAnswer:" },
  ];
  return { prediction: { origin_prompt, prediction: output, gold }, gold, ...more };
}

export const firstOption: DatasetConfig["evaluate"] = {
  evaluator: { type: "accuracy" },
  predPostprocessor: { type: "first-option", options: "ABCD" },
};

/** @param workDir Where the run's folder is made. */
export async function storeRun(
  workDir: string,
  datasets: Record<string, StoredRunDataset>,
  options: { models?: string[]; isEvaluated?: boolean } = {},
): Promise<Workspace> {
  const { models = ["tiny"], isEvaluated = true } = options;
  const workspace = createWorkspace(join(workDir), new Date(2026, 1, 20, 12));
  for (const model of models) {
    for (const [dataset, { answers }] of Object.entries(datasets)) {
      const journal = new Journal(journalPath(workspace, model, dataset));
      for (const [row, answer] of answers.entries()) journal.append(toRecord(row, answer));
      journal.close();
    }
  }
  const manifest = manifestOf(models, datasets);
  new ManifestFile(workspace, manifest).change();
  const configs = new Map(Object.entries(datasets).map(([id, { evaluate }]) => [id, configOf(id, evaluate)]));
  if (isEvaluated) await runEvalStage({ workspace, manifest, configs, onEvent: () => {} });
  return workspace;
}

function toRecord(row: number, { prediction, gold, finishReason = "eos", failed }: StoredAnswer) {
  const facts = { promptTokens: 5, generatedTokens: 1, truncatedTokens: 0, droppedShots: 0, finishReason };
  return { row, key: "k", prediction, gold, facts, ...(failed !== undefined && { failed }) };
}

function configOf(abbr: string, evaluate: DatasetConfig["evaluate"] = firstOption): DatasetConfig {
  return {
    abbr,
    source: { type: "exam", path: "exam" },
    reader: { inputColumns: ["q"], outputColumn: "answer" },
    infer: { retriever: { type: "zero" }, inferencer: { type: "generate" } },
    evaluate,
  };
}

function manifestOf(models: string[], datasets: Record<string, StoredRunDataset>): Manifest {
  const generation = generationSchema.parse({});
  return {
    startedAt: "2026-02-20T12:00:00.000Z",
    version: "0.1.0",
    node: "v20.19.0",
    platform: "linux-x64",
    data: { path: "/data", isSample: true },
    models: models.map((abbr) => ({ abbr, kind: "chat", path: "/tiny.gguf", fingerprint: "ff", generation })),
    datasets: Object.entries(datasets).map(([id, { answers, rows = answers.length }]) => {
      return { id, abbr: id, mode: "gen", version: "abcdef0123", rows, data: "dd" };
    }),
  };
}
