// Disks that are too small for what is written.

import { mkdirSync, readdirSync, readFileSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { mountSmallDisk, noSmallDisk, type SmallDisk } from "../../support/small-disk.ts";
import { advised, hintOf } from "../follow-hint.ts";
import type { Scene, Story } from "./story.ts";

const page = 4096;
const roomy = 64 * 1024 * 1024;
const skip = noSmallDisk === undefined ? undefined : `no file system can be mounted here: ${noSmallDisk}`;

const files = [
  "src/core/write-file.ts",
  "src/run/agree/row-store.ts",
  "src/store/journal/compact-journal.ts",
  "src/store/journal/journal.ts",
  "src/store/workspace/lock.ts",
];

/** A story with a disk of its own. */
function onDisk(what: string, bytes: number, tell: (scene: Scene, disk: SmallDisk) => Promise<void>): Story {
  return {
    what,
    skip,
    files,
    async tell(scene) {
      const disk = mountSmallDisk(join(scene.folder, "disk"), bytes);
      try {
        await tell(scene, disk);
      } finally {
        disk.unmount();
      }
    },
  };
}

/** Leaves room for so many pages. */
function leave({ path, resize }: SmallDisk, pages: number): void {
  const { blocks, bavail, bsize } = statfsSync(path);
  resize((blocks - bavail) * bsize + pages * page);
}

const evaluation = ["eval", "--models", "oc_tiny_base", "--datasets", "tiny_siqa_ppl"];

interface FullDisk {
  says: string | RegExp;
  code: number;
  /** The hint, as far as it is followed. */
  advice: RegExp;
  /** Of the first run, and of the one that finds no room. @default [2, 60] */
  rows?: [first: number, all: number];
  /** Between the two. */
  prepare(disk: SmallDisk, run: string): void;
}

/** A run goes on where there is no room, and as the hint says it goes on where there is some. */
function fullDisk(what: string, { says, code, advice, rows = [2, 60], prepare }: FullDisk): Story {
  return onDisk(what, roomy, async ({ run, noteFollowed }, disk) => {
    const first = await run([...evaluation, "--limit", `${rows[0]}`, "-w", disk.path]);
    expect(first.code, first.stderr).toBe(0);
    prepare(disk, join(disk.path, readdirSync(disk.path)[0] as string));
    const more = [...evaluation, "--limit", `${rows[1]}`, "-r", "-w", disk.path];
    const full = await run(more);
    expect(full.code, full.stderr).toBe(code);
    expect(full.stderr).toMatch(says);
    advised(hintOf(full.stderr), advice);
    disk.resize(roomy);
    disk.limitFiles(0);
    const mended = await run(more);
    expect(mended.code, mended.stderr).toBe(0);
    noteFollowed(full);
  });
}

/** The run's only journal. */
function journalOf(run: string): string {
  const folder = join(run, "journal", "oc-tiny-base");
  return join(folder, readdirSync(folder)[0] as string);
}

export const diskStories: readonly Story[] = [
  fullDisk("no room for the answers", {
    says: /cannot write \S+journal\/\S+: ENOSPC/,
    code: 1,
    advice: /(free space) .* then continue with -r/,
    prepare: (disk) => leave(disk, 8),
  }),
  fullDisk("no room for what is known of the run", {
    says: /cannot write \S+: ENOSPC/,
    code: 1,
    advice: /(free space) .* then continue with -r/,
    prepare: (disk) => leave(disk, 1),
  }),
  fullDisk("no room for the lock", {
    says: /cannot write \S+\.lock: ENOSPC/,
    code: 2,
    advice: /(free space)/,
    prepare: (disk) => leave(disk, 0),
  }),
  fullDisk("no room for the name of the lock", {
    says: /cannot create \S+\.lock: ENOSPC/,
    code: 2,
    advice: /(free space)/,
    prepare: ({ path, limitFiles }) => {
      const { files, ffree } = statfsSync(path);
      limitFiles(files - ffree);
    },
  }),
  fullDisk("no room to rewrite the answers", {
    says: /cannot rewrite \S+: ENOSPC/,
    code: 1,
    advice: /(free space) .* then continue with -r/,
    rows: [80, 81],
    prepare: (disk, run) => {
      // Of a row that was answered twice the last answer counts.
      const [line = ""] = readFileSync(journalOf(run), "utf8").split("\n");
      writeFileSync(journalOf(run), `${line}\n`, { flag: "a" });
      leave(disk, 8);
    },
  }),
  onDisk("no room for the first model's rows of a comparison", page, async ({ run, noteFollowed, folder }, disk) => {
    const compare = ["agree", "--model", "two/a.gguf", "--model", "two/b.gguf", "--datasets", "siqa_ppl"];
    const full = await run(compare, { TMPDIR: disk.path });
    expect(full.code, full.stderr).toBe(1);
    expect(full.stderr).toContain("cannot keep the first model's rows");
    const variable = advised(hintOf(full.stderr), /name a folder with room in the variable (\w+)/);
    mkdirSync(join(folder, "roomy"));
    const mended = await run(compare, { [variable]: join(folder, "roomy") });
    expect(mended.code, mended.stderr).toBe(0);
    noteFollowed(full);
  }),
];
