// Any JSON Lines file, as it is: columns are those of its first record.

import { defineDataset, readJsonl } from "oc-local";

export default defineDataset({
  title: "JSON Lines: the rows of a file (rows only)",
  load: async (path) => readJsonl(path),
  variants: {},
});
