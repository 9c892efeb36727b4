// The built program with the packages it takes most of in one module: loading their hundreds anew in every process would be most of what
// an input costs.

import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const root = fileURLToPath(new URL("../..", import.meta.url));
const dist = join(root, "dist");

/** Packages that are taken in, the program itself among them; others are loaded from where they are. */
const takenIn = /^(oc-local|zod|yaml|@bufbuild\/protobuf)(\/|$)/;

/** @returns The command line in a folder as dist/ is, below the package, whose files are found from there; gone when we end. */
export async function bundleProgram(): Promise<string> {
  mkdirSync(join(root, "build"), { recursive: true });
  const folder = mkdtempSync(join(root, "build", "hostile-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const files = ["src", "configs"].flatMap((name) => modulesIn(join(dist, name)));
  const input = Object.fromEntries(files.map((file) => [relative(dist, file).replace(/\.js$/, ""), file]));
  const bundle = await rolldown({
    input,
    platform: "node",
    logLevel: "silent",
    external: (id) => /^[@a-z]/.test(id) && !takenIn.test(id),
  });
  // Paths that a module builds from its own place are as deep as in dist/.
  const chunkFileNames = "src/chunks/[name]-[hash].js";
  // From below to above: the rooms load the parts while they are loaded themselves.
  const groups = [
    { name: "packages", test: /node_modules/, priority: 3 },
    {
      name: "parts",
      test: /dist\/src\/(core\/(?!upstream-names)|apart|data|engines|prompt|inferencers|evaluators|postprocess)/,
      priority: 2,
    },
    {
      name: "rooms",
      test: /dist\/src\/(core\/upstream-names|report|config|job|store|plan|ask|judge|run)/,
      priority: 1,
      minShareCount: 2,
    },
  ];
  await bundle.write({
    dir: folder,
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames,
    codeSplitting: { groups },
  });
  await bundle.close();
  return join(folder, "src", "cli", "main.js");
}

function modulesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".js"))
    .map((name) => join(folder, name));
}
