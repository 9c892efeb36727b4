// Where a row stands, for people who look for it: its number among the rows of the file or split it was read from.

import type { DatasetConfig } from "../config/dataset-schema.ts";
import type { DatasetSplits } from "../core/dataset.ts";
import { errorMessage, OcLocalError } from "../core/errors.ts";
import type { Place } from "../core/place.ts";

/** "row 7 of data/q.jsonl (line 8)", "row 7 of ceval/formal_ceval/law, split val". */
export function rowPlace(
  { source, reader }: Pick<DatasetConfig, "source" | "reader">,
  splits: DatasetSplits,
  row: number,
  split: "train" | "test" = "test",
): string {
  // Counted before a range or a limit took rows out.
  const { idx } = splits[split][row] ?? {};
  const number = typeof idx === "number" ? idx : row;
  const file = splits.files?.[split];
  if (file !== undefined) return `row ${number} of ${file} (line ${number + 1})`;
  const named = typeof source.name === "string" ? `${source.path}/${source.name}` : source.path;
  const from = split === "test" ? (reader.testSplit ?? split) : (reader.trainSplit ?? split);
  return `row ${number} of ${named}, split ${from}`;
}

/** The error of a part that knows no rows. */
export function atRow(error: unknown, place: string, at?: Place): OcLocalError {
  const hint = error instanceof OcLocalError && error.hint !== undefined ? { hint: error.hint } : {};
  const code = error instanceof OcLocalError ? error.code : "BAD_DATA";
  return new OcLocalError(code, `${place}: ${errorMessage(error)}`, { at, cause: error, ...hint });
}
