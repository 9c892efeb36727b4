// Labels that stand in a file of their own, one number a line (SIQA, PIQA).

import { OcLocalError, readText } from "oc-local";
import { optionNumber } from "./_fields.ts";

/** @throws OcLocalError BAD_DATA naming the line of a label that is none, or where there are not as many as rows. */
export async function readLabels(
  path: string,
  [first, last]: readonly [first: number, last: number],
  { file, rows }: { file: string; rows: number },
): Promise<number[]> {
  const lines = (await readText(path)).replace(/\n+$/, "").split("\n");
  const labels = lines.map((line, i) => optionNumber(line, first, last, `${path}:${i + 1}`));
  if (labels.length === rows) return labels;
  throw new OcLocalError("BAD_DATA", `${file} has ${rows} rows, but ${path} has ${labels.length} labels`, {
    hint: "the two files belong together: get both again",
  });
}
