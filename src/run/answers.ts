// What comes back from a model's workers: answers go to the journal, failures and the state of every dataset to the manifest
// and the events. Predictions are derived from the journal when a dataset is complete.

import { rmSync } from "node:fs";
import type { JsonObject } from "../core/json.ts";
import type { RowRecord } from "../core/record.ts";
import type { EngineInfo } from "../engines/engine.ts";
import type { OnRunEvent, RunEvent } from "./events.ts";
import { Journal, readJournal } from "./journal.ts";
import { type Manifest, type ManifestModel, writeJson, writeManifest } from "./manifest.ts";
import type { WorkerMessage } from "./messages.ts";
import type { PlannedDataset } from "./plan.ts";
import { journalPath, predictionsPath, resultsPath, type Workspace } from "./workspace.ts";

export interface FailedTask {
  model: string;
  dataset: string;
  reason: string;
  hint?: string | undefined;
}

export interface AnswersStage {
  workspace: Workspace;
  manifest: Manifest;
  datasets: readonly PlannedDataset[];
  onEvent: OnRunEvent;
}

/** What has come back from a model's workers, by dataset. */
export class Answers {
  readonly failed: FailedTask[] = [];
  readonly #model: string;
  readonly #stage: AnswersStage;
  readonly #journals = new Map<string, Journal>();
  /** Rows answered, reused or failed. */
  readonly #settled = new Map<string, number>();
  readonly #failedRows = new Map<string, { count: number; first: RowRecord }>();

  constructor(model: string, stage: AnswersStage) {
    this.#model = model;
    this.#stage = stage;
  }

  take(message: WorkerMessage): void {
    const model = this.#model;
    switch (message.type) {
      case "opened":
        recordModel(this.#stage, model, { engine: engineOf(message.info) });
        this.#stage.onEvent({ type: "model-open", model, info: message.info });
        break;
      case "notice":
        this.#stage.onEvent({ type: "warning", text: `${model}: ${message.text}` });
        break;
      case "row":
        this.#store(message.dataset, message.record);
        break;
      case "reused":
        this.#settle({ dataset: message.dataset, row: message.row, state: "reused", tokens: 0, generated: 0 });
        break;
      case "task-failed":
        // A worker that breaks down names all its tasks, also those it had finished.
        if (!this.#isFinished(message.dataset)) this.#fail(message);
        break;
    }
  }

  failRest(reason: string): void {
    for (const { dataset } of this.#stage.datasets) {
      const isKnown = this.failed.some((task) => task.dataset === dataset.id);
      if (!isKnown && !this.#isFinished(dataset.id)) this.#fail({ dataset: dataset.id, reason });
    }
  }

  end(): void {
    for (const journal of this.#journals.values()) journal.close();
    const { datasets, workspace } = this.#stage;
    for (const [dataset, { count, first }] of this.#failedRows) {
      const rows = datasets.find((planned) => planned.dataset.id === dataset)?.rows;
      this.#fail({ dataset, reason: `${count} of ${rows} rows failed; row ${first.row}: ${first.failed}` });
    }
    const finished = datasets.filter(({ dataset }) => this.#isFinished(dataset.id));
    for (const dataset of finished) writePredictions(workspace, this.#model, dataset);
    const unfinished = datasets.filter((dataset) => !finished.includes(dataset)).map(({ dataset }) => dataset.id);
    recordModel(this.#stage, this.#model, { unfinished });
  }

  #store(dataset: string, record: RowRecord): void {
    this.#journalOf(dataset).append(record);
    if (record.failed !== undefined) {
      const { count, first } = this.#failedRows.get(dataset) ?? { count: 0, first: record };
      this.#failedRows.set(dataset, { count: count + 1, first });
    }
    const state = record.failed === undefined ? "answered" : "failed";
    const { promptTokens, generatedTokens: generated } = record.facts;
    this.#settle({ dataset, row: record.row, state, tokens: promptTokens + generated, generated });
  }

  #settle(row: Omit<RunEvent & { type: "row" }, "type" | "model">): void {
    this.#settled.set(row.dataset, (this.#settled.get(row.dataset) ?? 0) + 1);
    this.#stage.onEvent({ type: "row", model: this.#model, ...row });
  }

  #fail({ dataset, reason, hint, stack }: Omit<FailedTask, "model"> & { stack?: string | undefined }): void {
    this.failed.push({ model: this.#model, dataset, reason, hint });
    this.#stage.onEvent({ type: "task-failed", model: this.#model, dataset, reason, hint, stack });
  }

  #isFinished(id: string): boolean {
    const rows = this.#stage.datasets.find(({ dataset }) => dataset.id === id)?.rows;
    return this.#settled.get(id) === rows;
  }

  /** The first new answer outdates what was made from the old ones. */
  #journalOf(dataset: string): Journal {
    const known = this.#journals.get(dataset);
    if (known !== undefined) return known;
    const { workspace } = this.#stage;
    const journal = new Journal(journalPath(workspace, this.#model, dataset));
    this.#journals.set(dataset, journal);
    rmSync(predictionsPath(workspace, this.#model, dataset), { force: true });
    rmSync(resultsPath(workspace, this.#model, dataset), { force: true });
    return journal;
  }
}

/** OpenCompass's file: an object keyed by row. Only when every row has an answer. */
function writePredictions(workspace: Workspace, model: string, { dataset, rows }: PlannedDataset): void {
  const records = readJournal(journalPath(workspace, model, dataset.id));
  const predictions: JsonObject = {};
  for (let row = 0; row < rows; row++) {
    const record = records.get(row);
    if (record === undefined || record.failed !== undefined) return;
    predictions[row] = record.prediction;
  }
  writeJson(predictionsPath(workspace, model, dataset.id), predictions);
}

/** Notes what is known of a model in the manifest. */
export function recordModel({ manifest, workspace }: AnswersStage, model: string, facts: Partial<ManifestModel>): void {
  manifest.models = manifest.models.map((entry) => (entry.abbr === model ? { ...entry, ...facts } : entry));
  writeManifest(workspace, manifest);
}

function engineOf({ engine: name, device, contextSize, parallelSequences, memory, versions }: EngineInfo) {
  const { weights, kvCache, compute, gpuLayers } = memory;
  return { name, device, contextSize, parallelSequences, memory: { weights, kvCache, compute, gpuLayers }, versions };
}
