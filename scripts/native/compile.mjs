// One call of the C++ compiler over native/addon.cpp, which includes the rest.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { llamaHeaders, packageFolder } from "./headers.mjs";
import { BuildProblem } from "./problem.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const sources = join(root, "native");
const buildFolder = join(root, "build", "native");
export const outputPath = join(buildFolder, "oc_llama.node");

/**
 * @param {{ output: string, flags?: string[] }} options
 * @returns {{ built: boolean, release: string }}
 */
export function buildAddon({ output, flags = [] }) {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new BuildProblem(`it runs on linux x64 and this is ${process.platform} ${process.arch}`);
  }
  const compiler = findCompiler();
  const { release, includes } = llamaHeaders(buildFolder);
  const args = [
    ...["-O3", "-std=c++17", "-fPIC", "-shared", "-fvisibility=hidden", "-pthread", "-Wall", "-Wextra"],
    ...["-DNAPI_VERSION=8", "-DNAPI_DISABLE_CPP_EXCEPTIONS", `-DOC_LLAMA_RELEASE="${release}"`],
    // In a worker that is being terminated every call into JavaScript fails, and that is no reason to end the process.
    "-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS",
    ...flags,
    ...[packageFolder("node-addon-api"), join(packageFolder("node-api-headers"), "include"), ...includes].flatMap(
      (folder) => ["-isystem", folder],
    ),
    join(sources, "addon.cpp"),
    // Never unloaded: a worker_threads worker that ends takes an addon away that only it had loaded, with threads still in it.
    ...["-Wl,-z,nodelete", "-ldl"],
  ];
  const stamp = `${output}.stamp`;
  const current = fingerprint([compiler.version, args]);
  if (existsSync(output) && existsSync(stamp) && readFileSync(stamp, "utf8") === current)
    return { built: false, release };

  // Written aside and renamed: a process that has the old addon loaded keeps it.
  const aside = `${output}.${process.pid}`;
  mkdirSync(dirname(output), { recursive: true });
  rmSync(stamp, { force: true });
  const run = spawnSync(compiler.name, [...args, "-o", aside], { encoding: "utf8" });
  if (run.status !== 0) {
    rmSync(aside, { force: true });
    const logPath = join(buildFolder, "compiler.log");
    writeFileSync(logPath, `${compiler.name} ${args.join(" ")}\n${run.stderr}`);
    throw new BuildProblem(`${compiler.name} failed, see ${logPath}`, logPath);
  }
  if (run.stderr !== "") console.error(run.stderr);
  renameSync(aside, output);
  writeFileSync(stamp, current);
  return { built: true, release };
}

function findCompiler() {
  const named = process.env.CXX;
  for (const name of named ? [named] : ["g++", "clang++", "c++"]) {
    const asked = spawnSync(name, ["--version"], { encoding: "utf8" });
    if (asked.status === 0) return { name, version: asked.stdout };
  }
  throw new BuildProblem(named ? `there is no C++ compiler ${named} (CXX)` : "there is no C++ compiler (g++)");
}

/** Of everything the result depends on. The llama.cpp headers are named by their release within the arguments. */
function fingerprint(call) {
  const hash = createHash("sha256").update(JSON.stringify(call));
  for (const name of readdirSync(sources).sort()) {
    if (/\.(cpp|h|inc)$/.test(name)) hash.update(name).update(readFileSync(join(sources, name)));
  }
  return hash.digest("hex");
}
