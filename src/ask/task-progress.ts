// What is told of each inference task while a model works: when its first row was asked, how far it is, and how it ended.

import type { OnRunEvent, RunEvent, TaskCounts } from "../job/events.ts";
import { labelOf } from "../plan/parts.ts";
import type { PlannedDataset } from "../plan/plan.ts";
import type { RowBook } from "./row-book.ts";

/** A long task tells of itself this often. */
const progressMs = 30_000;

/** How many of its rows are settled is in the book. */
interface RunningTask extends Pick<TaskCounts, "tokens" | "generated"> {
  startedAt: number;
  toldAt: number;
}

export class TaskProgress {
  readonly #model: string;
  readonly #datasets: readonly PlannedDataset[];
  readonly #book: RowBook;
  readonly #onEvent: OnRunEvent;
  readonly #now: () => number;
  readonly #tasks = new Map<string, RunningTask>();

  constructor(
    model: string,
    { datasets, book, onEvent }: { datasets: readonly PlannedDataset[]; book: RowBook; onEvent: OnRunEvent },
    now: () => number = Date.now,
  ) {
    this.#model = model;
    this.#datasets = datasets;
    this.#book = book;
    this.#onEvent = onEvent;
    this.#now = now;
  }

  /** Told once, however often it is said. */
  start(dataset: string): void {
    this.#taskOf(dataset);
  }

  /** A row of it is settled in the book. */
  settle({ dataset, tokens, generated }: Pick<RunEvent & { type: "row" }, "dataset" | "tokens" | "generated">): void {
    const task = this.#taskOf(dataset);
    task.tokens += tokens;
    task.generated += generated;
    if (this.#book.isFinished(dataset)) this.#end(dataset, task);
    else if (this.#now() - task.toldAt >= progressMs) {
      task.toldAt = this.#now();
      this.#onEvent({ type: "task-progress", model: this.#model, dataset, ...this.#countsOf(dataset, task) });
    }
  }

  /** The model's work is over: tasks that lack rows end here. */
  end(): void {
    for (const [dataset, task] of this.#tasks) if (!this.#book.isFinished(dataset)) this.#end(dataset, task);
  }

  #end(dataset: string, task: RunningTask): void {
    this.#onEvent({ type: "task-end", stage: "infer", model: this.#model, dataset, ...this.#countsOf(dataset, task) });
  }

  #taskOf(dataset: string): RunningTask {
    const known = this.#tasks.get(dataset);
    if (known !== undefined) return known;
    const planned = this.#datasets.find(({ dataset: { id } }) => id === dataset);
    const now = this.#now();
    const task = { tokens: 0, generated: 0, startedAt: now, toldAt: now };
    this.#tasks.set(dataset, task);
    const by = planned === undefined ? "" : labelOf(planned.dataset.config.infer.inferencer);
    const { rows } = this.#book.counts(dataset);
    this.#onEvent({ type: "task-start", stage: "infer", model: this.#model, dataset, rows, by });
    return task;
  }

  #countsOf(dataset: string, { tokens, generated, startedAt }: RunningTask): TaskCounts {
    return { ...this.#book.counts(dataset), tokens, generated, seconds: (this.#now() - startedAt) / 1000 };
  }
}
