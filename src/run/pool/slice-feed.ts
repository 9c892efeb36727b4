// The rows that a worker asks, as one flow: it is dealt tasks by the pool, asks for the next ones shortly before it runs dry, and
// opens the next dataset while rows of the one before are asked.

import type { AskableTask, RowToAsk } from "../infer-tasks.ts";
import type { RequestKind, Task } from "../messages.ts";

/** Rows left to hand out when the next tasks are asked for: enough to fill slots while they come. */
const rowsAhead = 4;

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
  let coming: Promise<readonly Task[]> | undefined;
  for (let tasks = first; tasks.length > 0; tasks = await (coming ?? source.next(kind))) {
    coming = undefined;
    let left = tasks.reduce((sum, task) => sum + openRows(task).length, 0);
    for await (const { task, row } of openedRows(tasks, source)) {
      left -= 1;
      if (left < rowsAhead) coming ??= source.next(kind);
      if (task !== undefined) yield { task, row, endsWindow: left === 0 };
    }
  }
}

/** Rows of a task that cannot be opened come without it. */
async function* openedRows(tasks: readonly Task[], { open }: SliceSource) {
  let opening = tasks[0] && open(tasks[0]);
  for (const [i, slice] of tasks.entries()) {
    const task = await opening;
    const following = tasks[i + 1];
    opening = following && open(following);
    for (const row of openRows(slice)) yield { task, row };
  }
}

/** Rows that are not settled. */
export function openRows({ from, to, settled }: Task): number[] {
  const rows = Array.from({ length: to - from }, (_, i) => from + i);
  return settled === undefined ? rows : rows.filter((_, i) => settled[i] !== 1);
}
