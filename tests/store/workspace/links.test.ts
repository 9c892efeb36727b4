import { spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { refuseLinks } from "../../../src/store/workspace/links.ts";
import { tempFolder } from "../../data/temp-folder.ts";
import { errorOf } from "../../run/error-of.ts";

const folder = await tempFolder();

function run(name: string): string {
  const path = join(folder.path, name);
  mkdirSync(join(path, "journal", "tiny"), { recursive: true });
  return path;
}

test.each([
  ["a folder elsewhere", "summary", "/tmp"],
  ["a file elsewhere", "journal/tiny/exam.jsonl", "/etc/passwd"],
  ["nothing", "journal/tiny/none.jsonl", "/nowhere-at-all"],
])("a link to %s is refused by name", async (what, name, target) => {
  const path = run(what);
  symlinkSync(target, join(path, name));
  const { code, message } = await errorOf(() => refuseLinks(path));
  expect([code, message]).toEqual(["WORKSPACE", expect.stringContaining(`${name} is a link to ${target}`)]);
});

test("a link inside the folder stays, and a folder that is not there has none", () => {
  const path = run("inside");
  symlinkSync("tiny", join(path, "journal", "small"));
  refuseLinks(path);
  refuseLinks(join(folder.path, "none"));
});

test("a pipe is refused", async () => {
  const path = run("pipe");
  expect(spawnSync("mkfifo", [join(path, "manifest.json")]).status).toBe(0);
  expect((await errorOf(() => refuseLinks(path))).message).toContain("neither a file nor a folder");
});
