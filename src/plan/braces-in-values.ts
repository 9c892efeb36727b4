// Rows whose text holds the name of a column in braces, such as \frac{A}{B}: a template is filled column by column, and so a later
// column is filled into the text of an earlier one, as in OpenCompass. The prompt is upstream's, and not the row's text.

import type { DatasetConfig } from "../config/dataset-schema.ts";
import type { Row } from "../core/dataset.ts";
import { filledColumns } from "../prompt/placeholders.ts";
import { type AskableRows, askedRows } from "./asked-rows.ts";
import type { OpenedDataset } from "./open-dataset.ts";

export interface FilledValues {
  /** Rows in which a text is changed. */
  count: number;
  /** The first of them. */
  row: number;
  /** The column whose text it is, and the one that is filled into it. */
  column: string;
  filled: string;
}

/** Undefined where every row is asked as it stands in the data. */
export function findFilledValues(
  planned: AskableRows & { dataset: { config: Pick<DatasetConfig, "infer"> }; opened: OpenedDataset },
): FilledValues | undefined {
  const { promptTemplate, iceTemplate } = planned.dataset.config.infer;
  const template = promptTemplate ?? iceTemplate;
  const { test } = planned.opened.splits;
  if (template === undefined) return undefined;
  let found: FilledValues | undefined;
  for (const row of askedRows(planned)) {
    const values = test[row] ?? {};
    const changed = changedColumn(values, filledColumns(template, Object.keys(values)));
    if (changed === undefined) continue;
    found ??= { count: 0, row, ...changed };
    found.count += 1;
  }
  return found;
}

/** @param shown Columns that the template shows. */
function changedColumn(row: Row, shown: readonly string[]): Pick<FilledValues, "column" | "filled"> | undefined {
  const columns = Object.keys(row);
  for (const column of shown) {
    const text = row[column];
    if (typeof text !== "string" || !text.includes("{")) continue;
    const filled = columns.slice(columns.indexOf(column) + 1).find((later) => text.includes(`{${later}}`));
    if (filled !== undefined) return { column, filled };
  }
  return undefined;
}
