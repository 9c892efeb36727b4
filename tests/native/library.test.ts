// Opening the shared libraries of a folder, and finding the addon itself.

import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { findAddon } from "../../src/engines/llama/load-addon.ts";
import {
  addon,
  addonPath,
  batchOf,
  contextParams,
  expectFailure,
  libraryFolder,
  libraryFolderOf,
  modelParams,
  modelPath,
  temporaryFolder,
} from "./addon.ts";

const fallbackFolder = join(dirname(libraryFolderOf("linux-x64-cuda-ext")), "linux-x64-cuda", "fallback");

test("the release is that of the headers", () => {
  expect(addon.release).toMatch(/^v\d+\.\d+\.\d+$/);
});

test("a folder is opened once, however it is written", () => {
  const link = join(temporaryFolder(), "link");
  symlinkSync(libraryFolder, link);
  for (const folder of [libraryFolder, `${libraryFolder}/`, link]) {
    expect(addon.openLibrary(folder).devices()).toHaveLength(1);
  }
});

test("devices have names and memory", () => {
  const [cpu] = addon.openLibrary(libraryFolder).devices();
  expect(cpu).toMatchObject({ name: "CPU", type: "cpu", description: expect.any(String) });
  expect(cpu?.totalMemory).toBeGreaterThan(2 ** 28);
});

test("folders without a library, and without anything", async () => {
  const empty = temporaryFolder();
  await expectFailure(() => addon.openLibrary(empty), "LIBRARY", /no libllama\*\.so in/);
  await expectFailure(() => addon.openLibrary(join(empty, "none")), "LIBRARY", /no folder/);
  copyFileSync(modelPath, join(empty, "libllama.v0.so"));
  await expectFailure(() => addon.openLibrary(empty), "LIBRARY", /libllama\.v0\.so: invalid ELF header/);
});

test("a library of another release is refused, and both releases are named", async () => {
  const folder = join(temporaryFolder(), "other");
  mkdirSync(folder);
  for (const name of readdirSync(libraryFolder)) {
    if (name.startsWith("lib")) symlinkSync(join(libraryFolder, name), join(folder, name));
  }
  writeFileSync(join(folder, "_nlcBuildMetadata.json"), '{"buildOptions":{"llamaCpp":{"release":"v0.1.0"}}}');
  const message = new RegExp(`is llama\\.cpp v0\\.1\\.0, and the addon was compiled for ${addon.release}`);
  await expectFailure(() => addon.openLibrary(folder), "LIBRARY", message);
});

test("a GPU library whose driver or runtime is missing says which file", async () => {
  const folder = libraryFolderOf("linux-x64-cuda");
  // Where there is a GPU the library opens, and there is nothing to see here.
  try {
    expect(addon.openLibrary(folder).devices().length).toBeGreaterThan(1);
  } catch {
    await expectFailure(() => addon.openLibrary(folder), "LIBRARY", /^lib\S+\.so\S*: cannot open shared object file/);
    const both = /^lib\S+: cannot open.*; lib\S+: cannot open/;
    await expectFailure(() => addon.openLibrary(folder, fallbackFolder), "LIBRARY", both);
  }
});

test("a model computes with the libraries of another folder of the same release", async () => {
  const vulkan = libraryFolderOf("linux-x64-vulkan");
  try {
    addon.openLibrary(vulkan);
  } catch (error) {
    expect(error).toMatchObject({ code: "LIBRARY", message: expect.stringMatching(/libvulkan/) });
    return;
  }
  const model = await addon.openLibrary(vulkan).loadModel(modelPath, modelParams);
  const context = await model.createContext(contextParams);
  const { drawn } = await context.step(batchOf([{ token: 1, position: 0, draw: null }]));
  expect(drawn[0]).toBeGreaterThanOrEqual(0);
  await context.close();
  await model.close();
});

test("an addon is looked for in the build folder and in the package", () => {
  const root = temporaryFolder();
  expect(findAddon(root)).toMatchObject({
    addon: null,
    reason: "NOT_BUILT",
    detail: expect.stringMatching(/prebuilt/),
  });
  const prebuilt = join(root, "native", "prebuilt", "linux-x64");
  mkdirSync(prebuilt, { recursive: true });
  copyFileSync(addonPath, join(prebuilt, "oc_llama.node"));
  const build = join(root, "build", "native");
  mkdirSync(build, { recursive: true });
  writeFileSync(join(build, "oc_llama.node"), "no addon");
  // In a process of its own: a second copy of the addon would stay in this one.
  const program = `require(${JSON.stringify(join(prebuilt, "oc_llama.node"))})`;
  expect(spawnSync(process.execPath, ["-e", program]).status).toBe(0);
  const found = findAddon(root);
  expect(found).toMatchObject({ path: join(prebuilt, "oc_llama.node") });
});
