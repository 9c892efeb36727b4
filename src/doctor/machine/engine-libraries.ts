// The packages of this platform that carry llama.cpp's shared libraries.

import { fallbackFolder, libraryFolder, packageOf } from "../../engines/llama/library.ts";
import { type Finding, fail, ok } from "../check.ts";
import { installedVersion } from "./installed-version.ts";

export function checkEngineLibraries(): Finding {
  const found = (["cpu", "cuda", "vulkan"] as const).map((backend) => {
    const name = `@node-llama-cpp/${packageOf(backend)}`;
    const version = libraryFolder(backend) === null ? null : (installedVersion(name) ?? "of an unknown version");
    const fallback = backend === "cuda" && version !== null && fallbackFolder(backend) !== null;
    return {
      backend,
      version,
      words: `${backend} ${version ?? "not installed"}${fallback ? " (CUDA 13 and 12)" : ""}`,
    };
  });
  const detail = `llama.cpp for ${found.map(({ words }) => words).join(", ")}`;
  if (found.some(({ backend, version }) => backend === "cpu" && version === null))
    return fail(detail, "reinstall without leaving out optional packages: npm install --include=optional");
  return ok(detail);
}
