// `oc-local list [pattern…]`: two tables as OpenCompass's tools/list_configs.py prints them, what short names stand for, and what can
// only be read. Every name in a first column but the last table's, and every path, can be given to --models or --datasets.

import { listDatasets, listModels } from "../../config/catalog.ts";
import { listReaders, listShortNames } from "../../config/short-names.ts";
import { type UserPlaces, userEntries } from "../../config/user-entries.ts";
import { OcLocalError } from "../../core/errors.ts";
import { didYouMean } from "../../core/nearest-names.ts";
import { visibleJson } from "../../core/visible-text.ts";
import { displayWidth, padText } from "../../report/text/display-width.ts";
import { toOutput, toScreen } from "../screen.ts";

export async function runList(patterns: readonly string[], json: boolean, places?: UserPlaces): Promise<void> {
  const user = userEntries(places ?? { cwd: process.cwd() });
  const all = {
    models: await listModels(user),
    datasets: await listDatasets(user),
    shortNames: await listShortNames(),
    readers: await listReaders(),
  };
  for (const note of user.notes) toScreen(`${note}\n`);
  const matching = <Entry extends { name: string }>(entries: readonly Entry[]) =>
    entries.filter(({ name }) => matchesAny(name, patterns));
  const { models, datasets, shortNames, readers } = {
    models: matching(all.models),
    datasets: matching(all.datasets),
    shortNames: matching(all.shortNames),
    readers: matching(all.readers),
  };
  if (json) {
    toOutput(`${visibleJson({ models, datasets, shortNames, readers }, 2)}\n`);
    return;
  }
  const tables: (readonly string[])[][] = [
    [["Model", "Config Path"], ...models.map(({ name, path }) => [name, path])],
    [["Dataset", "Config Path"], ...datasets.map(({ name, path }) => [name, path])],
    [["Short Name", "For Base", "For Chat"], ...shortNames.map(({ name, base, chat }) => [name, base, chat])],
    [["Files Only, No Prompts", "What It Reads"], ...readers.map(({ name, title }) => [name, title])],
  ];
  const filled = tables.filter((rows) => rows.length > 1);
  if (filled.length === 0) throw nothingFound(patterns, Object.values(all).flat());
  for (const rows of filled) toOutput(`${table(rows)}\n`);
}

function matchesAny(name: string, patterns: readonly string[]): boolean {
  return patterns.length === 0 || patterns.some((pattern) => name.toLowerCase().includes(pattern.toLowerCase()));
}

function nothingFound(patterns: readonly string[], entries: readonly { name: string }[]): OcLocalError {
  const names = [...new Set(entries.map(({ name }) => name))];
  const hint = patterns.map((pattern) => didYouMean(pattern, names)).find((text) => text !== undefined);
  return new OcLocalError(
    "UNKNOWN_NAME",
    `no model or dataset name contains ${patterns.map((p) => `"${p}"`).join(" or ")}`,
    { hint: hint ?? "oc-local list shows all names" },
  );
}

/** psql style, as tabulate draws it. */
function table(rows: readonly (readonly string[])[]): string {
  const columns = rows[0]?.map((_, column) => column) ?? [];
  const widths = columns.map((column) => Math.max(...rows.map((row) => displayWidth(row[column] as string))));
  const line = (left: string, middle: string, right: string) =>
    `${left}${widths.map((width) => "-".repeat(width + 2)).join(middle)}${right}`;
  const cells = (row: readonly string[]) =>
    `| ${row.map((cell, i) => padText(cell, widths[i] as number)).join(" | ")} |`;
  const [head, ...body] = rows.map(cells);
  return [line("+", "+", "+"), head, line("|", "+", "|"), ...body, line("+", "+", "+")].join("\n");
}
