// The version of an installed package, whether or not it exports its package.json.

import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(import.meta.url);

/** Null where the package is not installed. */
export function installedVersion(name: string): string | null {
  for (const folder of require.resolve.paths(name) ?? []) {
    const path = join(folder, name, "package.json");
    if (!existsSync(path)) continue;
    const { version } = JSON.parse(readFileSync(path, "utf8")) as { version: string };
    return version;
  }
  return null;
}
