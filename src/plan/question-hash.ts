// Which question of a dataset a stored answer belongs to, told without model and tokenizer: rows may be put in, taken out and
// sorted between two starts of a run, and their numbers with them.

import { fingerprint } from "../core/fingerprint.ts";
import { type PlannedDataset, rowPrompts } from "./plan.ts";

/** Of the row's own prompts, one or one per label. Examples are left out: they say nothing about which row it is. */
export function questionHash(dataset: Pick<PlannedDataset, "dataset" | "opened">, row: number): string {
  return fingerprint(JSON.stringify(rowPrompts(dataset, row, []))).slice(0, 16);
}
