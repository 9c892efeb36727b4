// The headers of the llama.cpp release that the installed node-llama-cpp was built from, read with git out of the bundle
// that it carries. They are kept in build/native/, under the release's name.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { BuildProblem } from "./problem.mjs";

const folders = ["include", "ggml/include"];

/**
 * @param {string} cache
 * @returns {{ release: string, includes: string[] }}
 */
export function llamaHeaders(cache) {
  const carried = join(packageFolder("node-llama-cpp"), "llama");
  const release = JSON.parse(readFileSync(join(carried, "llama.cpp.info.json"), "utf8")).tag;
  const headers = join(cache, `llama.cpp-${release}`);
  if (!existsSync(headers)) extract(join(carried, "gitRelease.bundle"), headers);
  return { release, includes: folders.map((folder) => join(headers, folder)) };
}

/** The folder of an installed package. */
export function packageFolder(name) {
  const { resolve } = createRequire(import.meta.url);
  for (const folder of resolve.paths(name) ?? []) {
    if (existsSync(join(folder, name, "package.json"))) return join(folder, name);
  }
  throw new BuildProblem(`the package ${name} is not installed`);
}

/** Clones aside and renames, so that an interrupted run leaves no half of the headers behind. */
function extract(bundle, headers) {
  if (!existsSync(bundle)) throw new BuildProblem(`node-llama-cpp carries no ${bundle}`);
  const aside = `${headers}.${process.pid}`;
  mkdirSync(dirname(headers), { recursive: true });
  try {
    git("clone", "--quiet", "--no-checkout", bundle, aside);
    git("-C", aside, "checkout", "--quiet", "HEAD", "--", ...folders);
    rmSync(join(aside, ".git"), { recursive: true, force: true });
    if (!existsSync(headers)) renameSync(aside, headers);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

function git(...args) {
  const run = spawnSync("git", args, { encoding: "utf8" });
  if (run.error) throw new BuildProblem(`git could not be started (${run.error.code})`);
  if (run.status !== 0) throw new BuildProblem(`git ${args[0]} failed: ${run.stderr.trim()}`);
}
