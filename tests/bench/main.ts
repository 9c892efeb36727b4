// `npm run bench [-- --json]`: measures what is promised and says whether it holds. One JSON object per line with --json:
// {name, value, unit, bar, holds}; `bar` is null for figures that only inform. Medians of repetitions, whole processes.

import { benchCli } from "./cli-bench.ts";

export interface BenchRow {
  name: string;
  value: number;
  unit: string;
  /** Highest value that still holds; null: no promise. */
  bar: number | null;
  holds: boolean | null;
}

const json = process.argv.includes("--json");
let broken = 0;
for await (const row of benchCli()) {
  if (row.holds === false) broken += 1;
  process.stdout.write(json ? `${JSON.stringify(row)}\n` : `${describe(row)}\n`);
}
process.exitCode = broken > 0 ? 1 : 0;

function describe({ name, value, unit, bar, holds }: BenchRow): string {
  const promise = bar === null ? "" : `  (at most ${bar} ${unit}: ${holds ? "holds" : "BROKEN"})`;
  return `${name.padEnd(44)} ${value.toFixed(3).padStart(10)} ${unit}${promise}`;
}
