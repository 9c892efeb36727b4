// Which rows of a planned dataset are asked: all of them, or those that can be scored.

export interface AskableRows {
  rows: number;
  /** By row, 1 where it is not asked, because it has no reference. Absent: all are asked. */
  unasked?: Uint8Array;
}

export function isAsked({ unasked }: AskableRows, row: number): boolean {
  return unasked?.[row] !== 1;
}

export function askedRows(planned: AskableRows): number[] {
  const all = Array.from({ length: planned.rows }, (_, row) => row);
  return planned.unasked === undefined ? all : all.filter((row) => isAsked(planned, row));
}

export function countAsked({ rows, unasked }: AskableRows): number {
  return unasked === undefined ? rows : unasked.reduce((asked, mark) => asked - mark, rows);
}

/** First and one past the last row of each stretch that is not asked, as a manifest has it. */
export function unaskedRanges({ rows, unasked }: AskableRows): [from: number, to: number][] {
  const ranges: [number, number][] = [];
  for (let row = 0; row < rows; row++) {
    if (unasked?.[row] !== 1) continue;
    const last = ranges.at(-1);
    if (last?.[1] === row) last[1] = row + 1;
    else ranges.push([row, row + 1]);
  }
  return ranges;
}

/** What `unaskedRanges` was made from. */
export function marksOfRanges(ranges: readonly [from: number, to: number][] = [], rows: number): Uint8Array {
  const marks = new Uint8Array(rows);
  for (const [from, to] of ranges) marks.fill(1, from, to);
  return marks;
}
