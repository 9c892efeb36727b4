// Finds the native addon: the one built on this machine first, then the one in the package. Both must have been compiled for the
// release of llama.cpp that the installed node-llama-cpp carries.

import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { errorMessage, OcLocalError } from "../../core/errors.ts";
import { packageRoot } from "../../core/package.ts";
import type { Addon } from "./addon.ts";

export type FoundAddon = { addon: Addon; path: string } | { addon: null; reason: AddonMissing; detail: string };

/** Why there is no addon: this platform has none, none was built, or those found cannot be used. */
export type AddonMissing = "PLATFORM" | "NOT_BUILT" | "RELEASE" | "UNLOADABLE";

/** What to do about each. */
export const addonHints: Record<AddonMissing, string> = {
  PLATFORM: "use --engine node-llama-cpp",
  NOT_BUILT: "build it with: npm run build:native (needs g++ and git), or use --engine node-llama-cpp",
  RELEASE: "build it again with: npm run build:native (needs g++ and git)",
  UNLOADABLE: "build it again with: npm run build:native (needs g++ and git)",
};

const require = createRequire(import.meta.url);

/** @throws OcLocalError ENGINE where there is none. */
export function loadAddon(): Addon {
  const found = findAddon();
  if (found.addon !== null) return found.addon;
  throw new OcLocalError("ENGINE", `there is no native engine: ${found.detail}`, { hint: addonHints[found.reason] });
}

/** For a caller that has another engine to turn to: nothing is thrown. `detail` names every path that was tried. */
export function findAddon(root: string = packageRoot): FoundAddon {
  const platform = `${process.platform}-${process.arch}`;
  if (platform !== "linux-x64") {
    return { addon: null, reason: "PLATFORM", detail: `the native engine runs on linux-x64, and this is ${platform}` };
  }
  const paths = [
    join(root, "build", "native", "oc_llama.node"),
    join(root, "native", "prebuilt", platform, "oc_llama.node"),
  ];
  const release = installedRelease();
  let reason: AddonMissing = "NOT_BUILT";
  const tried: string[] = [];
  for (const path of paths) {
    const found = tryLoad(path, release);
    if ("addon" in found) return { addon: found.addon, path };
    tried.push(`${path}: ${found.detail}`);
    if (found.reason !== "NOT_BUILT") reason = found.reason;
  }
  return { addon: null, reason, detail: tried.join("; ") };
}

function tryLoad(path: string, release: string): { addon: Addon } | { reason: AddonMissing; detail: string } {
  if (!existsSync(path)) return { reason: "NOT_BUILT", detail: "not there" };
  try {
    const addon: Addon = require(path);
    if (addon.release === release) return { addon };
    return {
      reason: "RELEASE",
      detail: `compiled for llama.cpp ${addon.release}, and node-llama-cpp carries ${release}`,
    };
  } catch (error) {
    return { reason: "UNLOADABLE", detail: errorMessage(error) };
  }
}

/** The release of llama.cpp in the installed node-llama-cpp; the package exports no file that tells, so it is looked for. */
export function installedRelease(): string {
  for (const folder of require.resolve.paths("node-llama-cpp") ?? []) {
    const path = join(folder, "node-llama-cpp", "llama", "llama.cpp.info.json");
    if (!existsSync(path)) continue;
    const info: { tag: string } = JSON.parse(readFileSync(path, "utf8"));
    return info.tag;
  }
  return "of no release: it is not installed";
}
