import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { BackgroundHashes, type FileHashes } from "../../../src/store/workspace/file-hashes.ts";
import { tempFolder } from "../../data/temp-folder.ts";
import { cpuSecondsOf } from "../../support/cpu-seconds.ts";

const folder = await tempFolder();
const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");

async function hashesOf(files: Record<string, string[]>, memory = join(folder.path, "memory.json"), withinMs?: number) {
  const found: Record<string, FileHashes> = {};
  const hashes = new BackgroundHashes(
    new Map(Object.entries(files)),
    (model, each) => {
      found[model] = each;
    },
    memory,
  );
  return { isWhole: await hashes.end(withinMs), found };
}

test("every file of every model has the SHA-256 of its whole content", async () => {
  const a = await folder.write("a.gguf", "weights");
  const b = await folder.write("b.gguf", "中文".repeat(1_000_000));
  expect(await hashesOf({ one: [a], two: [a, b] }, undefined, 60_000)).toEqual({
    isWhole: true,
    found: {
      one: { "a.gguf": hashOf("weights") },
      two: { "a.gguf": hashOf("weights"), "b.gguf": hashOf("中文".repeat(1_000_000)) },
    },
  });
});

test("a file that has not changed is not read again, one that has is", async () => {
  const memory = join(folder.path, "kept.json");
  const path = await folder.write("kept.gguf", "first");
  await hashesOf({ m: [path] }, memory);
  const [identity] = Object.keys(JSON.parse(readFileSync(memory, "utf8")) as object);
  const other = hashOf("remembered");
  writeFileSync(memory, JSON.stringify({ [identity as string]: other }));
  expect((await hashesOf({ m: [path] }, memory)).found).toEqual({ m: { "kept.gguf": other } });
  writeFileSync(path, "third");
  utimesSync(path, 1, statSync(path).mtimeMs + 5);
  expect((await hashesOf({ m: [path] }, memory)).found).toEqual({ m: { "kept.gguf": hashOf("third") } });
});

test("the end of a run does not wait for a large file", async () => {
  const path = await folder.write("large.gguf", "");
  truncateSync(path, 64 * 1024 ** 3); // no blocks on the disk
  const memory = join(folder.path, "large.json");
  const hashing = async () => expect(await hashesOf({ m: [path] }, memory, 100)).toEqual({ isWhole: false, found: {} });
  // All of it takes a minute.
  expect(await cpuSecondsOf(hashing)).toBeLessThan(10);
  expect(existsSync(memory)).toBe(false);
});

test.each(["", "{", '{"a": 1}'])("a memory that holds %j counts as empty", async (content) => {
  const memory = await folder.write("damaged.json", content);
  const path = await folder.write("damaged.gguf", "x");
  expect((await hashesOf({ m: [path] }, memory)).found).toEqual({ m: { "damaged.gguf": hashOf("x") } });
});

test("a file that cannot be read is an error, not a missing hash", async () => {
  const missing = join(folder.path, "missing.gguf");
  await expect(hashesOf({ m: [missing] })).rejects.toThrow(/ENOENT/);
});
