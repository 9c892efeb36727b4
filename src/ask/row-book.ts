// The book of a model's rows, by dataset: which are open, in flight, answered, reused or failed, and of which datasets no more is asked.
// Each process that has to know keeps one, of what it was asked: a row is settled once, whoever tells of it again.

import { type AffectedRows, affectedRows } from "../job/affected-rows.ts";
import { settledRows, type TaskCounts } from "../job/events.ts";
import type { Task, WorkerMessage } from "./infer/messages.ts";

export interface AskedRow {
  dataset: string;
  row: number;
}

/** Consecutive rows of a dataset; those marked as settled are not asked. */
export type TaskRows = Pick<Task, "dataset" | "from" | "to" | "settled">;

export type Settled = "answered" | "reused" | "failed";

/** `rows`: that are asked, settled or not. */
export type RowCounts = Pick<TaskCounts, "rows" | Settled>;

interface Page {
  /** By row. */
  marks: Uint8Array;
  counts: RowCounts;
  firstFailed: { row: number; reason: string } | undefined;
  isGivenUp: boolean;
}

/** What is in no task has no mark: it is not asked. */
const marks = { open: 1, answered: 2, reused: 3, failed: 4 };

export class RowBook {
  readonly #pages = new Map<string, Page>();
  readonly #inFlight = new Map<string, AskedRow>();

  constructor(tasks: Iterable<TaskRows>) {
    for (const task of tasks) this.#add(task);
  }

  get datasets(): string[] {
    return [...this.#pages.keys()];
  }

  /** Rows of all datasets that are not settled. */
  get open(): number {
    return [...this.#pages.values()].reduce((sum, { counts }) => sum + counts.rows - settledRows(counts), 0);
  }

  counts(dataset: string): Readonly<RowCounts> {
    return this.#pages.get(dataset)?.counts ?? { rows: 0, answered: 0, reused: 0, failed: 0 };
  }

  /** The one that was told first, and why it failed. */
  firstFailed(dataset: string): Page["firstFailed"] {
    return this.#pages.get(dataset)?.firstFailed;
  }

  isOpen(dataset: string, row: number): boolean {
    return this.#pages.get(dataset)?.marks[row] === marks.open;
  }

  /** Ascending. */
  openRows(dataset: string): number[] {
    return this.#marked(dataset, marks.open);
  }

  /** Every row is settled. */
  isFinished(dataset: string): boolean {
    const counts = this.counts(dataset);
    return settledRows(counts) === counts.rows;
  }

  /** What is lacking of a dataset. */
  affected(dataset: string): AffectedRows {
    const { rows, answered, reused } = this.counts(dataset);
    return affectedRows(this.#marked(dataset, marks.failed), answered + reused, rows);
  }

  /** A row is in flight, unless its answer is here already: question and answer may come by different ways. */
  ask(dataset: string, row: number): void {
    if (this.isOpen(dataset, row)) this.#inFlight.set(keyOf({ dataset, row }), { dataset, row });
  }

  /** @param reason Why it failed. @returns Whether it was open. */
  settle(dataset: string, row: number, state: Settled, reason = ""): boolean {
    const page = this.#pages.get(dataset);
    if (page?.marks[row] !== marks.open) return false;
    if (this.#inFlight.size > 0) this.#inFlight.delete(keyOf({ dataset, row }));
    page.marks[row] = marks[state];
    page.counts[state] += 1;
    if (state === "failed") page.firstFailed ??= { row, reason };
    return true;
  }

  /** No more of the dataset is asked. @returns Whether rows of it are open, and that was not said before. */
  giveUp(dataset: string): boolean {
    const page = this.#pages.get(dataset);
    if (page === undefined || page.isGivenUp || this.isFinished(dataset)) return false;
    page.isGivenUp = true;
    return true;
  }

  isGivenUp(dataset: string): boolean {
    return this.#pages.get(dataset)?.isGivenUp === true;
  }

  /** Notes what a message says of rows. @returns Whether it is news. */
  note(message: WorkerMessage | { type: "warning" }): boolean {
    switch (message.type) {
      case "row": {
        const { row, failed } = message.record;
        const state = failed !== undefined ? "failed" : message.cached ? "reused" : "answered";
        return this.settle(message.dataset, row, state, failed);
      }
      case "reused":
        return this.settle(message.dataset, message.row, "reused");
      case "task-failed":
        return this.giveUp(message.dataset);
      default:
        return true;
    }
  }

  /** The rows in flight by key, in the order of asking; none is afterwards. */
  takeInFlight(): Map<string, AskedRow> {
    const rows = new Map(this.#inFlight);
    this.#inFlight.clear();
    return rows;
  }

  /** What is still to be asked of tasks. @param among Keys of rows: of these only. */
  openTasks<Asked extends TaskRows>(tasks: readonly Asked[], among?: ReadonlyMap<string, AskedRow>): Asked[] {
    return tasks.flatMap((task) => {
      const { dataset, from, to } = task;
      const isAsked = (row: number) =>
        this.isOpen(dataset, row) && (among === undefined || among.has(keyOf({ dataset, row })));
      const settled = Uint8Array.from({ length: to - from }, (_, i) => (isAsked(from + i) ? 0 : 1));
      return settled.includes(0) && !this.isGivenUp(dataset) ? [{ ...task, settled }] : [];
    });
  }

  #add({ dataset, from, to, settled }: TaskRows): void {
    const known = this.#pages.get(dataset);
    const counts = known?.counts ?? { rows: 0, answered: 0, reused: 0, failed: 0 };
    const marked = new Uint8Array(Math.max(to, known?.marks.length ?? 0));
    marked.set(known?.marks ?? []);
    for (let row = from; row < to; row++) {
      if (settled?.[row - from] === 1) continue;
      marked[row] = marks.open;
      counts.rows += 1;
    }
    this.#pages.set(dataset, { marks: marked, counts, firstFailed: undefined, isGivenUp: false });
  }

  #marked(dataset: string, mark: number): number[] {
    const rows: number[] = [];
    for (const [row, found] of this.#pages.get(dataset)?.marks.entries() ?? []) if (found === mark) rows.push(row);
    return rows;
  }
}

function keyOf({ dataset, row }: AskedRow): string {
  return `${row} ${dataset}`;
}
