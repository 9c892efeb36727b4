// What comes out of asking a model where it is waited for: told as events, counted in the book, and handed to who keeps the answers.
// Rows and datasets that fail are told here and cost nobody else anything.

import { OcLocalError } from "../core/errors.ts";
import type { RowRecord } from "../core/record.ts";
import type { EngineInfo } from "../engines/engine.ts";
import type { OnRunEvent } from "../job/events.ts";
import type { FailedTask } from "../job/failed-task.ts";
import type { PlannedDataset, PlannedModel } from "../plan/plan.ts";
import { redactText } from "../store/workspace/redact.ts";
import { type Failure, failureOf, type ModelJob } from "./infer/messages.ts";
import { RowBook, type Settled } from "./row-book.ts";
import type { Asking, AskMessage, AskModel, RowSink } from "./row-sink.ts";
import { TaskProgress } from "./task-progress.ts";

export type RowMessage = Extract<AskMessage, { type: "row" }>;

/** Where answers are put. */
export interface RowKeeper {
  /** An engine is open. */
  opened(info: EngineInfo): void;
  /** A worker found so many lines in the cache that are no records. */
  cacheBroken?(lines: number): void;
  /** @returns Why the row has no answer of use; undefined where it has. @throws OcLocalError STORAGE */
  keep(row: RowMessage): string | undefined;
  /** A stored answer counts. */
  reuse(dataset: string, row: number): void;
  /** Nothing more comes. @param book What came. @throws OcLocalError STORAGE */
  end(book: RowBook): void;
}

export class ModelSink implements RowSink {
  readonly book: RowBook;
  readonly failed: FailedTask[] = [];
  readonly #model: string;
  readonly #keeper: RowKeeper;
  readonly #onEvent: OnRunEvent;
  readonly #progress: TaskProgress;

  /** @param model As events name it. */
  constructor(
    model: string,
    { datasets, keeper, onEvent }: { datasets: readonly PlannedDataset[]; keeper: RowKeeper; onEvent: OnRunEvent },
  ) {
    this.book = new RowBook(
      datasets.map(({ dataset: { id }, rows, unasked }) => ({ dataset: id, from: 0, to: rows, settled: unasked })),
    );
    this.#model = model;
    this.#keeper = keeper;
    this.#onEvent = onEvent;
    this.#progress = new TaskProgress(model, { datasets, book: this.book, onEvent });
  }

  /** Has every row of a job asked; a way of asking that breaks down costs its open rows. @throws OcLocalError STORAGE */
  async ask(way: AskModel, job: ModelJob, work: PlannedModel["work"], asking: Omit<Asking, "sink">): Promise<void> {
    this.#onEvent({ type: "model-start", model: this.#model, rows: this.book.open, work });
    try {
      await way(job, { ...asking, sink: this });
    } catch (error) {
      if (error instanceof OcLocalError && error.code === "STORAGE") throw error;
      this.#failRest(failureOf(error));
    }
    if (!asking.signal.aborted) this.#failRest({ reason: "its inference ended without an answer to every row" });
  }

  take(message: AskMessage): void {
    const model = this.#model;
    switch (message.type) {
      case "opened":
        this.#keeper.opened(message.info);
        this.#onEvent({ type: "model-open", model, info: message.info });
        break;
      case "note":
        this.#onEvent({ type: "note", model, text: message.text });
        break;
      case "notice":
      case "warning":
        this.#onEvent({ type: "warning", model, text: message.text });
        break;
      case "cache-broken":
        this.#keeper.cacheBroken?.(message.lines);
        break;
      case "started":
        this.#progress.start(message.dataset);
        break;
      case "generating":
        this.#onEvent({ ...message, model });
        break;
      case "row":
        if (this.book.isOpen(message.dataset, message.record.row)) this.#takeRow(message);
        break;
      case "reused":
        if (!this.book.isOpen(message.dataset, message.row)) break;
        this.#keeper.reuse(message.dataset, message.row);
        this.#settle(message.dataset, message.row, "reused");
        break;
      case "task-failed":
        // A worker that breaks down names all its tasks, also those it had finished.
        if (this.book.giveUp(message.dataset)) this.#fail(message.dataset, message);
        break;
    }
  }

  /** Nothing more comes. @throws OcLocalError STORAGE; the keeper has ended then too. */
  end(): void {
    try {
      this.#progress.end();
      for (const dataset of this.book.datasets) this.#failRows(dataset);
    } finally {
      this.#keeper.end(this.book);
    }
  }

  #takeRow(message: RowMessage): void {
    const { dataset, cached } = message;
    const record = withoutSecrets(message.record);
    const reason = this.#keeper.keep({ ...message, record });
    const state = reason !== undefined ? "failed" : cached ? "reused" : "answered";
    this.#settle(dataset, record.row, state, { facts: cached ? undefined : record.facts, reason });
  }

  #settle(
    dataset: string,
    row: number,
    state: Settled,
    { facts, reason }: { facts?: RowRecord["facts"] | undefined; reason?: string | undefined } = {},
  ): void {
    const { promptTokens = 0, generatedTokens: generated = 0 } = facts ?? {};
    const told = { dataset, row, state, tokens: promptTokens + generated, generated };
    this.#progress.start(dataset);
    this.book.settle(dataset, row, state, reason);
    this.#onEvent({ type: "row", model: this.#model, ...told, ...(reason !== undefined && { reason }) });
    this.#progress.settle(told);
  }

  #failRest(failure: Pick<FailedTask, "reason" | "hint">): void {
    for (const dataset of this.book.datasets) if (this.book.giveUp(dataset)) this.#fail(dataset, failure);
  }

  #failRows(dataset: string): void {
    const first = this.book.firstFailed(dataset);
    const { failed, rows } = this.book.counts(dataset);
    if (first === undefined) return;
    this.#fail(dataset, { reason: `${failed} of ${rows} rows failed; row ${first.row}: ${first.reason}` });
  }

  #fail(dataset: string, { reason: message, hint, stack }: Pick<Failure, "reason"> & Partial<Failure>): void {
    const model = this.#model;
    const reason = redactText(message);
    this.failed.push({ model, dataset, reason, hint, affected: this.book.affected(dataset) });
    this.#onEvent({ type: "task-failed", model, dataset, reason, hint, stack });
  }
}

/** Why a row failed may be told with an address or a command line. */
function withoutSecrets(record: RowRecord): RowRecord {
  return record.failed === undefined ? record : { ...record, failed: redactText(record.failed) };
}
