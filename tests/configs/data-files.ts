// Data files written for a test, and what a family's loader makes of them.

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { findLoader } from "../../src/config/catalog.ts";

export async function withFiles<T>(files: Record<string, string>, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "oc-local-data-"));
  try {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

export const load = (family: string, files: Record<string, string>, options: Record<string, unknown> = {}) =>
  withFiles(files, async (folder) => (await findLoader(family))(folder, options));

export const cevalLaw = {
  "ceval/formal_ceval/dev/law_dev.csv": `id,question,A,B,C,D,answer,explanation\n${[0, 1, 2, 3, 4]
    .map((i) => `${i},题${i},甲,乙,丙,丁,A,因为`)
    .join("\n")}\n`,
  "ceval/formal_ceval/val/law_val.csv": "id,question,A,B,C,D,answer\n0,合同何时成立？,签字时,付款时,口头时,从不,A\n",
  "ceval/formal_ceval/test/law_test.csv": "id,question,A,B,C,D\n0,无答案,1,2,3,4\n",
};
