// Where this package is installed, from src/ during development and from dist/src/ after a build.

import { existsSync, readFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(import.meta.url);

/** ".ts" when the sources run directly, ".js" in the built package: the extension of every module of ours. */
export const moduleExtension = extname(here);

/** Folder of package.json: holds data/ and models/. */
export const packageRoot = findPackageRoot(dirname(here));

/** Folder that holds `src/` and `configs/` of the running code: the package root, or its dist/. */
export const codeRoot = dirname(dirname(dirname(here)));

export const packageVersion = (
  JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8")) as { version: string }
).version;

function findPackageRoot(folder: string): string {
  if (existsSync(join(folder, "package.json"))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`no package.json above ${here}: the installation is incomplete`);
  return findPackageRoot(parent);
}
