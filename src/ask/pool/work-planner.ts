// What is open of a model's tasks, and which of it a worker is dealt next. A worker has a stretch of one dataset to itself and
// gets it in portions; when no untouched dataset is left, it takes the back half of another worker's largest stretch, unless
// computing the few-shot prefix once more costs more than that saves. Costs are rough (tokens): the end is even because the
// portions become smaller, not because the costs are right.

import { keyOf, noKeys, setKey } from "../../store/journal/stored-keys.ts";
import type { OpenTask, RequestKind, Task } from "../infer/messages.ts";
import type { RowBook, TaskRows } from "../row-book.ts";

/** Consecutive rows of a task that nobody was dealt. */
interface Stretch {
  task: OpenTask;
  from: number;
  to: number;
  cost: number;
}

/** A portion is so much of an even share of what is open: large at first, small at the end. */
const portionsPerWorker = 4;
/** Tokens. One batch of an engine: smaller portions would not fill it. */
const leastPortion = 512;
/** Part of a row's cost where an earlier run's answer will most likely stand. */
const reusedShare = 0.01;

export class WorkPlanner {
  readonly #workers: number;
  /** Nobody works on these. */
  #untouched: Stretch[];
  /** By worker, the rest of what it works on. */
  readonly #kept = new Map<number, Stretch>();
  /** By worker, what it was dealt. */
  readonly #dealt = new Map<number, TaskRows[]>();
  readonly #book: RowBook;

  /** @param tasks In the order of the config, which is kept for one worker. @param book Of their rows. */
  constructor(tasks: readonly OpenTask[], workers: number, book: RowBook) {
    const stretches = tasks.map(wholeOf);
    this.#workers = workers;
    this.#book = book;
    this.#untouched = workers === 1 ? stretches : stretches.sort((a, b) => b.cost - a.cost);
  }

  /** What the worker asks next; empty: nothing of this kind is left for it. A worker without others gets everything at once. */
  next(worker: number, kind: RequestKind): Task[] {
    this.#dropGivenUp();
    const wanted = this.#workers === 1 ? Number.POSITIVE_INFINITY : this.#portion(kind);
    const tasks: Task[] = [];
    let cost = 0;
    while (cost < wanted) {
      const stretch =
        this.#keptOf(worker, kind) ?? this.#untouchedOf(kind) ?? (cost === 0 && this.#steal(worker, kind));
      if (!stretch) break;
      const portion = front(stretch, wanted - cost);
      this.#keep(worker, { ...stretch, from: portion.to, cost: stretch.cost - portion.cost });
      this.#noteDealt(worker, portion);
      tasks.push(cut(portion));
      cost += portion.cost;
    }
    return tasks;
  }

  /** The worker asks nothing more; its stretch is open to others. @returns Datasets of which it leaves rows without an answer. */
  leave(worker: number): string[] {
    const stretch = this.#kept.get(worker);
    if (stretch !== undefined) this.#untouched.push(stretch);
    this.#kept.delete(worker);
    const left = this.#book.openTasks(this.#dealt.get(worker) ?? []);
    this.#dealt.delete(worker);
    return [...new Set(left.map(({ dataset }) => dataset))];
  }

  /** Datasets with rows that nobody was dealt. */
  get open(): string[] {
    this.#dropGivenUp();
    return [...new Set(this.#stretches().map(({ task }) => task.dataset))];
  }

  #portion(kind: RequestKind): number {
    const ofKind = this.#stretches().filter(({ task }) => task.kind === kind);
    const cost = ofKind.reduce((sum, stretch) => sum + stretch.cost, 0);
    return Math.max(leastPortion, cost / (this.#workers * portionsPerWorker));
  }

  #keptOf(worker: number, kind: RequestKind): Stretch | undefined {
    const kept = this.#kept.get(worker);
    return kept?.task.kind === kind ? kept : undefined;
  }

  #untouchedOf(kind: RequestKind): Stretch | undefined {
    const found = this.#untouched.findIndex(({ task }) => task.kind === kind);
    return found < 0 ? undefined : this.#untouched.splice(found, 1)[0];
  }

  /** Both end at the same time when the thief takes half of what is left after the prefix is computed again. */
  #steal(thief: number, kind: RequestKind): Stretch | undefined {
    const others = [...this.#kept].filter(([worker, { task }]) => worker !== thief && task.kind === kind);
    const worth = ({ cost, task }: Stretch) => cost - task.cost.prefix;
    const best = others.sort(([, a], [, b]) => worth(b) - worth(a))[0];
    if (best === undefined) return undefined;
    const [victim, stretch] = best;
    const { task, from, to, cost } = stretch;
    const share = worth(stretch) / 2;
    let taken = 0;
    let start = to;
    for (; start > from; start--) {
      const row = rowCost(task, start - 1);
      if (taken + row / 2 > share) break;
      taken += row;
    }
    if (taken === 0) return undefined;
    this.#keep(victim, { task, from, to: start, cost: cost - taken });
    return { task, from: start, to, cost: taken };
  }

  #keep(worker: number, stretch: Stretch): void {
    if (stretch.from < stretch.to) this.#kept.set(worker, stretch);
    else this.#kept.delete(worker);
  }

  #noteDealt(worker: number, { task: { dataset }, from, to }: Stretch): void {
    const dealt = this.#dealt.get(worker) ?? [];
    dealt.push({ dataset, from, to });
    this.#dealt.set(worker, dealt);
  }

  #dropGivenUp(): void {
    const isGivenUp = ({ task }: Stretch) => this.#book.isGivenUp(task.dataset);
    this.#untouched = this.#untouched.filter((stretch) => !isGivenUp(stretch));
    for (const [worker, stretch] of this.#kept) if (isGivenUp(stretch)) this.#kept.delete(worker);
  }

  #stretches(): Stretch[] {
    return [...this.#untouched, ...this.#kept.values()];
  }
}

function wholeOf(task: OpenTask): Stretch {
  const { from, to } = task;
  let cost = 0;
  for (let row = from; row < to; row++) cost += rowCost(task, row);
  return { task, from, to, cost };
}

/** At least one row, and rows that cost nothing for free. */
function front({ task, from, to }: Stretch, wanted: number): Stretch {
  let cost = 0;
  let end = from;
  while (end < to && (cost < wanted || rowCost(task, end) === 0)) {
    cost += rowCost(task, end);
    end += 1;
  }
  return { task, from, to: end, cost };
}

function rowCost(task: OpenTask, row: number): number {
  if (isSettled(task, row)) return 0;
  return keyOf(task.done, row) !== undefined ? task.cost.row * reusedShare : task.cost.row;
}

function isSettled({ settled, from }: Task, row: number): boolean {
  return settled?.[row - from] === 1;
}

/** The portion as a task of its own, with what is known of its rows only: it is copied to the worker. */
function cut({ task, from, to }: Stretch): Task {
  const { kind: _, cost: __, ...all } = task;
  if (from === task.from && to === task.to) return all;
  const done = noKeys();
  for (let row = from; row < to; row++) {
    const key = keyOf(task.done, row);
    if (key !== undefined) setKey(done, row, key);
  }
  return { ...all, from, to, done, settled: task.settled?.slice(from - task.from, to - task.from) };
}
