// What the supervisor knows of every row of a model's job: settled in this run, in flight, or neither. It makes the job of the next
// inference process, and tells which messages are news after a restart.

import type { OpenTask, WorkerMessage } from "../infer/messages.ts";
import type { SentJob } from "./host-messages.ts";

export interface AskedRow {
  dataset: string;
  row: number;
}

export class RowLedger {
  readonly #job: SentJob;
  /** By dataset, a byte per row: 1 when it was answered, reused or failed. */
  readonly #settled = new Map<string, Uint8Array>();
  readonly #failedTasks = new Set<string>();
  readonly #inFlight = new Map<string, AskedRow>();

  constructor(job: SentJob) {
    this.#job = job;
    for (const { dataset, from, to, settled } of job.tasks) {
      const known = this.#settled.get(dataset) ?? new Uint8Array();
      // What no task is to ask counts as settled from the start.
      const rows = new Uint8Array(Math.max(to, known.length)).fill(1);
      rows.set(known);
      for (let row = from; row < to; row++) if (settled?.[row - from] !== 1) rows[row] = 0;
      this.#settled.set(dataset, rows);
    }
  }

  ask(dataset: string, row: number): void {
    // The pipe and the channel race: the answer may be here before the question.
    if (!this.isSettled(dataset, row)) this.#inFlight.set(keyOf(dataset, row), { dataset, row });
  }

  isSettled(dataset: string, row: number): boolean {
    return this.#settled.get(dataset)?.[row] === 1;
  }

  /** Notes what a message settles. @returns Whether it is news: a restarted process tells some things again. */
  take(message: WorkerMessage): boolean {
    switch (message.type) {
      case "row":
        return this.settle(message.dataset, message.record.row);
      case "reused":
        return this.settle(message.dataset, message.row);
      case "task-failed": {
        const isNews = !this.#failedTasks.has(message.dataset);
        this.#failedTasks.add(message.dataset);
        return isNews;
      }
      default:
        return true;
    }
  }

  /** @returns Whether the row was not settled before. */
  settle(dataset: string, row: number): boolean {
    this.#inFlight.delete(keyOf(dataset, row));
    const rows = this.#settled.get(dataset);
    if (rows === undefined || rows[row] === 1) return false;
    rows[row] = 1;
    return true;
  }

  /** The rows that were asked and not answered, by key, in the order of asking; none is in flight afterwards. */
  takeInFlight(): Map<string, AskedRow> {
    const rows = new Map(this.#inFlight);
    this.#inFlight.clear();
    return rows;
  }

  /** A job for what is not settled; undefined when nothing is left. */
  remaining(): SentJob | undefined {
    const tasks = this.#openTasks();
    return tasks.length === 0 ? undefined : { ...this.#job, tasks };
  }

  /** A job that asks only these rows, one at a time; undefined when none of them is left. */
  alone(rows: Iterable<AskedRow>): SentJob | undefined {
    const wanted = new Map<string, Set<number>>();
    for (const { dataset, row } of rows) wanted.set(dataset, (wanted.get(dataset) ?? new Set<number>()).add(row));
    const tasks = this.#openTasks().flatMap((task) => {
      const isWanted = (row: number) => wanted.get(task.dataset)?.has(row) === true;
      const settled = task.settled?.map((isSettled, i) => (isWanted(task.from + i) ? isSettled : 1));
      return settled?.includes(0) ? [{ ...task, settled }] : [];
    });
    return tasks.length === 0 ? undefined : { ...this.#job, tasks, isRowByRow: true };
  }

  #openTasks(): OpenTask[] {
    return this.#job.tasks.flatMap((task) => {
      const settled = this.#settled.get(task.dataset)?.slice(task.from, task.to);
      const isOpen = settled?.includes(0) && !this.#failedTasks.has(task.dataset);
      return isOpen ? [{ ...task, settled }] : [];
    });
  }
}

function keyOf(dataset: string, row: number): string {
  return `${row} ${dataset}`;
}
