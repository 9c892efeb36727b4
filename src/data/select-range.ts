// The rows a config's range keeps (OpenCompass's load_partial_dataset): a slice text, or a number of rows drawn with
// Python's generator, so that the same rows are asked as upstream (docs/exactness.md E4.4).

import type { Range } from "../core/dataset.ts";
import { PythonRandom } from "../core/python-random.ts";
import { applySlices, parsePythonSlices } from "./python-slice.ts";

/** Null when the range cannot be read: neither a chain of slices, nor a count, nor a fraction. */
export function selectRange<T>(rows: readonly T[], range: Range | undefined): T[] | null {
  if (range === undefined) return [...rows];
  if (typeof range === "number") return drawRows(rows, range);
  const slices = parsePythonSlices(range);
  return slices && applySlices(rows, slices);
}

/** Zero, less, or as many as there are keep everything in order; a fraction is rounded down to a count. */
function drawRows<T>(rows: readonly T[], size: number): T[] | null {
  if (size <= 0 || size >= rows.length) return [...rows];
  const count = size < 1 ? Math.floor(size * rows.length) : size;
  if (!Number.isInteger(count)) return null;
  const order = rows.map((_, i) => i);
  // Upstream seeds with the count itself.
  new PythonRandom(count).shuffle(order);
  return order.slice(0, count).map((i) => rows[i] as T);
}
