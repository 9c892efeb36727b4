// The rows that a worker asks, as one flow: it is dealt tasks by the pool, asks for the next ones shortly before it runs dry, and
// opens the next datasets while rows of those before are asked.

import type { AskableTask, RowToAsk } from "../infer/askable-task.ts";
import type { RequestKind, Task } from "../infer/messages.ts";

/** Rows left to hand out when the next tasks are asked for: they should be there before a slot is free. */
const askAhead = 8;
/** Rows of opened datasets behind the row that is handed out: more than an engine has slots, or small datasets would starve it. */
const openAhead = 64;

export interface SliceSource {
  /** Asks the pool. Empty: nothing of this kind is left. */
  next(kind: RequestKind): Promise<Task[]>;
  /** Makes a task askable; undefined where that failed, which it has told by itself. Never rejects. */
  open(task: Task): Promise<AskableTask | undefined>;
}

/** @param first What was dealt already. */
export async function* rowsOfSlices(
  first: readonly Task[],
  kind: RequestKind,
  source: SliceSource,
): AsyncGenerator<RowToAsk> {
  const ask = async () => new OpenedSlices(await source.next(kind), source);
  let slices = new OpenedSlices(first, source);
  await slices.opened(); // all slots can be filled from the first step on
  while (!slices.isEmpty) {
    let coming: Promise<OpenedSlices> | undefined;
    for await (const { task, row } of slices.rows()) {
      if (slices.rowsLeft < askAhead) coming ??= ask();
      if (task !== undefined) yield { task, row, endsWindow: slices.rowsLeft === 0 };
    }
    slices = await (coming ?? ask());
  }
}

/** Slices whose datasets are opened from now on, some rows ahead of the one that is handed out. */
class OpenedSlices {
  readonly isEmpty: boolean;
  /** Rows not handed out. */
  rowsLeft: number;
  readonly #source: SliceSource;
  readonly #waiting: Task[];
  readonly #opening: { rows: number[]; task: Promise<AskableTask | undefined> }[] = [];
  #rowsOpening = 0;

  constructor(tasks: readonly Task[], source: SliceSource) {
    this.#source = source;
    this.#waiting = [...tasks];
    this.isEmpty = tasks.length === 0;
    this.rowsLeft = tasks.reduce((sum, task) => sum + openRows(task).length, 0);
    this.#open();
  }

  /** Ends when the first of them are open. */
  async opened(): Promise<void> {
    await Promise.all(this.#opening.map(({ task }) => task));
  }

  /** Rows of a task that cannot be opened come without it. */
  async *rows(): AsyncGenerator<{ task: AskableTask | undefined; row: number }> {
    for (let next = this.#opening.shift(); next !== undefined; next = this.#opening.shift()) {
      const task = await next.task;
      for (const row of next.rows) {
        this.rowsLeft -= 1;
        this.#rowsOpening -= 1;
        this.#open();
        yield { task, row };
      }
    }
  }

  #open(): void {
    while (this.#rowsOpening < openAhead) {
      const task = this.#waiting.shift();
      if (task === undefined) return;
      const rows = openRows(task);
      this.#opening.push({ rows, task: this.#source.open(task) });
      this.#rowsOpening += rows.length;
    }
  }
}

/** Rows that are not settled. */
function openRows({ from, to, settled }: Task): number[] {
  const rows = Array.from({ length: to - from }, (_, i) => from + i);
  return settled === undefined ? rows : rows.filter((_, i) => settled[i] !== 1);
}
