// What the package ships and what its installation runs.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
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

test("the package holds what its documents link to, the embedded models, and nothing that made them", () => {
  const files = packedFiles();
  for (const document of ["README.md", "README.zh-CN.md", "docs/compatibility.md", "docs/compatibility.zh-CN.md"]) {
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

interface LockedPackage {
  version?: string;
  resolved?: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

/** Where node looks for a package from another one's folder. */
function lockedPath(packages: Record<string, LockedPackage>, from: string, name: string): string | undefined {
  const path = join(from, "node_modules", name);
  if (path in packages) return path;
  return from === ""
    ? undefined
    : lockedPath(packages, from.slice(0, Math.max(0, from.lastIndexOf("node_modules/") - 1)), name);
}

test("the lock file has every package that one in it asks for, those of other platforms too: npm ci refuses it otherwise", () => {
  const { packages } = JSON.parse(read("package-lock.json")) as { packages: Record<string, LockedPackage> };
  const asked = Object.entries(packages).flatMap(([from, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies }).map((name) => ({ from, name })),
  );
  expect(asked.filter(({ from, name }) => lockedPath(packages, from, name) === undefined)).toEqual([]);
  for (const name of ["@node-llama-cpp/mac-arm64-metal", "@node-llama-cpp/win-x64", "@biomejs/cli-darwin-arm64"])
    expect(packages).toHaveProperty([`node_modules/${name}`]);
  // The root's entry is what npm compares with package.json.
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(read("package.json")) as LockedPackage & {
    devDependencies: object;
  };
  expect(packages[""]).toMatchObject({ dependencies, devDependencies, optionalDependencies });
});

test("npm install leaves the lock file as it is, and the file names no registry", () => {
  expect(read(".npmrc")).toMatch(/^save=false$/m);
  const { packages } = JSON.parse(read("package-lock.json")) as { packages: Record<string, LockedPackage> };
  expect(Object.values(packages).flatMap(({ resolved }) => resolved ?? [])).toEqual([]);
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
