// llama.cpp's source, of the release that node-llama-cpp is made from: it carries it as a git bundle.

import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder, packageRoot } from "../cache.ts";
import { runCommand } from "./command.ts";
import { llamaCppRelease } from "./libraries.ts";
import { Unavailable } from "./unavailable.ts";

/** What the peers are compiled from; the rest of the repository stays in the bundle. */
const folders = [
  "include",
  "ggml/include",
  "common",
  "vendor",
  "tools/llama-bench",
  "tools/batched-bench",
  "tools/perplexity",
  "tools/server",
  "tools/mtmd",
];

let checkedOut: Promise<string> | undefined;

/** The folder of the source. @throws Unavailable without git. */
export function llamaCppSource(): Promise<string> {
  checkedOut ??= checkOut();
  return checkedOut;
}

async function checkOut(): Promise<string> {
  const folder = join(cacheFolder("source"), llamaCppRelease());
  const finished = join(folder, ".checked-out");
  if (existsSync(finished)) return folder;
  rmSync(folder, { recursive: true, force: true }); // an earlier attempt that did not finish
  const bundle = join(packageRoot, "node_modules/node-llama-cpp/llama/gitRelease.bundle");
  try {
    await runCommand("git", ["clone", "--quiet", "--no-checkout", bundle, folder]);
    await runCommand("git", ["checkout", "--quiet", "HEAD", "--", ...folders], { cwd: folder });
  } catch (error) {
    throw new Unavailable(`llama.cpp's source cannot be taken from node-llama-cpp: ${(error as Error).message}`);
  }
  writeFileSync(finished, "");
  return folder;
}
