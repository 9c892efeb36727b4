import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  checkWritable,
  createWorkspace,
  formatTimestamp,
  journalPath,
  openWorkspace,
  predictionsPath,
  resultsPath,
} from "../../../src/store/workspace/workspace.ts";
import { tempFolder } from "../../data/temp-folder.ts";
import { errorOf } from "../../run/error-of.ts";

const folder = await tempFolder();
const noon = new Date(2026, 1, 20, 12, 0, 0);

test("a run's folder is named after its start, in local time", () => {
  const workDir = join(folder.path, "named", "default");
  const workspace = createWorkspace(workDir, noon);
  expect(workspace).toEqual({ path: join(workDir, "20260220_120000"), timestamp: "20260220_120000" });
  expect(formatTimestamp(new Date(2026, 10, 3, 4, 5, 6))).toBe("20261103_040506");
});

test("a new run has every folder of the layout and nothing else", () => {
  const { path } = createWorkspace(join(folder.path, "layout"), noon);
  const found = readdirSync(path, { recursive: true }).map(String).sort();
  expect(found).toEqual(["configs", "journal", "logs", "logs/eval", "logs/infer", "predictions", "results", "summary"]);
});

test("two starts in one second get two folders", () => {
  const workDir = join(folder.path, "same-second");
  const names = [createWorkspace(workDir, noon), createWorkspace(workDir, noon)].map(({ timestamp }) => timestamp);
  expect(names).toEqual(["20260220_120000", "20260220_120001"]);
  expect(readdirSync(workDir).sort()).toEqual(names);
});

test("the latest run is the one that started last, whatever its folder is called", () => {
  const workDir = join(folder.path, "latest");
  for (const [name, startedAt] of [
    ["20260220_120000", "2026-02-20T12:00:00.900Z"],
    ["20260220_120001", "2026-02-20T12:00:00.100Z"], // took the next second's name because the other was there first
  ] as const) {
    mkdirSync(join(workDir, name), { recursive: true });
    writeFileSync(join(workDir, name, "manifest.json"), JSON.stringify({ startedAt }));
  }
  expect(openWorkspace(workDir, "latest")?.timestamp).toBe("20260220_120000");
});

test("a run without a readable manifest counts by its folder's name", () => {
  const workDir = join(folder.path, "no-manifest");
  for (const name of ["20260219_120000", "20260221_120000", "20260220_120000"]) {
    mkdirSync(join(workDir, name), { recursive: true });
  }
  writeFileSync(join(workDir, "20260221_120000", "manifest.json"), '{"startedAt": "2026-02');
  expect(openWorkspace(workDir, "latest")?.timestamp).toBe("20260221_120000");
});

test("only folders named by a time are runs", async () => {
  const workDir = join(folder.path, "others");
  mkdirSync(join(workDir, "20260220_120000"), { recursive: true });
  mkdirSync(join(workDir, "notes"));
  mkdirSync(join(workDir, "99999999_999999"));
  writeFileSync(join(workDir, "20260221_120000"), "a file");
  expect(openWorkspace(workDir, "latest")?.timestamp).toBe("20260220_120000");
  expect((await errorOf(() => openWorkspace(workDir, "notes"))).hint).toBe("runs there: 20260220_120000");
});

test("where there is no run, the latest is none", () => {
  const workDir = join(folder.path, "empty");
  expect(openWorkspace(workDir, "latest")).toBeUndefined();
  mkdirSync(workDir);
  expect(openWorkspace(workDir, "latest")).toBeUndefined();
});

test("a named run is opened, and what it lacks of the layout is made", () => {
  const workDir = join(folder.path, "reuse");
  mkdirSync(join(workDir, "20260220_120000"), { recursive: true });
  const workspace = openWorkspace(workDir, "20260220_120000");
  expect(workspace?.timestamp).toBe("20260220_120000");
  expect(existsSync(join(workspace?.path ?? "", "journal"))).toBe(true);
});

test("an unknown run is refused with the ones nearest to it", async () => {
  const workDir = join(folder.path, "unknown");
  for (const name of ["20260219_120000", "20260220_120000", "20260321_180000"]) {
    mkdirSync(join(workDir, name), { recursive: true });
  }
  expect(await errorOf(() => openWorkspace(workDir, "20260220_120001"))).toEqual({
    name: "UsageError",
    code: "USAGE",
    message: `there is no run "20260220_120001" in ${workDir}`,
    hint: "runs there: 20260220_120000, 20260219_120000, 20260321_180000",
  });
  expect(await errorOf(() => openWorkspace(join(folder.path, "nowhere"), "20260220_120001"))).toMatchObject({
    hint: "the folder holds no runs",
  });
});

test("a work dir that is a file, or lies below one, is refused before anything is made", async () => {
  const file = await folder.write("plain-file", "");
  for (const workDir of [file, join(file, "deeper", "default")]) {
    expect(await errorOf(() => checkWritable(workDir))).toMatchObject({
      code: "WORKSPACE",
      message: `${file} is a file, not a folder`,
      hint: "choose another with -w",
    });
    const made = await errorOf(() => createWorkspace(workDir, noon));
    expect(made.code).toBe("WORKSPACE");
    expect(made.message).toContain(`cannot write to ${file}`);
  }
});

test("a work dir that does not exist yet is fine where its parent can be written, and checking makes nothing", () => {
  const workDir = join(folder.path, "fresh", "default");
  checkWritable(workDir);
  expect(existsSync(join(folder.path, "fresh"))).toBe(false);
});

// Root may write anywhere.
test.skipIf(process.getuid?.() === 0)("a folder that cannot be written is refused with the remedy", async () => {
  const workDir = join(folder.path, "read-only");
  mkdirSync(workDir, { mode: 0o555 });
  const refused = {
    code: "WORKSPACE",
    message: expect.stringContaining(`cannot write to ${workDir}`) as string,
    hint: "choose another work dir with -w, or change its permissions",
  };
  expect(await errorOf(() => checkWritable(workDir))).toMatchObject(refused);
  expect(await errorOf(() => createWorkspace(workDir, noon))).toMatchObject(refused);
});

test("files of a task are found by model and dataset; a slash in a name opens no folder", () => {
  const workspace = { path: "/runs/20260220_120000", timestamp: "20260220_120000" };
  expect(journalPath(workspace, "org/model", "ceval-law")).toBe(
    "/runs/20260220_120000/journal/org_model/ceval-law.jsonl",
  );
  expect(predictionsPath(workspace, "m", "a/b")).toBe("/runs/20260220_120000/predictions/m/a_b.json");
  expect(resultsPath(workspace, "m", "a/b")).toBe("/runs/20260220_120000/results/m/a_b.json");
});
