// Any JSON Lines file, as it is: columns are those of its first record. With `columns: "all"` every row has those of all records, null
// where its own has none, as OpenCompass's tables have them.

import { defineDataset, type Row, readJsonl } from "oc-local";

export default defineDataset({
  title: "JSON Lines: the rows of a file (rows only)",
  load: async (path, { columns }) => {
    const rows = await readJsonl(path);
    return columns === "all" ? withAllColumns(rows) : rows;
  },
  variants: {},
});

function withAllColumns(rows: readonly Row[]): Row[] {
  const empty: Row = {};
  for (const row of rows) for (const name of Object.keys(row)) empty[name] = null;
  return rows.map((row) => ({ ...empty, ...row }));
}
