// What all partitioners work on (OpenCompass's partitioners): a dataset entry by its name, range and
// number of rows, and the parts of it that are still to be done.

import type { Range } from "../../core/dataset.ts";

export interface PartitionDataset {
  abbr: string;
  /** Range of the test rows as its config gives it. */
  testRange: Range | null;
  /** Test rows, after the range. */
  rows: number;
}

/** A dataset or a part of one, as a task names it. */
export interface PartitionPart {
  abbr: string;
  testRange: Range | null;
}

/** Whether a dataset's or a part's results are there already. */
export type IsDone = (abbr: string) => boolean;

/**
 * Cuts into parts of `step` rows named abbr_0, abbr_1, ...; the range of a part is put behind the dataset's own, which is
 * wrong for a range that is a number, as upstream.
 */
export function cut(
  { abbr, testRange, rows }: PartitionDataset,
  step: number,
  writeRange: (start: number, stop: number) => string,
): PartitionPart[] {
  return Array.from({ length: Math.ceil(rows / step) }, (_, part) => ({
    abbr: `${abbr}_${part}`,
    testRange: `${testRange ?? ""}${writeRange(part * step, part * step + step)}`,
  }));
}

export function whole({ abbr, testRange }: PartitionDataset): PartitionPart {
  return { abbr, testRange };
}
