// Compiles the addon that the npm package carries, into native/prebuilt/<platform>/, and says how old a system it runs on: the
// newest version of each library's symbols that it needs. llama.cpp's own libraries need the same.

import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildAddon, outputPath } from "./native/compile.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const output = join(root, "native", "prebuilt", "linux-x64", "oc_llama.node");
const built = join(dirname(outputPath), "prebuilt", "oc_llama.node");
const { release } = buildAddon({ output: built, flags: ["-s", "-include", join(root, "native", "old_symbols.h")] });
mkdirSync(dirname(output), { recursive: true });
copyFileSync(built, output);

const symbols = spawnSync("objdump", ["-T", output], { encoding: "utf8" }).stdout ?? "";
const versions = ["GLIBC", "GLIBCXX", "CXXABI"].map((library) => newest(symbols, library));
console.log(`${output}: ${statSync(output).size} bytes, llama.cpp ${release}, needs ${versions.join(", ")}`);

function newest(text, library) {
  const found = [...text.matchAll(new RegExp(`\\(${library}_([\\d.]+)\\)`, "g"))].map(([, version]) => version);
  const [last = "none"] = found.sort((a, b) => b.localeCompare(a, "en", { numeric: true }));
  return `${library} ${last}`;
}
