// A row as people and as programs read it.

import type { BenchRow } from "./row.ts";

export function describeRow({ name, value, unit, bar, holdsAt, holds, reason }: BenchRow): string {
  const figure = value === null ? "-" : value.toFixed(value < 100 ? 3 : 1);
  const promise = bar === null ? "" : `  (at ${holdsAt} ${bar} ${unit}: ${verdict(holds)})`;
  const because = reason === undefined ? "" : `  ${reason}`;
  return `${name.padEnd(80)} ${figure.padStart(10)} ${unit}${promise}${because}`;
}

export function rowJson({ name, value, unit, bar, holds, reason }: BenchRow): string {
  return JSON.stringify({ name, value, unit, bar, holds, reason });
}

function verdict(holds: boolean | null): string {
  if (holds === null) return "SKIPPED";
  return holds ? "holds" : "BROKEN";
}
