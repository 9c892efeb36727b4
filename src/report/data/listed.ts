// What `oc-local data list` says: a line per family, those with data first.

import type { FamilyData } from "../../core/data-pack.ts";
import { alignColumns } from "../text/align-columns.ts";

export function describeListed(root: string, families: readonly FamilyData[]): string {
  const lines = families.map((family) => ({
    family,
    able: family.variants.filter(({ missing }) => missing.length === 0).length,
  }));
  const there = lines.filter(({ able }) => able > 0);
  const absent = lines.filter(({ able }) => able === 0);
  const rows = [
    ["Family", "Variants with data", "Missing", "Brought by"],
    ...[...there, ...absent].map(({ family, able }) => [
      family.family,
      `${able} of ${family.variants.length}`,
      missingOf(family),
      family.archives.join("; "),
    ]),
  ];
  const table = alignColumns(rows, { left: [0, 1, 2, 3] });
  return `${table}\n${there.length} of ${lines.length} families have data in ${root}\n`;
}

function missingOf({ variants }: FamilyData): string {
  const missing = [...new Set(variants.flatMap((variant) => variant.missing))];
  const [first = "", ...others] = missing;
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}
