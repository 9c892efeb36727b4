// What the package ships and what its installation runs.

import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packageRoot } from "../src/core/package.ts";
import { installCommand } from "../src/engines/onnx/runtime-package.ts";
import { tempFolder } from "./data/temp-folder.ts";

const folder = await tempFolder();
const read = (file: string) => readFileSync(join(packageRoot, file), "utf8");

function packedFiles(): string[] {
  const { stdout } = spawnSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
    cwd: packageRoot,
    encoding: "utf8",
  });
  const [packed] = JSON.parse(stdout) as { files: { path: string }[] }[];
  return packed?.files.map(({ path }) => path) ?? [];
}

const documents = [
  "README.md",
  "README.zh-CN.md",
  ...readdirSync(join(packageRoot, "docs")).map((name) => `docs/${name}`),
];

test("every page is there in English and in Chinese, and the first page is short", () => {
  const english = documents.filter((name) => !name.endsWith(".zh-CN.md"));
  expect(documents).toEqual(expect.arrayContaining(english.map((name) => name.replace(".md", ".zh-CN.md"))));
  expect(documents).toHaveLength(2 * english.length);
  expect(read("README.md").split("\n").length).toBeLessThanOrEqual(121);
});

test("the package holds what its documents link to, the embedded models, and nothing that made them", () => {
  const files = packedFiles();
  for (const document of documents) {
    expect(files).toContain(document);
    for (const [, link = ""] of read(document).matchAll(/\]\((?!http)([^)#]+)/g))
      expect(files, `${document} links to ${link}`).toContain(join(document, "..", link));
  }
  expect(files).toContain("models/oc-tiny/oc-tiny-f16.gguf");
  expect(files).toContain("models/oc-tiny-onnx/onnx/model.onnx");
  expect(files).toContain("scripts/native/onnx-note.mjs");
  expect(files.filter((path) => /\.py$|\/make\//.test(path))).toEqual([]);
});

test("no script of onnxruntime-node runs in a clone: it would download, and npm drops the package where that fails", () => {
  const { packages } = JSON.parse(read("package-lock.json")) as { packages: Record<string, object> };
  expect(packages["node_modules/onnxruntime-node"]).not.toHaveProperty("hasInstallScript");
  expect(JSON.parse(read("package.json"))).toMatchObject({ allowScripts: { "onnxruntime-node": false } });
});

test("the lock file names the packages of every platform", () => {
  const { packages } = JSON.parse(read("package-lock.json")) as {
    packages: Record<string, { optionalDependencies?: Record<string, string> }>;
  };
  const needed = Object.values(packages).flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies));
  const known = Object.keys(packages).map((path) => path.slice(path.lastIndexOf("node_modules/") + 13));
  // node-llama-cpp names more packages than there were to be had when the file was made.
  const missing = needed.filter((name) => !known.includes(name) && !name.startsWith("@node-llama-cpp/"));
  expect(missing).toEqual([]);
  expect(known).toContain("@biomejs/cli-darwin-arm64");
});

test("the command that installs the runtime of ONNX models fits the place of the package", async () => {
  const { optionalDependencies } = JSON.parse(read("package.json")) as { optionalDependencies: object };
  const [[name, version] = []] = Object.entries(optionalDependencies);
  await folder.write("project/package.json", "{}");
  const within = (place: string) => installCommand(join(folder.path, place));
  expect(within("clone")).toBe(`cd ${folder.path}/clone && npm install --include=optional`);
  expect(within("project/node_modules/oc-local")).toBe(
    `ONNXRUNTIME_NODE_INSTALL=skip npm install --prefix ${folder.path}/project ${name}@${version}`,
  );
  expect(within("usr/lib/node_modules/oc-local")).toBe(
    `ONNXRUNTIME_NODE_INSTALL=skip npm install -g --prefix ${folder.path}/usr ${name}@${version}`,
  );
});

test("an installation without the runtime of ONNX models says so, with the command that adds it", async () => {
  const copy = join(folder.path, "apart", "node_modules", "oc-local");
  for (const file of ["package.json", "scripts/native/onnx-note.mjs"])
    await folder.write(join("apart/node_modules/oc-local", file), read(file));
  const { onnxNote } = (await import(join(copy, "scripts/native/onnx-note.mjs"))) as {
    onnxNote(env: Record<string, string>): string | undefined;
  };
  expect(onnxNote({})).toMatch(/onnxruntime-node is not installed.*: ONNXRUNTIME_NODE_INSTALL=skip npm install onnx/);
  expect(onnxNote({ npm_config_global: "true" })).toContain("npm install -g onnxruntime-node@");
});
