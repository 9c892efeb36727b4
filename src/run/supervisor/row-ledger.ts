// What the supervisor knows of every row of a model's jobs: settled in this run, in flight, or neither. It makes the jobs of the
// next inference process, and tells which messages are news after a restart.

import type { Task, WorkerMessage } from "../messages.ts";
import type { SentJob } from "./host-messages.ts";

export interface AskedRow {
  dataset: string;
  row: number;
}

export class RowLedger {
  readonly #jobs: readonly SentJob[];
  /** By dataset, a byte per row: 1 when it was answered, reused or failed. */
  readonly #settled = new Map<string, Uint8Array>();
  readonly #failedTasks = new Set<string>();
  readonly #inFlight = new Map<string, AskedRow>();

  constructor(jobs: readonly SentJob[]) {
    this.#jobs = jobs;
    for (const { dataset, from, to, settled } of jobs.flatMap(({ tasks }) => tasks)) {
      const known = this.#settled.get(dataset) ?? new Uint8Array();
      // What no task is to ask counts as settled from the start.
      const rows = new Uint8Array(Math.max(to, known.length)).fill(1);
      rows.set(known);
      for (let row = from; row < to; row++) if (settled?.[row] !== 1) rows[row] = 0;
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

  /** The rows that were asked and not answered, by key; none is in flight afterwards. */
  takeInFlight(): Map<string, AskedRow> {
    const rows = new Map(this.#inFlight);
    this.#inFlight.clear();
    return rows;
  }

  /** Jobs for what is not settled; empty when nothing is left. */
  remaining(): SentJob[] {
    return this.#jobs
      .map((job) => ({ ...job, tasks: this.#openTasks(job.tasks) }))
      .filter(({ tasks }) => tasks.length > 0);
  }

  /** One job that asks only these rows, one at a time; undefined when none of them is left. */
  alone(rows: Iterable<AskedRow>): SentJob | undefined {
    const [first] = this.#jobs;
    if (first === undefined) return undefined;
    const wanted = new Map<string, Set<number>>();
    for (const { dataset, row } of rows) wanted.set(dataset, (wanted.get(dataset) ?? new Set<number>()).add(row));
    const tasks = this.#openTasks(this.#jobs.flatMap((job) => job.tasks)).flatMap((task) => {
      const settled = task.settled?.map((isSettled, row) => (wanted.get(task.dataset)?.has(row) ? isSettled : 1));
      return settled?.includes(0) ? [{ ...task, settled }] : [];
    });
    return tasks.length === 0 ? undefined : { ...first, tasks, isRowByRow: true };
  }

  #openTasks(tasks: readonly Task[]): Task[] {
    return tasks.flatMap((task) => {
      const settled = this.#settled.get(task.dataset);
      const isOpen = settled?.subarray(task.from, task.to).includes(0) && !this.#failedTasks.has(task.dataset);
      return isOpen ? [{ ...task, settled }] : [];
    });
  }
}

function keyOf(dataset: string, row: number): string {
  return `${row} ${dataset}`;
}
