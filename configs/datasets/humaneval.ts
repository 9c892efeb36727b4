// HumanEval (Chen et al. 2021, arXiv:2107.03374): programs from their description. Read here for configs of one's own; the
// project does not run programs, so there are no variants.

import { defineDataset, readJsonl } from "oc-local";

export default defineDataset({
  title: "HumanEval: programs from their description (rows only)",
  load: async (path, { numRepeats = 1 }) => {
    const rows = await readJsonl(path);
    // Repeats stand beside one another.
    return rows.flatMap((row) => Array.from({ length: Number(numRepeats) }, () => row));
  },
  variants: {},
});
