// Whether this Node.js is one the package supports.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot, packageVersion } from "../../core/package.ts";
import { type Finding, fail, ok } from "../check.ts";

/** @param version Without a leading "v". */
export function checkNode(version: string = process.versions.node): Finding {
  const needed = neededVersion();
  const detail = `Node.js ${version} on ${process.platform}-${process.arch}, oc-local ${packageVersion}`;
  if (isAtLeast(version, needed)) return ok(detail);
  return fail(`${detail}: Node.js ${needed} or newer is needed`, `install Node.js ${needed} or newer`);
}

/** `engines.node` of package.json, which has the form ">=20.19". */
function neededVersion(): string {
  const { engines } = JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8")) as {
    engines: { node: string };
  };
  return engines.node.replace(/^>=\s*/, "");
}

function isAtLeast(version: string, needed: string): boolean {
  const [found, wanted] = [version, needed].map((text) => text.split(".").map(Number));
  for (let i = 0; i < 3; i++) {
    const difference = (found?.[i] ?? 0) - (wanted?.[i] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
