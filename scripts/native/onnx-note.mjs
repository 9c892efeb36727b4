// What an installation has to say about ONNX models. Their runtime is an optional package whose own install script downloads CUDA
// files from outside the npm registry, and npm leaves the package out without a word where that fails.

import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const name = "onnxruntime-node";
const root = fileURLToPath(new URL("../..", import.meta.url));

/** @param {NodeJS.ProcessEnv} env @returns {string | undefined} A line, where ONNX models will not run or may not. */
export function onnxNote(env) {
  const { optionalDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const isGlobal = env.npm_config_global === "true";
  const remedy = `ONNXRUNTIME_NODE_INSTALL=skip npm install ${isGlobal ? "-g " : ""}${name}@${optionalDependencies[name]}`;
  if (!isInstalled()) return `ONNX models: ${name} is not installed, so only GGUF models run; to add it: ${remedy}`;
  // In a clone the lock file keeps its script from running. Elsewhere it runs after this one, on this platform alone.
  const isDependency = dirname(root).includes("node_modules");
  const downloads = process.platform === "linux" && process.arch === "x64" && !isSkipped(env);
  if (!isDependency || !downloads) return undefined;
  return `ONNX models: ${name} now downloads CUDA files from nuget.org, and npm leaves it out where that fails; to add it then: ${remedy}`;
}

function isSkipped(env) {
  return [env.ONNXRUNTIME_NODE_INSTALL, env.npm_config_onnxruntime_node_install].includes("skip");
}

function isInstalled() {
  const folders = createRequire(import.meta.url).resolve.paths(name) ?? [];
  return folders.some((folder) => existsSync(join(folder, name, "package.json")));
}
