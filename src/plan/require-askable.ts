// Tries what asks a dataset on its first rows: a definition that fits none of them fits no row.

import { OcLocalError } from "../core/errors.ts";
import type { Inferencer } from "../inferencers/inferencer.ts";
import { type AskableRows, askedRows } from "./asked-rows.ts";
import { atRow } from "./row-place.ts";

const triedRows = 3;

/** @throws OcLocalError what the first row was refused with, where none of the first rows can be asked. */
export function requireAskable(planned: AskableRows & { dataset: { id: string } }, inferencer: Inferencer): void {
  let first: OcLocalError | undefined;
  for (const row of askedRows(planned).slice(0, triedRows)) {
    try {
      inferencer.ask(row);
      return;
    } catch (error) {
      // A prompt that is too long is a matter of its row, and what is no error of ours is told where rows are asked.
      if (!(error instanceof OcLocalError) || error.code === "CONTEXT_TOO_SMALL") return;
      first ??= atRow(error, `row ${row}`, { dataset: planned.dataset.id });
    }
  }
  if (first !== undefined) throw first;
}
