// How many inputs of each kind ended how, as a table.

import { drawTable } from "../../src/report/text/psql-table.ts";
import { type FaultName, faultNames } from "./judge.ts";
import type { Tried } from "./try-input.ts";

const ends = ["accepted", "refused", "failed task"] as const;

export function countsTable(all: readonly Tried[]): string {
  const names = [...new Set(all.map(({ kind }) => kind))].sort();
  const seen = faultNames.filter((name) => all.some((tried) => has(tried, name)));
  const row = (title: string, of: readonly Tried[]) => [
    title,
    String(of.length),
    ...ends.map((end) => String(of.filter((tried) => tried.faults.length === 0 && tried.end === end).length)),
    ...seen.map((name) => String(of.filter((tried) => has(tried, name)).length)),
    (of.reduce((sum, { cpuMs }) => sum + cpuMs, 0) / 1000 / of.length).toFixed(2),
  ];
  const rows = names.map((name) =>
    row(
      name,
      all.filter(({ kind }) => kind === name),
    ),
  );
  const titles = ["kind", "inputs", ...ends, ...seen.map((name) => name.toUpperCase()), "CPU s each"];
  const right = new Set(titles.map((_, column) => column).slice(1));
  return drawTable([titles, ...rows, row("all", all)], right).join("\n");
}

function has({ faults }: Tried, name: FaultName): boolean {
  return faults.some((fault) => fault.name === name);
}
