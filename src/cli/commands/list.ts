// `oc-local list [pattern…]`: tables of models and of datasets, begun as OpenCompass's tools/list_configs.py prints them, of collections, of
// what short names stand for, and of what can only be read. Every name in a first column but the last table's, and every path of the
// first two, can be given to --models or --datasets.

import { listModels } from "../../config/catalog.ts";
import { listCollections, variantOf } from "../../config/collections.ts";
import { listReaders, listShortNames } from "../../config/short-names.ts";
import { type UserEntries, userEntries } from "../../config/user-entries.ts";
import { counted } from "../../core/counted.ts";
import type { Dimension } from "../../core/dimension.ts";
import { OcLocalError } from "../../core/errors.ts";
import { didYouMean } from "../../core/nearest-names.ts";
import { visibleJson } from "../../core/visible-text.ts";
import { findDataRoot } from "../../data/data-root.ts";
import { displayWidth, padText } from "../../report/text/display-width.ts";
import { describeDatasets, type ListedDataset, RowCounts } from "../../run/list-datasets.ts";
import { toOutput, toScreen } from "../screen.ts";
import type { ListFlags } from "./list-options.ts";

export async function runList(patterns: readonly string[], flags: ListFlags = {}, cwd = process.cwd()): Promise<void> {
  const user = userEntries({ cwd, configDir: flags.configDir });
  const described = await describeDatasets(user);
  const all = await everything(described, user, flags.dimension);
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
  if (flags.json) {
    const { dataDir } = flags;
    const { path } = await findDataRoot({ cwd, env: process.env, ...(dataDir !== undefined && { dataDir }) });
    toOutput(`${visibleJson(await withDetails(found, described, new RowCounts(path)), 2)}\n`);
    return;
  }
  const filled = tablesOf(found).filter((rows) => rows.length > 1);
  if (filled.length === 0) throw nothingFound(patterns, Object.values(all).flat());
  for (const rows of filled) toOutput(`${table(rows)}\n`);
}

type Listed = Awaited<ReturnType<typeof everything>>;

/** @param wanted Dimensions: what measures one of them; absent: all there is. */
async function everything(
  described: readonly ListedDataset[],
  user: UserEntries,
  wanted: readonly Dimension[] | undefined,
) {
  const isWhole = wanted === undefined;
  const measures = ({ dimensions }: ListedDataset) => isWhole || dimensions.some((one) => wanted.includes(one));
  const datasets = described.filter(measures);
  const names = new Set(datasets.map(({ name }) => name));
  return {
    models: isWhole ? await listModels(user) : [],
    datasets,
    shortNames: (await listShortNames()).filter(({ chat }) => names.has(chat)),
    collections: isWhole ? await listCollections() : [],
    readers: isWhole ? await listReaders() : [],
  };
}

async function withDetails(found: Listed, described: readonly ListedDataset[], counts: RowCounts) {
  const known = new Map(described.map((dataset) => [dataset.name, dataset]));
  const { models, shortNames, readers } = found;
  return {
    models,
    datasets: await withRows(found.datasets, counts),
    shortNames,
    collections: found.collections.map(({ members, ...collection }) => ({
      ...collection,
      members: members.map((member) => {
        const variant = variantOf(typeof member === "string" ? member : member.variant);
        return { variant, isBuiltIn: known.has(variant), needs: known.get(variant)?.needs ?? [] };
      }),
    })),
    readers,
  };
}

function tablesOf({ models, datasets, shortNames, collections, readers }: Listed): (readonly string[])[][] {
  const holds = ({ title, members }: Listed["collections"][number]) =>
    `${counted(members.length, "benchmark")}: ${title}`;
  return [
    [["Model", "Config Path"], ...models.map(({ name, path }) => [name, path])],
    [
      ["Dataset", "Config Path", "Measures", "Scoring"],
      ...datasets.map((each) => [each.name, each.path, each.dimensions.join(", "), scoringOf(each)]),
    ],
    [["Short Name", "For Base", "For Chat"], ...shortNames.map(({ name, base, chat }) => [name, base, chat])],
    [["Collection", "Config Path", "What It Holds"], ...collections.map((each) => [each.name, each.path, holds(each)])],
    [["Files Only, No Prompts", "What It Reads"], ...readers.map(({ name, title }) => [name, title])],
  ];
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
