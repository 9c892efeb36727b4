// The files of the CUDA runtime and driver that llama.cpp's CUDA libraries ask for, by name. The loader itself names only the
// first that is missing.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fallbackFolder, libraryFolder } from "../../engines/llama/library.ts";
import { type Finding, info, ok, warn } from "../check.ts";
import { neededLibraries } from "./elf-needed.ts";

export async function checkCudaRuntime(): Promise<Finding> {
  const main = libraryFolder("cuda");
  if (main === null) return info("not needed: llama.cpp for CUDA is not installed");
  const hasDriver = existsSync("/dev/nvidiactl");
  const builds = [];
  for (const folder of [main, fallbackFolder("cuda")]) {
    const path = folder === null ? null : join(folder, "libggml-cuda.so");
    if (path === null || !existsSync(path)) continue;
    const names = (await neededLibraries(path)).filter((name) => /^lib(cu|nv)/.test(name));
    builds.push({ names, missing: names.filter((name) => !isInstalled(name)) });
  }
  const usable = builds.find(({ missing }) => missing.length === 0);
  if (usable !== undefined && hasDriver) return ok(usable.names.join(", "));
  const missing = builds.map((build) => build.missing.join(", ") || "nothing").join("; or, with the older build, ");
  if (!hasDriver) return info(`no NVIDIA driver is loaded (no /dev/nvidiactl); missing files: ${missing}`);
  return warn(
    `missing files: ${missing}`,
    "install the CUDA runtime and cuBLAS of that version (no compiler is needed), or add their folder to LD_LIBRARY_PATH",
  );
}

/** Whether the dynamic loader would find a library: in the environment's folders or in its own cache. */
function isInstalled(name: string): boolean {
  const folders = process.env.LD_LIBRARY_PATH?.split(":").filter((folder) => folder !== "") ?? [];
  if (folders.some((folder) => existsSync(join(folder, name)))) return true;
  const cache = "/etc/ld.so.cache";
  return existsSync(cache) && readFileSync(cache).includes(`\0${name}\0`);
}
