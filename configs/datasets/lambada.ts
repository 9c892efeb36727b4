// LAMBADA (Paperno et al. 2016, arXiv:1606.06031): the last word of a passage. Read here for configs of one's own; there are
// no variants yet.

import { defineDataset, readJsonl } from "oc-local";

export default defineDataset({
  title: "LAMBADA: the last word of a passage (rows only)",
  load: async (path) => ({ test: await readJsonl(path) }),
  variants: {},
});
