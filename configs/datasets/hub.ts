// A data set as a hub's repository holds it, in a folder: files of splits, Parquet, JSON Lines, JSON or CSV. `name` is its
// configuration. Of one JSON Lines file every row has the columns of all, null where its own record has none, as tables have them.

import { defineDataset, type Row, readHubSplit, readJsonl } from "oc-local";

const usual = ["train", "validation", "test"];

export default defineDataset({
  title: "hub: the splits of a folder in a model hub's layout, or the rows of a file (rows only)",
  load: async (path, { name }, needed = usual) => {
    if (/\.jsonl?(\.gz)?$/.test(path)) return withAllColumns(await readJsonl(path));
    const options = name === undefined ? {} : { name: String(name) };
    const splits: Record<string, Row[]> = {};
    for (const split of new Set(needed)) splits[split] = await readHubSplit(path, split, options);
    return splits;
  },
  variants: {},
});

function withAllColumns(rows: readonly Row[]): Row[] {
  const empty: Row = {};
  for (const row of rows) for (const name of Object.keys(row)) empty[name] = null;
  return rows.map((row) => ({ ...empty, ...row }));
}
