// Asks oc-tiny its demo sets through the project's own parts, in this process, so that a test can break one step on purpose.

import { join } from "node:path";
import { inferTasks } from "../../src/ask/infer/infer-tasks.ts";
import type { WorkerMessage } from "../../src/ask/infer/messages.ts";
import { findDatasets } from "../../src/config/catalog.ts";
import type { DatasetConfig } from "../../src/config/dataset-schema.ts";
import { type ModelConfig, modelSchema } from "../../src/config/model-schema.ts";
import { packageRoot } from "../../src/core/package.ts";
import type { RowRecord } from "../../src/core/record.ts";
import { renderTimeOf } from "../../src/core/render-time.ts";
import type { Engine } from "../../src/engines/engine.ts";
import { type Evaluation, evaluate } from "../../src/judge/evaluate/evaluate.ts";
import { openModelFile } from "../../src/plan/model-files.ts";
import { engineOptions, inferenceSettings, promptedModel } from "../../src/plan/model-session.ts";
import { openDataset, openInferencer } from "../../src/plan/open-dataset.ts";
import { loadEngine } from "../../src/plan/parts.ts";
import { noKeys } from "../../src/store/journal/stored-keys.ts";
import { sourceOf } from "../run/task-source.ts";

export interface TinyQuestion {
  /** A GGUF file of models/oc-tiny; of the engine "onnx" a folder beside it. */
  file: string;
  /** Names as `--datasets` takes them. */
  datasets: string;
  /** First rows of each entry; default: all. */
  rows?: number;
  chatTemplate?: string;
  engine?: "llama" | "node-llama-cpp" | "onnx";
  /** Breaks something. */
  wrap?: (engine: Engine) => Engine;
}

const contextSize = 512;

/** Accuracy in percent by abbr. */
export async function tinyScores(question: TinyQuestion): Promise<Record<string, number>> {
  const evaluations = Object.entries(await tinyEvaluations(question));
  return Object.fromEntries(evaluations.map(([abbr, { metrics }]) => [abbr, metrics.accuracy as number]));
}

export type TinyEvaluation = Exclude<Evaluation, { error: string }>;

/** By abbr. */
export async function tinyEvaluations(question: TinyQuestion): Promise<Record<string, TinyEvaluation>> {
  const model = await openModelFile(modelConfig(question), [], {
    cwd: packageRoot,
    renderTime: renderTimeOf(new Date()),
  });
  const { open } = await loadEngine(model.config.engine);
  const sizes = { contextSize, parallelSequences: 8, threads: 1, invocation: { cwd: packageRoot } };
  const engine = await open(engineOptions(model, sizes));
  try {
    const broken = question.wrap?.(engine) ?? engine;
    const settings = inferenceSettings(model, promptedModel(model, broken, contextSize));
    const { entries } = await findDatasets(question.datasets, new Set(["chat"]));
    const tasks = await Promise.all(entries.map((entry) => openTask(entry, settings, question.rows)));
    return await score(tasks, broken);
  } finally {
    await engine.close();
  }
}

function modelConfig({ file, chatTemplate, engine = "llama" }: TinyQuestion): ModelConfig {
  const path = join(packageRoot, engine === "onnx" ? "models" : "models/oc-tiny", file);
  const template = chatTemplate === undefined ? {} : { chatTemplate };
  return modelSchema.parse({ abbr: "oc-tiny", path, engine, device: "cpu", threads: 1, ...template });
}

async function openTask(config: DatasetConfig, settings: ReturnType<typeof inferenceSettings>, limit = Infinity) {
  const opened = await openDataset(config, join(packageRoot, "data"), {});
  const { test } = opened.splits;
  const column = config.reader.outputColumn as string;
  return {
    config,
    dataset: config.abbr,
    from: 0,
    to: Math.min(limit, test.length),
    done: noKeys(),
    inferencer: await openInferencer(config, opened, settings),
    gold: (row: number) => test[row]?.[column] ?? null,
  };
}

async function score(
  tasks: Awaited<ReturnType<typeof openTask>>[],
  engine: Engine,
): Promise<Record<string, TinyEvaluation>> {
  const records = new Map(tasks.map(({ dataset }) => [dataset, new Map<number, RowRecord>()]));
  const emit = (message: WorkerMessage) => {
    if (message.type === "row") records.get(message.dataset)?.set(message.record.row, message.record);
  };
  await inferTasks(sourceOf(tasks), { engine, modelFingerprint: "", signal: new AbortController().signal, emit });
  const scores = tasks.map(async ({ config, to }) => {
    const evaluation = await evaluate(config, records.get(config.abbr) ?? new Map(), to);
    if ("error" in evaluation) throw new Error(`${config.abbr}: ${evaluation.error}`);
    return [config.abbr, evaluation] as const;
  });
  return Object.fromEntries(await Promise.all(scores));
}
