// `oc-local list [pattern…]`: tables of models and of datasets, begun as OpenCompass's tools/list_configs.py prints them, of collections, of
// what short names stand for, and of what can only be read. Every name in a first column but the last table's, and every path of the
// first two, can be given to --models or --datasets.

import { listModels } from "../../config/catalog.ts";
import { listCollections, variantOf } from "../../config/collections.ts";
import { listReaders, listShortNames } from "../../config/short-names.ts";
import { userEntries } from "../../config/user-entries.ts";
import { counted } from "../../core/counted.ts";
import { OcLocalError } from "../../core/errors.ts";
import { didYouMean } from "../../core/nearest-names.ts";
import { visibleJson } from "../../core/visible-text.ts";
import { findDataRoot } from "../../data/data-root.ts";
import { displayWidth, padText } from "../../report/text/display-width.ts";
import { describeDatasets, type ListedDataset, RowCounts } from "../../run/list-datasets.ts";
import { toOutput, toScreen } from "../screen.ts";
import type { ListFlags } from "./list-options.ts";

export async function runList(patterns: readonly string[], flags: ListFlags = {}, cwd = process.cwd()): Promise<void> {
  const { json = false, dimension: wanted, configDir } = flags;
  const user = userEntries({ cwd, configDir });
  const described = await describeDatasets(user);
  const measuring = new Set(
    described.flatMap(({ name, dimensions }) => (dimensions.some((one) => wanted?.includes(one)) ? [name] : [])),
  );
  const ofDimension = <Entry extends { name: string }>(
    entries: readonly Entry[],
    variantOf = (entry: Entry) => entry.name,
  ) => (wanted === undefined ? entries : entries.filter((entry) => measuring.has(variantOf(entry))));
  const all = {
    models: wanted === undefined ? await listModels(user) : [],
    datasets: ofDimension(described),
    shortNames: ofDimension(await listShortNames(), ({ chat }) => chat),
    collections: wanted === undefined ? await listCollections() : [],
    readers: wanted === undefined ? await listReaders() : [],
  };
  for (const note of user.notes) toScreen(`${note}\n`);
  const matching = <Entry extends { name: string }>(entries: readonly Entry[]) =>
    entries.filter(({ name }) => matchesAny(name, patterns));
  const found = {
    models: matching(all.models),
    datasets: matching(all.datasets),
    shortNames: matching(all.shortNames),
    collections: matching(all.collections),
    readers: matching(all.readers),
  };
  if (json) {
    const { path: dataRoot } = await findDataRoot({
      cwd,
      env: process.env,
      ...(flags.dataDir !== undefined && { dataDir: flags.dataDir }),
    });
    const known = new Map(described.map((dataset) => [dataset.name, dataset]));
    const { models, shortNames, readers } = found;
    const datasets = await withRows(found.datasets, new RowCounts(dataRoot));
    const collections = found.collections.map(({ members, ...collection }) => ({
      ...collection,
      members: members.map((member) => {
        const variant = variantOf(typeof member === "string" ? member : member.variant);
        const dataset = known.get(variant);
        return { variant, isBuiltIn: dataset !== undefined, needs: dataset?.needs ?? [] };
      }),
    }));
    toOutput(`${visibleJson({ models, datasets, shortNames, collections, readers }, 2)}\n`);
    return;
  }
  const tables: (readonly string[])[][] = [
    [["Model", "Config Path"], ...found.models.map(({ name, path }) => [name, path])],
    [
      ["Dataset", "Config Path", "Measures", "Scoring"],
      ...found.datasets.map((each) => [each.name, each.path, each.dimensions.join(", "), scoringOf(each)]),
    ],
    [["Short Name", "For Base", "For Chat"], ...found.shortNames.map(({ name, base, chat }) => [name, base, chat])],
    [
      ["Collection", "Config Path", "What It Holds"],
      ...found.collections.map(({ name, path, title, members }) => [
        name,
        path,
        `${counted(members.length, "benchmark")}: ${title}`,
      ]),
    ],
    [["Files Only, No Prompts", "What It Reads"], ...found.readers.map(({ name, title }) => [name, title])],
  ];
  const filled = tables.filter((rows) => rows.length > 1);
  if (filled.length === 0) throw nothingFound(patterns, Object.values(all).flat());
  for (const rows of filled) toOutput(`${table(rows)}\n`);
}

/** "gen, accuracy"; what cannot be scored says what it needs. */
function scoringOf({ modes, evaluators, needs }: ListedDataset): string {
  const how = modes.join("/");
  return needs.length === 0 ? `${how}, ${evaluators.join("/")}` : `${how}, needs ${needs.join("/")}`;
}

/** One after the other: each may hold many rows. */
async function withRows(datasets: readonly ListedDataset[], counts: RowCounts) {
  const all = [];
  for (const { entries, modes, evaluators, ...dataset } of datasets)
    all.push({ ...dataset, scoring: { modes, evaluators }, ...(await counts.rowsOf(entries)) });
  return all;
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
