import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findRun } from "../../../src/store/workspace/find-run.ts";
import { tempFolder } from "../../data/temp-folder.ts";
import { errorOf } from "../../run/error-of.ts";

const folder = await tempFolder();

function runs(name: string, ...timestamps: string[]): string {
  const path = join(folder.path, name);
  for (const timestamp of timestamps) mkdirSync(join(path, timestamp, "predictions"), { recursive: true });
  mkdirSync(path, { recursive: true });
  return path;
}

test("of a folder of runs the newest is meant", () => {
  const path = runs("several", "20260220_120000", "20260221_120000", "20260219_120000");
  expect(findRun(path)).toEqual({
    workspace: { path: join(path, "20260221_120000"), timestamp: "20260221_120000" },
    among: ["20260219_120000", "20260220_120000", "20260221_120000"],
  });
});

test("a run is known by what is in it, whatever its name", async () => {
  await folder.write("copied/manifest.json", "{}");
  const path = join(folder.path, "copied");
  expect(findRun(path)).toEqual({ workspace: { path, timestamp: "copied" }, among: [] });
});

test("a path that is no run is refused, with where there are some", async () => {
  runs("outputs/default", "20260220_120000");
  const file = await folder.write("file.txt", "");
  const at = (name: string) => errorOf(() => findRun(join(folder.path, name)));
  expect(await at("nowhere")).toMatchObject({ code: "USAGE", message: expect.stringContaining("there is no folder") });
  expect(await errorOf(() => findRun(file))).toMatchObject({ message: `${file} is a file: give the folder of a run` });
  expect(await at("outputs")).toMatchObject({ hint: `there are runs in ${join(folder.path, "outputs", "default")}` });
  runs("empty");
  expect(await at("empty")).toMatchObject({ message: expect.stringContaining("is no run and holds none") });
});
