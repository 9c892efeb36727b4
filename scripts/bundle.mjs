// Makes the modules of the compiled program into few: a run starts several processes, and to find and load some hundred files is
// most of what starting one of them costs. Every module is still there at its own path, for whoever imports it or puts one beside it.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { rolldown } from "rolldown";

/** Packages that are taken in, for their many modules; others are loaded from where they are installed. */
const takenIn = ["diff", "zod", "yaml"];

// From below to above: the rooms load the parts while they are loaded themselves.
const groups = [
  { name: "packages", test: /node_modules/, priority: 3 },
  {
    name: "parts",
    test: /compiled\/src\/(core\/(?!upstream-names)|apart|data|engines|prompt|inferencers|evaluators|postprocess)/,
    priority: 2,
  },
  {
    name: "rooms",
    test: /compiled\/src\/(core\/upstream-names|report|config|job|store|plan|ask|judge|run)/,
    priority: 1,
    minShareCount: 2,
  },
];

/** @param places `from`: src/ and configs/ as compiled; `to`: gets the same modules, and the licences of the packages inside. */
export async function bundle({ root, from, to }) {
  const modules = ["src", "configs"].flatMap((name) => modulesIn(join(from, name)));
  const build = await rolldown({
    input: Object.fromEntries(modules.map((file) => [relative(from, file).replace(/\.js$/, ""), file])),
    platform: "node",
    logLevel: "silent",
    resolve: { alias: { "oc-local": join(from, "src", "index.js") } },
    external: (id) => /^[@a-z]/.test(id) && id !== "oc-local" && !takenIn.some((name) => isOf(name, id)),
  });
  await build.write({
    dir: to,
    format: "esm",
    entryFileNames: "[name].js",
    // As deep as the modules that ask where they are.
    chunkFileNames: "src/chunks/[name]-[hash].js",
    codeSplitting: { groups },
  });
  await build.close();
  writeFileSync(join(to, "THIRD-PARTY-LICENSES.txt"), takenIn.map((name) => licenceOf(root, name)).join("\n"));
}

function isOf(name, id) {
  return id === name || id.startsWith(`${name}/`);
}

function modulesIn(folder) {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".js"))
    .map((name) => join(folder, name));
}

function licenceOf(root, name) {
  const folder = join(root, "node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, "LICENSE"), "utf8")}`;
}
