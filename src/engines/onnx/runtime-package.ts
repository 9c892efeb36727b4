// The npm package of ONNX models' runtime. It is optional: its own install script downloads files from outside the registry, and npm
// leaves it out where that fails.

import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import type * as Ort from "onnxruntime-node";
import { errorMessage, OcLocalError } from "../../core/errors.ts";
import { packageRoot } from "../../core/package.ts";
import { shellWord } from "../../core/shell-quote.ts";

export type OrtLibrary = typeof Ort;

const name = "onnxruntime-node";

/** @throws OcLocalError NOT_INSTALLED with the command that installs it here. */
export async function loadRuntime(): Promise<OrtLibrary> {
  const folder = runtimeFolder();
  if (folder === undefined)
    throw new OcLocalError("NOT_INSTALLED", `ONNX models need ${name}, which is not installed`, {
      hint: `install it with: ${installCommand()}`,
    });
  keepToItself();
  try {
    return await import("onnxruntime-node");
  } catch (error) {
    throw new OcLocalError("NOT_INSTALLED", `${name} cannot be loaded: ${errorMessage(error)}`, {
      hint: `install it again with: rm -r ${shellWord(folder)} && ${installCommand()}`,
      cause: error,
    });
  }
}

/**
 * The library's builds for Linux collect what it runs, with an identifier of the machine, below ~/.cache/Microsoft and in the temporary
 * folder, and send it to their maker. They look at this once, when they are loaded.
 */
function keepToItself(): void {
  process.env.ORT_DISABLE_TELEMETRY = "1";
}

/** Where the package lies; undefined where it is not installed. */
export function runtimeFolder(): string | undefined {
  const folders = createRequire(import.meta.url).resolve.paths(name) ?? [];
  return folders.map((folder) => join(folder, name)).find((folder) => existsSync(join(folder, "package.json")));
}

/** For a shell: a clone's lock file keeps the package's script from running, elsewhere the variable does. */
export function installCommand(root: string = packageRoot): string {
  if (!root.split("/").includes("node_modules")) return `cd ${shellWord(root)} && npm install --include=optional`;
  const { optionalDependencies } = JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8")) as {
    optionalDependencies: Record<string, string>;
  };
  const home = dirname(dirname(root));
  const isGlobal = basename(home) === "lib" && !existsSync(join(home, "package.json"));
  const place = isGlobal ? `-g --prefix ${shellWord(dirname(home))}` : `--prefix ${shellWord(home)}`;
  return `ONNXRUNTIME_NODE_INSTALL=skip npm install ${place} ${name}@${optionalDependencies[name]}`;
}
