// What a dataset says of a row, whoever is asked it.

import type { PlannedDataset } from "../../plan/plan.ts";
import { requireRow } from "./choose-entries.ts";

/** @param at Counted from the end when negative. */
export function rowFacts(planned: PlannedDataset, at: number) {
  const { dataset, opened, rows } = planned;
  const row = requireRow(planned, at);
  const wanted = opened.iceIds[row] ?? [];
  const column = dataset.config.reader.outputColumn;
  return {
    dataset: dataset.id,
    variant: dataset.variant,
    row,
    rows,
    mode: dataset.mode,
    version: dataset.version,
    examples: { wanted, kept: wanted },
    reference: column === null ? null : (opened.splits.test[row]?.[column] ?? null),
  };
}
