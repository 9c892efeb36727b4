// The addon of the native engine: which one is used, or why none is.

import { relative } from "node:path";
import { packageRoot } from "../../core/package.ts";
import { addonHints, findAddon } from "../../engines/llama/load-addon.ts";
import { type Finding, ok, warn } from "../check.ts";

/** @param root Folder of the package that holds build/ and native/. */
export function checkNativeEngine(root: string = packageRoot): Finding {
  const found = findAddon(root);
  if (found.addon === null)
    return warn(`not there, GGUF models run several times slower (${found.detail})`, addonHints[found.reason]);
  const path = relative(root, found.path);
  const origin = path.startsWith("build") ? "built on this machine" : "prebuilt";
  return ok(`${origin} (${path}), llama.cpp ${found.addon.release}`);
}
