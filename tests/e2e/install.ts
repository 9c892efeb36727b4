// Installs the package as a user's npm would. Vitest does it once for all files of a run; its forks find the program by name
// in the environment.

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const projectRoot = fileURLToPath(new URL("../..", import.meta.url));
const name = "OC_TEST_INSTALLED";

/** Vitest calls it before the first file and what it returns after the last one. */
export function setup(): () => void {
  const prefix = mkdtempSync(join(tmpdir(), "oc-local-installed-"));
  process.env[name] = install(prefix);
  return () => rmSync(prefix, { recursive: true, force: true });
}

/** Path of the program. @param prefix Where it is installed to if it is not yet. */
export function installedProgram(prefix: string): string {
  return process.env[name] ?? install(prefix);
}

function install(prefix: string): string {
  const npm = spawnSync("npm", ["install", "--global", "--prefix", prefix, "--ignore-scripts", projectRoot], {
    encoding: "utf8",
  });
  const bin = join(prefix, "bin", "oc-local");
  if (npm.status !== 0 || !existsSync(bin)) throw new Error(`npm could not install the package: ${npm.stderr}`);
  return bin;
}
