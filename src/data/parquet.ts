// Parquet files, as data sets lie on model hubs. Read with hyparquet, row group by row group; pictures and other bytes are no rows of
// text and become null.

import type { Row } from "../core/dataset.ts";
import { errorMessage, OcLocalError } from "../core/errors.ts";
import type { JsonValue } from "../core/json.ts";
import { RowBudget } from "./bounds.ts";
import { requireFile } from "./data-bytes.ts";

/** @throws OcLocalError MISSING_DATA, or BAD_DATA naming the file. */
export async function readParquet(path: string): Promise<Row[]> {
  await requireFile(path);
  // Sixty modules, which most commands do without.
  const { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } = await import("hyparquet");
  const { compressors } = await import("hyparquet-compressors");
  const budget = new RowBudget(path);
  const rows: Row[] = [];
  try {
    const file = await asyncBufferFromFile(path);
    const metadata = await parquetMetadataAsync(file);
    let rowStart = 0;
    for (const { num_rows: count } of metadata.row_groups) {
      const rowEnd = rowStart + Number(count);
      for (const record of await parquetReadObjects({ file, metadata, compressors, rowStart, rowEnd })) {
        const row = plainRow(record);
        budget.add(rows.length + 1, JSON.stringify(row).length, Object.keys(row).length);
        rows.push(row);
      }
      budget.check(rows.length);
      rowStart = rowEnd;
    }
  } catch (cause) {
    if (cause instanceof OcLocalError) throw cause;
    throw new OcLocalError("BAD_DATA", `${path}: cannot be read as Parquet: ${errorMessage(cause)}`, {
      hint: "the file is incomplete or no Parquet file: get it from its source again",
      cause,
    });
  }
  return rows;
}

function plainRow(record: Record<string, unknown>): Row {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, plain(value)]));
}

/** 64-bit integers beyond what a number holds stay texts. */
function plain(value: unknown): JsonValue {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Date) return value.toISOString();
  if (value === undefined || value === null || ArrayBuffer.isView(value)) return null;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === "object") return plainRow(value as Record<string, unknown>);
  return value as string | number | boolean;
}
