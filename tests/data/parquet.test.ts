import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readHubSplit } from "../../src/data/hub-folder.ts";
import { readParquet } from "../../src/data/parquet.ts";

/** Two rows of columns question, options (lists), answer (64-bit, one of them null) and score, written by Arrow 26. */
const written = {
  snappy:
    "UEFSMRUEFSAVJEwVBBUAEgAAEDwGAAAA5Yeg77yfAgAAAHEyFQAVEhUWLBUEFRAVBhUGHAAAAAkgAgAAAAQBAQMCFQQVHhUiTBUGFQASAAAPOAEAAABhAQAAAGIBAAAAYxUAFSAVJCwVBhUQFQYVBhwAAAAQPAIAAAADAgIAAAAGAwIDJAAVBBUQFRRMFQIVABIAAAgcAQAAAAAAAAAVABUSFRYsFQQVEBUGFQYcAAAACSACAAAAAwEBAgAVBBUgFSRMFQQVABIAABA8AAAAAAAA4D8AAAAAAAAAQBUAFRIVFiwVBBUQFQYVBhwAAAAJIAIAAAAEAQEDAhUEGXw1ABgGc2NoZW1hFQgAFQwlAhgIcXVlc3Rpb24lAEwcAAAANQIYB29wdGlvbnMVAhUGTDwAAAA1BBgEbGlzdBUCABUMJQIYB2VsZW1lbnQlAEwcAAAAFQQlAhgGYW5zd2VyABUKJQIYBXNjb3JlABYEGRwZTCYAHBUMGTUABhAZGAhxdWVzdGlvbhUCFgQWdBZ8JkgmCCksFQQVABUCABUAFRAVAgA8FhAZBhkmAAQAAAAmABwVDBk1AAYQGTgHb3B0aW9ucwRsaXN0B2VsZW1lbnQVAhYGFoABFogBJsIBJoQBKSwVBBUAFQIAFQAVEBUCADwWBhkmBAIZRgAAAAYAAAAmABwVBBk1AAYQGRgGYW5zd2VyFQIWBBZkFmwmvAImjAIpLBUEFQAVAgAVABUQFQIAPCkGGSYCAgAAACYAHBUKGTUABhAZGAVzY29yZRUCFgQWdBZ8JrgDJvgCKSwVBBUAFQIAFQAVEBUCADwpBhkmAAQAAAAWzAMWBCYIFuwDACggcGFycXVldC1jcHAtYXJyb3cgdmVyc2lvbiAyNi4wLjEZTBwAABwAABwAABwAAAC3AQAAUEFSMQ==",
  zstd: "UEFSMRUEFSAVMkwVBBUAEgAAKLUv/SAQgQAABgAAAOWHoO+8nwIAAABxMhUAFRIVJCwVBBUQFQYVBhwAAAAotS/9IAlJAAACAAAABAEBAwIVBBUeFTBMFQYVABIAACi1L/0gD3kAAAEAAABhAQAAAGIBAAAAYxUAFSAVMiwVBhUQFQYVBhwAAAAotS/9IBCBAAACAAAAAwICAAAABgMCAyQAFQQVEBUiTBUCFQASAAAotS/9IAhBAAABAAAAAAAAABUAFRIVJCwVBBUQFQYVBhwAAAAotS/9IAlJAAACAAAAAwEBAgAVBBUgFTJMFQQVABIAACi1L/0gEIEAAAAAAAAAAOA/AAAAAAAAAEAVABUSFSQsFQQVEBUGFQYcAAAAKLUv/SAJSQAAAgAAAAQBAQMCFQQZfDUAGAZzY2hlbWEVCAAVDCUCGAhxdWVzdGlvbiUATBwAAAA1AhgHb3B0aW9ucxUCFQZMPAAAADUEGARsaXN0FQIAFQwlAhgHZWxlbWVudCUATBwAAAAVBCUCGAZhbnN3ZXIAFQolAhgFc2NvcmUAFgQZHBlMJgAcFQwZNQAGEBkYCHF1ZXN0aW9uFQwWBBZ0FpgBJlYmCCksFQQVABUCABUAFRAVAgA8FhAZBhkmAAQAAAAmABwVDBk1AAYQGTgHb3B0aW9ucwRsaXN0B2VsZW1lbnQVDBYGFoABFqQBJuwBJqABKSwVBBUAFQIAFQAVEBUCADwWBhkmBAIZRgAAAAYAAAAmABwVBBk1AAYQGRgGYW5zd2VyFQwWBBZkFogBJoIDJsQCKSwVBBUAFQIAFQAVEBUCADwpBhkmAgIAAAAmABwVChk1AAYQGRgFc2NvcmUVDBYEFnQWmAEmmgQmzAMpLBUEFQAVAgAVABUQFQIAPCkGGSYABAAAABbMAxYEJggW3AQAKCBwYXJxdWV0LWNwcC1hcnJvdyB2ZXJzaW9uIDI2LjAuMRlMHAAAHAAAHAAAHAAAALoBAABQQVIx",
};
const rows = [
  { question: "几？", options: ["a", "b"], answer: 1, score: 0.5 },
  { question: "q2", options: ["c"], answer: null, score: 2 },
];

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "oc-local-parquet-"));
});
afterEach(() => rm(folder, { recursive: true }));

const bytesOf = (compression: keyof typeof written) => Buffer.from(written[compression], "base64");

test.each(["snappy", "zstd"] as const)("a file compressed by %s is its rows", async (compression) => {
  await writeFile(join(folder, "t.parquet"), bytesOf(compression));
  expect(await readParquet(join(folder, "t.parquet"))).toEqual(rows);
});

test("a file that ends early is bad data and is named", async () => {
  await writeFile(join(folder, "t.parquet"), bytesOf("snappy").subarray(0, 300));
  await expect(readParquet(join(folder, "t.parquet"))).rejects.toMatchObject({
    code: "BAD_DATA",
    message: expect.stringContaining("t.parquet: cannot be read as Parquet"),
  });
});

test("a split of a hub's folder is all its parts in order, and no other split", async () => {
  await mkdir(join(folder, "data"));
  await writeFile(join(folder, "data", "test-00000-of-00002.parquet"), bytesOf("zstd"));
  await writeFile(join(folder, "data", "test-00001-of-00002.parquet"), bytesOf("snappy"));
  await writeFile(join(folder, "data", "testing-00000-of-00001.parquet"), bytesOf("snappy"));
  expect(await readHubSplit(folder, "test")).toEqual([...rows, ...rows]);
  await expect(readHubSplit(folder, "train")).rejects.toMatchObject({ code: "MISSING_DATA" });
});
