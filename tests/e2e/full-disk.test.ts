// What a run is worth when nothing more can be written: a disk that is too small for one file after the other, a log that takes
// nothing, a folder that may only be read.

import { chmodSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, expect, test } from "vitest";
import { mountSmallDisk, noSmallDisk, type SmallDisk } from "../support/small-disk.ts";
import { installCli } from "./cli.ts";
import { differences, promisedFiles } from "./torture/files.ts";
import { runFolder, storedLines } from "./torture/journals.ts";

const cli = installCli();
const disks: SmallDisk[] = [];
afterEach(() => {
  for (const disk of disks.splice(0)) disk.unmount();
});
afterAll(() => cli.remove());

const evaluation = ["eval", "--models", "oc_tiny_base", "--datasets", "tiny_siqa_ppl", "--deterministic"];
const rows = 100;
const roomy = 64 * 1024 * 1024;

function diskOf(name: string, bytes: number): SmallDisk {
  const disk = mountSmallDisk(join(cli.cwd, name), bytes);
  disks.push(disk);
  return disk;
}

/** Pages of all files of a finished run, and those of its folders of this name. */
function pagesOf(run: string, folder = ""): number {
  const entries = readdirSync(join(run, folder), { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => statSync(join(entry.parentPath, entry.name)).size);
  return files.reduce((sum, size) => sum + Math.ceil(size / 4096), 0);
}

if (noSmallDisk !== undefined) {
  // Mounting needs root. What needs none, a folder in the place of a log, is tested below.
  test.skip(`a disk that is full: no file system can be mounted here (${noSmallDisk})`, () => {});
} else {
  // Each disk has room for what is written before, and too little for the file that is named.
  test("whatever a full disk stops, the run says so and ends with 1, and -r ends it when there is room", async () => {
    const calm = await cli.run([...evaluation, "-w", "calm"]);
    expect(calm.code, calm.stderr).toBe(0);
    const finished = runFolder(join(cli.cwd, "calm"));
    const [predictions, results, summary] = ["predictions", "results", "summary"].map((name) =>
      pagesOf(finished, name),
    );
    const before = pagesOf(finished) - (predictions as number) - (results as number) - (summary as number);
    const journal = pagesOf(finished, "journal");
    const sizes: Record<string, number> = {
      "logs/": 2, // configs/invocation.json and the lock
      "manifest.json": 3,
      "configs/": 4,
      "journal/": before - Math.floor(journal / 2),
      "predictions/": before + Math.floor((predictions as number) / 2),
      "results/": before + (predictions as number) + (results as number) - 2,
    };
    for (const [name, pages] of Object.entries(sizes)) {
      const disk = diskOf(`small-${name.replaceAll("/", "")}`, pages * 4096);
      const full = await cli.run([...evaluation, "-w", disk.path]);
      expect(full.code, `${name} ${full.stderr}`).toBe(1);
      expect(full.stderr).toMatch(/error: cannot write \S+: ENOSPC: no space left on device/);
      expect(full.stderr).toContain("then continue with -r");
      expect(full.stderr, name).toContain(`/${name}`);
      expect(full.stderr).not.toContain("defect");
      const stored = storedLines(disk.path, { mayBeTorn: false });
      disk.resize(roomy);
      const again = await cli.run(["eval", "-r", "-w", disk.path]);
      expect(again.code, `${name} ${again.stderr}`).toBe(0);
      if (stored.size > 0) expect(again.stderr).toContain(`${rows}/${rows}, ${stored.size} reused`);
      const files = promisedFiles(runFolder(disk.path));
      expect(differences(promisedFiles(finished), files), name).toEqual([]);
    }
  });

  test("a summary that does not fit ends the run with 1; it is written when there is room", async () => {
    const disk = diskOf("small-summary", roomy);
    const first = await cli.run([...evaluation, "--limit", "2", "-w", disk.path]);
    expect(first.code, first.stderr).toBe(0);
    rmSync(join(runFolder(disk.path), "summary"), { recursive: true });
    disk.resize((pagesOf(runFolder(disk.path)) + 1) * 4096);
    const view = ["eval", "-r", "-m", "viz", "-w", disk.path];
    const full = await cli.run(view);
    expect(full.code, full.stderr).toBe(1);
    expect(full.stderr).toMatch(/error: cannot write \S+\/summary\/\S+: ENOSPC: no space left on device/);
    disk.resize(roomy);
    expect((await cli.run(view)).code).toBe(0);
  });

  test("a read-only disk is refused before anything is computed", async () => {
    const disk = diskOf("read-only", roomy);
    const first = await cli.run([...evaluation, "--limit", "2", "-w", disk.path]);
    expect(first.code, first.stderr).toBe(0);
    disk.makeReadOnly();
    for (const args of [evaluation, ["eval", "-r"]]) {
      const { code, stderr } = await cli.run([...args, "-w", disk.path]);
      expect(code, stderr).toBe(2);
      expect(stderr).toMatch(/error: cannot write to \S+: EROFS: read-only file system/);
      expect(stderr).toContain("hint:  choose another work dir with -w, or change its permissions");
      expect(stderr).not.toContain("Starting inference");
    }
    expect((await cli.run(["eval", "-r", "-m", "viz", "-w", disk.path])).code).toBe(2);
  });
}

test.skipIf(process.getuid?.() === 0)("a folder that may only be read is refused (root may always write)", async () => {
  const path = join(cli.cwd, "forbidden");
  mkdirSync(path);
  chmodSync(path, 0o555);
  const { code, stderr } = await cli.run([...evaluation, "-w", path]);
  expect(code, stderr).toBe(2);
  expect(stderr).toContain("EACCES");
});

test("a log that cannot be written ends the run, which -r continues", async () => {
  const first = await cli.run([...evaluation, "--limit", "10", "-w", "log"]);
  expect(first.code, first.stderr).toBe(0);
  const folder = join(runFolder(join(cli.cwd, "log")), "logs", "infer");
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const logs = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  expect(logs).not.toEqual([]);
  for (const log of logs) replaceByFolder(log);
  const full = await cli.run([...evaluation, "--limit", "20", "-r", "-w", "log"]);
  expect(full.code, full.stderr).toBe(1);
  expect(full.stderr).toMatch(/error: cannot write \S+\/logs\/infer\/\S+: EISDIR/);
  const stored = storedLines(join(cli.cwd, "log"), { mayBeTorn: false }).size;
  expect(stored).toBeGreaterThanOrEqual(10);
  expect(stored).toBeLessThan(20);
  for (const log of logs) rmSync(log, { recursive: true });
  const again = await cli.run(["eval", "-r", "-w", "log"]);
  expect(again.code, again.stderr).toBe(0);
  expect(storedLines(join(cli.cwd, "log"), { mayBeTorn: false }).size).toBe(20);
});

function replaceByFolder(path: string): void {
  rmSync(path);
  mkdirSync(path);
}
