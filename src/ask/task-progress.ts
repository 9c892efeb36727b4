// What is told of each inference task while a model works: when its first row was asked, how far it is, and how it ended.

import { type OnRunEvent, type RunEvent, settledRows, type TaskCounts } from "../job/events.ts";
import { countAsked } from "../plan/asked-rows.ts";
import { labelOf } from "../plan/parts.ts";
import type { PlannedDataset } from "../plan/plan.ts";

/** A long task tells of itself this often. */
const progressMs = 30_000;

interface RunningTask extends TaskCounts {
  startedAt: number;
  toldAt: number;
  hasEnded: boolean;
}

export class TaskProgress {
  readonly #model: string;
  readonly #datasets: readonly PlannedDataset[];
  readonly #onEvent: OnRunEvent;
  readonly #now: () => number;
  readonly #tasks = new Map<string, RunningTask>();

  constructor(
    model: string,
    { datasets, onEvent }: { datasets: readonly PlannedDataset[]; onEvent: OnRunEvent },
    now: () => number = Date.now,
  ) {
    this.#model = model;
    this.#datasets = datasets;
    this.#onEvent = onEvent;
    this.#now = now;
  }

  /** Told once, however often it is said. */
  start(dataset: string): void {
    this.#taskOf(dataset);
  }

  settle({ dataset, state, tokens, generated }: Omit<RunEvent & { type: "row" }, "type" | "model">): void {
    const task = this.#taskOf(dataset);
    task[state] += 1;
    task.tokens += tokens;
    task.generated += generated;
    if (settledRows(task) === task.rows) this.#end(dataset, task);
    else if (this.#now() - task.toldAt >= progressMs) {
      task.toldAt = this.#now();
      this.#onEvent({ type: "task-progress", model: this.#model, dataset, ...this.#countsOf(task) });
    }
  }

  /** The model's work is over: tasks that lack rows end here. */
  end(): void {
    for (const [dataset, task] of this.#tasks) if (!task.hasEnded) this.#end(dataset, task);
  }

  #end(dataset: string, task: RunningTask): void {
    task.hasEnded = true;
    this.#onEvent({ type: "task-end", stage: "infer", model: this.#model, dataset, ...this.#countsOf(task) });
  }

  #taskOf(dataset: string): RunningTask {
    const known = this.#tasks.get(dataset);
    if (known !== undefined) return known;
    const planned = this.#datasets.find(({ dataset: { id } }) => id === dataset);
    const now = this.#now();
    const counts = {
      rows: planned === undefined ? 0 : countAsked(planned),
      answered: 0,
      reused: 0,
      failed: 0,
      tokens: 0,
      generated: 0,
      seconds: 0,
    };
    const task = { ...counts, startedAt: now, toldAt: now, hasEnded: false };
    this.#tasks.set(dataset, task);
    const by = planned === undefined ? "" : labelOf(planned.dataset.config.infer.inferencer);
    this.#onEvent({ type: "task-start", stage: "infer", model: this.#model, dataset, rows: task.rows, by });
    return task;
  }

  #countsOf({ startedAt, toldAt: _toldAt, hasEnded: _hasEnded, ...counts }: RunningTask): TaskCounts {
    return { ...counts, seconds: (this.#now() - startedAt) / 1000 };
  }
}
