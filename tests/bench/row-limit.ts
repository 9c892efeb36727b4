// How long one row may take: what hangs, or became a hundred times slower, ends the bench with a row that says so.

import { atMost, type BenchRow, failed } from "./row.ts";

/** The slowest row takes minutes. */
export const rowLimitMs = 15 * 60_000;

/** For a command that measures: it blocks this process, whose timers cannot end it. */
export const commandLimit = { timeout: rowLimitMs, killSignal: "SIGKILL" } as const;

/** The rows; where one does not come in time, a last one says after which, and whoever measures has to be left behind. */
export async function* withinLimit(rows: AsyncIterator<BenchRow>, limitMs = rowLimitMs): AsyncGenerator<BenchRow> {
  let last = "the start";
  for (;;) {
    const next = await Promise.race([rows.next(), late(limitMs)]);
    if (next === "late") {
      yield failed(atMost(lateRow, "min", limitMs / 60_000), `no row came within the limit after "${last}"`);
      return;
    }
    if (next.done) return;
    last = next.value.name;
    yield next.value;
  }
}

export const lateRow = "every row in time";

function late(limitMs: number): Promise<"late"> {
  // Alone it keeps no process from its end.
  return new Promise((resolve) => setTimeout(resolve, limitMs, "late" as const).unref());
}
