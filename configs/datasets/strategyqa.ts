// StrategyQA (Geva et al. 2021, arXiv:2101.02235): yes or no in several steps. Read here for configs of one's own; there are
// no variants yet.

import { defineDataset, readJson } from "oc-local";
import { asObject, unexpected } from "./_fields.ts";

export default defineDataset({
  title: "StrategyQA: yes or no in several steps (rows only)",
  load: async (path) => {
    const rows = await readJson(path);
    if (!Array.isArray(rows)) throw unexpected(path, "a list of records", rows);
    return rows.map((row, i) => asObject(row, `${path}, record ${i + 1}`));
  },
  variants: {},
});
