// Asks one side every row, in an inference process of its own as a run does: restarted when it dies, stopped by the signal.

import { failedRecord } from "../../ask/infer/infer-tasks.ts";
import { failureOf, type WorkerMessage } from "../../ask/infer/messages.ts";
import { kindAndCost } from "../../ask/infer/task-cost.ts";
import { workersAsked } from "../../ask/pool/find-workers.ts";
import { runModel } from "../../ask/pool.ts";
import type { RowTrace } from "../../ask/row-trace.ts";
import type { SentJob } from "../../ask/supervisor/host-messages.ts";
import { superviseModel } from "../../ask/supervisor/supervise.ts";
import { OcLocalError } from "../../core/errors.ts";
import type { RowRecord } from "../../core/record.ts";
import type { EngineInfo } from "../../engines/engine.ts";
import type { OnRunEvent } from "../../job/events.ts";
import type { FailedTask } from "../../job/failed-task.ts";
import { defaultSettings } from "../../job/settings.ts";
import { goldOf } from "../../plan/open-dataset.ts";
import type { PlannedDataset } from "../../plan/plan.ts";
import { noKeys } from "../../store/journal/stored-keys.ts";
import type { Side } from "./sides.ts";

export interface AskSideOptions {
  datasets: readonly PlannedDataset[];
  signal: AbortSignal;
  onEvent: OnRunEvent;
  /** In this process, so that errors have their stacks. */
  isDebug: boolean;
  /** A row was answered. @returns Why its answer cannot be used. */
  onRow(planned: PlannedDataset, record: RowRecord, trace: RowTrace): string | undefined;
}

export interface AskedSide {
  /** Undefined when the engine never opened. */
  engine: EngineInfo | undefined;
  /** Datasets of which rows have no answer, with the reason. */
  failed: FailedTask[];
}

export async function askSide(side: Side, options: AskSideOptions): Promise<AskedSide> {
  const { datasets, signal, onEvent, isDebug } = options;
  const { work } = side.planned;
  const rows = new SideRows(side, options);
  const { model } = rows;
  onEvent({ type: "model-start", model, rows: datasets.reduce((sum, planned) => sum + planned.rows, 0), work });
  try {
    const job = jobOf(side, datasets);
    if (isDebug) await runModel(job, { debug: true, signal, onMessage: (message) => rows.take(message) });
    else
      await superviseModel(job, {
        signal,
        retry: defaultSettings.retry,
        stuckAfterSeconds: defaultSettings.stuckAfterSeconds,
        onMessage: (message) => rows.take(message),
        onWarning: (text) => onEvent({ type: "warning", text: `${model}: ${text}` }),
        // The end of it is in the warning about a death; there is no run folder to keep the rest.
        onOutput: () => {},
        onPoisonedRow: ({ dataset, row }, reason) => rows.poison(dataset, row, reason),
      });
  } catch (error) {
    if (error instanceof OcLocalError && error.code === "STORAGE") throw error;
    rows.failRest(failureOf(error));
  } finally {
    onEvent({ type: "model-end", model });
  }
  return { engine: rows.engine, failed: signal.aborted ? [] : rows.failures() };
}

function jobOf({ invocation, planned }: Side, datasets: readonly PlannedDataset[]): SentJob {
  const { model, contextSize, parallelSequences, threads } = planned;
  return {
    invocation,
    model: model.config.abbr,
    tasks: datasets.map(({ dataset: { id }, rows }) => {
      return { dataset: id, from: 0, to: rows, done: noKeys(), ...kindAndCost(planned, id) };
    }),
    contextSize,
    parallelSequences,
    threads,
    workers: workersAsked(model, { maxNumWorkers: 1, maxWorkersPerGpu: 1, keepThreads: false }),
    traces: true,
  };
}

/** The rows of a side as they come back. */
class SideRows {
  /** As it is told on screen: both sides may have the same model. */
  readonly model: string;
  engine: EngineInfo | undefined;
  readonly #options: AskSideOptions;
  readonly #settled = new Map<string, number>();
  readonly #failedRows = new Map<string, { rows: number; first: RowRecord }>();
  readonly #failedTasks = new Map<string, FailedTask>();

  constructor({ name, planned }: Side, options: AskSideOptions) {
    this.model = `${name} ${planned.model.config.abbr}`;
    this.#options = options;
  }

  take(message: WorkerMessage): void {
    const { model } = this;
    const { onEvent } = this.#options;
    switch (message.type) {
      case "opened":
        this.engine = message.info;
        onEvent({ type: "model-open", model, info: message.info });
        break;
      case "notice":
        onEvent({ type: "warning", text: `${model}: ${message.text}` });
        break;
      case "generating":
        onEvent({ ...message, model });
        break;
      case "row":
        this.#settle(message.dataset, message.record, message.trace);
        break;
      case "task-failed":
        // A worker that breaks down names all its tasks, also those it had finished.
        this.#fail(message.dataset, message);
        break;
      case "reused":
        throw new Error(`row ${message.row} of ${message.dataset} was reused: a comparison asks every row`);
    }
  }

  poison(dataset: string, row: number, failed: string): void {
    const { opened, dataset: resolved } = this.#plannedOf(dataset);
    this.#settle(dataset, failedRecord({ row, gold: goldOf(opened.splits, resolved.config, row), failed }), undefined);
  }

  failRest({ reason, hint }: Pick<FailedTask, "reason" | "hint">): void {
    for (const { dataset } of this.#options.datasets) this.#fail(dataset.id, { reason, hint });
  }

  /** One for each dataset that lacks rows. */
  failures(): FailedTask[] {
    for (const [dataset, { rows, first }] of this.#failedRows) {
      const of = this.#plannedOf(dataset).rows;
      this.#told({ dataset, reason: `${rows} of ${of} rows failed; row ${first.row}: ${first.failed}` });
    }
    return [...this.#failedTasks.values()];
  }

  #settle(dataset: string, record: RowRecord, trace: RowTrace | undefined): void {
    const { onEvent, onRow } = this.#options;
    const unusable =
      record.failed ??
      (trace === undefined ? "its tokens were not told" : onRow(this.#plannedOf(dataset), record, trace));
    this.#settled.set(dataset, (this.#settled.get(dataset) ?? 0) + 1);
    if (unusable !== undefined) {
      const failed = this.#failedRows.get(dataset) ?? { rows: 0, first: { ...record, failed: unusable } };
      this.#failedRows.set(dataset, { ...failed, rows: failed.rows + 1 });
    }
    const { promptTokens, generatedTokens: generated } = record.facts;
    onEvent({
      type: "row",
      model: this.model,
      dataset,
      row: record.row,
      state: unusable === undefined ? "answered" : "failed",
      tokens: promptTokens + generated,
      generated,
      ...(unusable !== undefined && { reason: unusable }),
    });
  }

  #fail(dataset: string, failure: Pick<FailedTask, "reason" | "hint"> & { stack?: string | undefined }): void {
    const isFinished = this.#settled.get(dataset) === this.#plannedOf(dataset).rows;
    if (!isFinished && !this.#failedTasks.has(dataset)) this.#told({ dataset, ...failure });
  }

  #told({ dataset, reason, hint, stack }: Omit<FailedTask, "model"> & { stack?: string | undefined }): void {
    const { model } = this;
    this.#failedTasks.set(dataset, { model, dataset, reason, hint });
    this.#options.onEvent({ type: "task-failed", model, dataset, reason, hint, stack });
  }

  #plannedOf(id: string): PlannedDataset {
    return this.#options.datasets.find(({ dataset }) => dataset.id === id) as PlannedDataset;
  }
}
