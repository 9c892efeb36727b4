// Which data sets have their data here, and what the others lack.

import { existsSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { listFamilies, variantsByName } from "../../config/catalog.ts";
import { archiveOf } from "../../config/upstream/data-archives.ts";
import type { FamilyData } from "../../core/data-pack.ts";
import type { DataRoot } from "../../data/data-root.ts";

export async function listData(root: DataRoot): Promise<FamilyData[]> {
  const families: FamilyData[] = [];
  for (const family of listFamilies()) {
    const { title, variants } = await variantsByName(family);
    if (variants.length === 0) continue;
    const data = variants.map(({ name, entries }) => {
      const paths = [...new Set(entries.map(({ source }) => source.path))];
      return { name, missing: paths.filter((path) => !existsSync(isAbsolute(path) ? path : join(root.path, path))) };
    });
    const missing = new Set(data.flatMap((variant) => variant.missing));
    const archives = [...new Set([...missing].flatMap((path) => archiveOf(path) ?? []))];
    families.push({ family, title, variants: data, archives });
  }
  return families;
}
