import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packageRoot } from "../../src/core/package.ts";
import { findDataRoot } from "../../src/data/data-root.ts";
import { failure, tempFolder } from "./temp-folder.ts";

const folder = await tempFolder();
const at = (...parts: string[]) => join(folder.path, ...parts);
await folder.write("flag/ceval/a.csv", "");
await folder.write("env/SAMPLE.md", "");
await folder.write("work/data/gsm8k/a.jsonl", "");
await folder.write("file", "");
await mkdir(at("empty"));
const env = { OC_LOCAL_DATA: at("env") };

test("the flag comes before everything else", async () => {
  expect(await findDataRoot({ dataDir: at("flag"), cwd: at("work"), env })).toEqual({
    path: at("flag"),
    origin: "flag",
    isSample: false,
  });
});

test("a relative flag is taken from the current folder", async () => {
  expect(await findDataRoot({ dataDir: "../flag", cwd: at("work"), env: {} })).toMatchObject({ path: at("flag") });
});

test("the environment comes before ./data", async () => {
  expect(await findDataRoot({ cwd: at("work"), env })).toEqual({ path: at("env"), origin: "env", isSample: true });
});

test("./data comes before the package's sample data, and an empty variable counts as unset", async () => {
  expect(await findDataRoot({ cwd: at("work"), env: { OC_LOCAL_DATA: "" } })).toEqual({
    path: at("work", "data"),
    origin: "cwd",
    isSample: false,
  });
});

test("the package's own data is the last resort", async () => {
  expect(await findDataRoot({ cwd: at("empty"), env: {} })).toMatchObject({
    path: join(packageRoot, "data"),
    origin: "package",
  });
});

test.each([
  ["flag", { dataDir: "nowhere", cwd: folder.path, env }, "--data-dir names DIR/nowhere, but it does not exist"],
  ["flag on a file", { dataDir: "file", cwd: folder.path, env }, "--data-dir names DIR/file, but it is a file"],
  [
    "empty flag below a file",
    { dataDir: "file/x", cwd: folder.path, env },
    "--data-dir names DIR/file/x, but it does not exist",
  ],
  [
    "variable",
    { cwd: at("work"), env: { OC_LOCAL_DATA: "gone" } },
    "OC_LOCAL_DATA names DIR/work/gone, but it does not exist",
  ],
])("a %s that names no folder is refused, nothing else is tried", async (_, options, message) => {
  expect(await failure(findDataRoot(options), folder)).toEqual({
    code: "USAGE",
    message,
    hint: "give the folder that holds the data sets (ceval, mmlu, gsm8k ...)",
  });
});

test("an archive unzipped into a folder of its own is entered", async () => {
  await folder.write("unzipped/data/ceval/a.csv", "");
  await folder.write("unzipped/OpenCompassData-core.zip", "");
  await mkdir(at("unzipped", "__MACOSX"));
  expect(await findDataRoot({ dataDir: at("unzipped"), cwd: folder.path, env: {} })).toMatchObject({
    path: at("unzipped", "data"),
  });
});

test("an archive unzipped into ./data is entered", async () => {
  await folder.write("twice/data/data/ceval/a.csv", "");
  expect(await findDataRoot({ cwd: at("twice"), env: {} })).toMatchObject({
    path: at("twice", "data", "data"),
    origin: "cwd",
  });
});

test("a data folder beside others is not entered", async () => {
  await folder.write("mixed/data/a.csv", "");
  await folder.write("mixed/ceval/a.csv", "");
  expect(await findDataRoot({ dataDir: at("mixed"), cwd: folder.path, env: {} })).toMatchObject({ path: at("mixed") });
});
