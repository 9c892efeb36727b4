// The llama.cpp libraries that node-llama-cpp installed: the peers are linked against them, so that both sides of a row run
// the same kernels.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../cache.ts";
import { Unavailable } from "./unavailable.ts";

export type Backend = "cpu" | "cuda" | "vulkan";

export interface Libraries {
  backend: Backend;
  /** For example "@node-llama-cpp/linux-x64". */
  package: string;
  folder: string;
  /** File names of libllama-common, libllama, libggml and libggml-base: the names differ by backend. */
  files: string[];
}

/** @throws Unavailable where the package of this platform is not installed. */
export function findLibraries(backend: Backend): Libraries {
  if (process.platform !== "linux")
    throw new Unavailable(`the comparison tools are built on Linux only, this is ${process.platform}`);
  const name = `linux-${process.arch}${backend === "cpu" ? "" : `-${backend}`}`;
  const folder = join(packageRoot, "node_modules/@node-llama-cpp", name, "bins", name);
  if (!existsSync(folder)) throw new Unavailable(`the package @node-llama-cpp/${name} is not installed`);
  const names = readdirSync(folder);
  const files = [
    /^libllama-common\.so$/,
    /^libllama(\.[\w.]+)?\.so$/,
    /^libggml(\.[\w.]+)?\.so$/,
    /^libggml-base\.so$/,
  ].map((pattern) => {
    const file = names.find((candidate) => pattern.test(candidate));
    if (file === undefined) throw new Unavailable(`@node-llama-cpp/${name} has no library like ${pattern.source}`);
    return file;
  });
  return { backend, package: `@node-llama-cpp/${name}`, folder, files };
}

/** llama.cpp's tag, of the libraries and of the source beside them. */
export function llamaCppRelease(): string {
  const info = readFileSync(join(packageRoot, "node_modules/node-llama-cpp/llama/llama.cpp.info.json"), "utf8");
  return (JSON.parse(info) as { tag: string }).tag;
}
