// A file system of a fixed size in memory, for tests of full and read-only disks. Only root may mount one.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Why there can be none here; undefined where there can. */
export const noSmallDisk = whyNone();

export interface SmallDisk {
  path: string;
  resize(bytes: number): void;
  /** @param count Files and folders at most; 0: as many as fit. */
  limitFiles(count: number): void;
  makeReadOnly(): void;
  unmount(): void;
}

/** @param bytes Are rounded up to whole pages; so is every file. */
export function mountSmallDisk(path: string, bytes: number): SmallDisk {
  mkdirSync(path, { recursive: true });
  run("mount", "-t", "tmpfs", "-o", `size=${bytes}`, "tmpfs", path);
  return {
    path,
    resize: (bytes) => run("mount", "-o", `remount,size=${bytes}`, path),
    limitFiles: (count) => run("mount", "-o", `remount,nr_inodes=${count}`, path),
    makeReadOnly: () => run("mount", "-o", "remount,ro", path),
    unmount: () => run("umount", path),
  };
}

function whyNone(): string | undefined {
  const path = mkdtempSync(join(tmpdir(), "oc-local-disk-"));
  try {
    mountSmallDisk(path, 4096).unmount();
    return undefined;
  } catch (error) {
    return String(error);
  } finally {
    rmdirSync(path);
  }
}

function run(command: string, ...args: string[]): void {
  const { status, stderr, error } = spawnSync(command, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")}: ${error?.message ?? stderr.trim()}`);
}
