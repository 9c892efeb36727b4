// `oc-local list [pattern…]`: two tables, as OpenCompass's tools/list_configs.py prints them. Every name in the first
// column can be given to --models or --datasets.

import { type CatalogEntry, listDatasets, listModels } from "../../config/catalog.ts";
import { type UserPlaces, userEntries } from "../../config/user-entries.ts";
import { OcLocalError } from "../../core/errors.ts";
import { didYouMean } from "../../core/nearest-names.ts";

export async function runList(patterns: readonly string[], json: boolean, places?: UserPlaces): Promise<void> {
  const user = userEntries(places ?? { cwd: process.cwd() });
  const allModels = await listModels(user);
  const allDatasets = await listDatasets(user);
  for (const note of user.notes) process.stderr.write(`${note}\n`);
  const models = allModels.filter(({ name }) => matchesAny(name, patterns));
  const datasets = allDatasets.filter(({ name }) => matchesAny(name, patterns));
  if (json) {
    process.stdout.write(`${JSON.stringify({ models, datasets }, null, 2)}\n`);
    return;
  }
  if (models.length + datasets.length === 0) {
    const names = [...allModels, ...allDatasets].map(({ name }) => name);
    const hint = patterns.map((pattern) => didYouMean(pattern, names)).find((text) => text !== undefined);
    throw new OcLocalError(
      "UNKNOWN_NAME",
      `no model or dataset name contains ${patterns.map((p) => `"${p}"`).join(" or ")}`,
      {
        hint: hint ?? "oc-local list shows all names",
      },
    );
  }
  if (models.length > 0) process.stdout.write(`${table("Model", models)}\n`);
  if (datasets.length > 0) process.stdout.write(`${table("Dataset", datasets)}\n`);
}

function matchesAny(name: string, patterns: readonly string[]): boolean {
  return patterns.length === 0 || patterns.some((pattern) => name.toLowerCase().includes(pattern.toLowerCase()));
}

/** psql style, as tabulate draws it. Names and paths are ASCII, so length is width. */
function table(title: string, entries: readonly CatalogEntry[]): string {
  const rows = [[title, "Config Path"] as const, ...entries.map(({ name, path }) => [name, path] as const)];
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => (row[column] as string).length)));
  const line = (left: string, middle: string, right: string) =>
    `${left}${widths.map((width) => "-".repeat(width + 2)).join(middle)}${right}`;
  const cells = (row: readonly string[]) => `| ${row.map((cell, i) => cell.padEnd(widths[i] as number)).join(" | ")} |`;
  const [head, ...body] = rows.map(cells);
  return [line("+", "+", "+"), head, line("|", "+", "|"), ...body, line("+", "+", "+")].join("\n");
}
