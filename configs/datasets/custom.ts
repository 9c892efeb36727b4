// A table of one's own: a JSON Lines file, or a CSV file whose first row names the columns.

import { defineDataset, OcLocalError, readCsv, readJsonl } from "oc-local";

export default defineDataset({
  title: "custom: the rows of a JSON Lines or CSV file of one's own (rows only)",
  load: async (path) => {
    if (/\.jsonl(\.gz)?$/.test(path)) return readJsonl(path);
    if (/\.csv$/.test(path)) return readCsv(path);
    throw new OcLocalError("CONFIG", `${path}: a dataset of one's own is a .jsonl or a .csv file`, {
      hint: "write one JSON object a line and name the file .jsonl",
    });
  },
  variants: {},
});
