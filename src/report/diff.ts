// What two sequences have in common and what each has alone: the longest common subsequence, by dynamic programming
// between the ends that are equal.

export interface DiffRun {
  kind: "same" | "removed" | "added";
  items: string[];
}

/** Cells of the table that are computed at most (64 MiB); beyond, the middles count as wholly different. */
const mostCells = 16 * 1024 * 1024;

/** Runs in reading order; of a change the removed items come first. */
export function diffSequences(a: readonly string[], b: readonly string[]): DiffRun[] {
  const start = commonStart(a, b);
  const end = commonEnd(a, b, start);
  const middle = diffMiddles(a.slice(start, a.length - end), b.slice(start, b.length - end));
  return mergeRuns([
    { kind: "same", items: a.slice(0, start) },
    ...middle,
    { kind: "same", items: a.slice(a.length - end) },
  ]);
}

function commonStart(a: readonly string[], b: readonly string[]): number {
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i++;
  return i;
}

/** @param start Items that the common start has taken. */
function commonEnd(a: readonly string[], b: readonly string[], start: number): number {
  const most = Math.min(a.length, b.length) - start;
  let i = 0;
  while (i < most && a[a.length - 1 - i] === b[b.length - 1 - i]) i++;
  return i;
}

function diffMiddles(a: readonly string[], b: readonly string[]): DiffRun[] {
  const columns = b.length + 1;
  if ((a.length + 1) * columns > mostCells) {
    return [
      { kind: "removed", items: [...a] },
      { kind: "added", items: [...b] },
    ];
  }
  const common = commonLengths(a, b); // [a.length + 1, b.length + 1]
  const runs: DiffRun[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]];
    if (left !== undefined && left === right) {
      runs.push({ kind: "same", items: [left] });
      i++;
      j++;
    } else if (
      left !== undefined &&
      (j === b.length || at(common, (i + 1) * columns + j) >= at(common, i * columns + j + 1))
    ) {
      runs.push({ kind: "removed", items: [left] });
      i++;
    } else {
      runs.push({ kind: "added", items: [right as string] });
      j++;
    }
  }
  return runs;
}

/** Cell [i, j]: items that a from i and b from j have in common. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint32Array {
  const columns = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * columns);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * columns + j] =
        a[i] === b[j]
          ? at(lengths, (i + 1) * columns + j + 1) + 1
          : Math.max(at(lengths, (i + 1) * columns + j), at(lengths, i * columns + j + 1));
    }
  }
  return lengths;
}

function at(cells: Uint32Array, index: number): number {
  return cells[index] as number;
}

/** Neighbours of a kind become one run, and the removed and added items between two common runs one of each. */
function mergeRuns(runs: readonly DiffRun[]): DiffRun[] {
  const merged: DiffRun[] = [];
  for (const { kind, items } of runs) {
    if (items.length === 0) continue;
    const last = merged.at(-1);
    const before = merged.at(-2);
    if (last?.kind === kind) append(last, items);
    else if (kind === "removed" && last?.kind === "added") {
      if (before?.kind === "removed") append(before, items);
      else merged.splice(-1, 0, { kind, items: [...items] });
    } else merged.push({ kind, items: [...items] });
  }
  return merged;
}

/** A spread of a long text's lines would be too many arguments. */
function append(run: DiffRun, items: readonly string[]): void {
  for (const item of items) run.items.push(item);
}
