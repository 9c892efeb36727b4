// Packs of data from friends and from others.

import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { pack as packTar } from "tar-stream";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ZipFile } from "yazl";
import { sampleDataPath } from "../../src/data/data-root.ts";
import { importPack, listData, verifyData } from "../../src/run/data-packs.ts";
import { errorOf } from "./error-of.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "oc-local-packs-"));
});
afterEach(() => rm(folder, { recursive: true }));

type File = [name: string, content: string | Buffer, mode?: number];

async function zip(name: string, files: readonly File[]): Promise<string> {
  const archive = new ZipFile();
  for (const [path, content, mode = 0o100644] of files) archive.addBuffer(Buffer.from(content), path, { mode });
  archive.end();
  const path = join(folder, name);
  await pipeline(archive.outputStream, createWriteStream(path));
  return path;
}

/** Names that the writer of zips refuses: one of the same length is written and then changed. */
async function zipNamed(name: string): Promise<string> {
  const other = "x".repeat(Buffer.byteLength(name));
  const path = await zip("named.zip", [
    ["good.jsonl", "{}\n"],
    [other, "{}\n"],
  ]);
  writeFileSync(path, Buffer.from(readFileSync(path, "latin1").replaceAll(other, name), "latin1"));
  return path;
}

async function tar(name: string, entries: readonly { name: string; type?: "symlink" | "file"; content?: string }[]) {
  const archive = packTar();
  for (const { name: entry, type = "file", content = "" } of entries)
    archive.entry(type === "symlink" ? { name: entry, type, linkname: "/etc/passwd" } : { name: entry }, content);
  archive.finalize();
  const path = join(folder, name);
  await pipeline(archive, createGzip(), createWriteStream(path));
  return path;
}

const root = () => join(folder, "data");
const bring = (path: string, replace = false) => importPack(path, { root: root(), replace });

function nothingIsThere(): void {
  expect(existsSync(root())).toBe(false);
  expect(readdirSync(folder).filter((name) => name.startsWith(".data-import"))).toEqual([]);
}

test("a zip, a tar and a folder become files below the root; data/ at the top is the root itself", async () => {
  const files: File[] = [
    ["data/piqa/dev.jsonl", "{}\n"],
    ["data/race/test/high.jsonl", "{}\n"],
  ];
  const first = await bring(await zip("a.zip", [...files, ["__MACOSX/data/._x", "junk"], ["data/.DS_Store", "junk"]]));
  expect(first).toMatchObject({ added: ["piqa/dev.jsonl", "race/test/high.jsonl"], same: [], leftOut: 2, bytes: 6 });
  expect(readFileSync(join(root(), "race/test/high.jsonl"), "utf8")).toBe("{}\n");
  const second = await bring(
    await tar("b.tar.gz", [
      { name: "piqa/dev.jsonl", content: "{}\n" },
      { name: "c.txt", content: "c" },
    ]),
  );
  expect(second).toMatchObject({ added: ["c.txt"], same: ["piqa/dev.jsonl"] });
  mkdirSync(join(folder, "pack", "siqa"), { recursive: true });
  writeFileSync(join(folder, "pack", "siqa", "dev.jsonl"), "{}\n");
  expect(await bring(join(folder, "pack"))).toMatchObject({ added: ["siqa/dev.jsonl"] });
});

test.each([
  ["../../evil", /leads out of the folder/],
  ["a/../../b", /leads out of the folder/],
  ["/etc/cron", /leads out of the folder|absolute/],
  ["C:/win", /leads out of the folder|absolute/],
  ["a\\..\\b", /leads out of the folder|backslash/],
])("an archive with the entry %s is refused whole", async (name, message) => {
  expect(await errorOf(async () => bring(await zipNamed(name)))).toMatchObject({
    code: "BAD_DATA",
    message: expect.stringMatching(message),
    hint: expect.stringContaining("nothing was imported"),
  });
  nothingIsThere();
});

test("links are refused in a zip, a tar and a folder", async () => {
  const linked = await zip("l.zip", [
    ["a.jsonl", "{}\n"],
    ["link", "/etc/passwd", 0o120777],
  ]);
  await expect(bring(linked)).rejects.toThrow('the entry "link" is a link or a device');
  await expect(bring(await tar("l.tgz", [{ name: "link", type: "symlink" }]))).rejects.toThrow("is a symlink");
  mkdirSync(join(folder, "pack"));
  symlinkSync("/etc", join(folder, "pack", "etc"));
  await expect(bring(join(folder, "pack"))).rejects.toThrow('the entry "etc" is a link or a device');
  nothingIsThere();
});

test("two names that differ by case alone are refused", async () => {
  const path = await zip("case.zip", [
    ["race/A.jsonl", "{}\n"],
    ["race/a.jsonl", "{}\n"],
  ]);
  await expect(bring(path)).rejects.toThrow("two entries have one name: race/A.jsonl and race/a.jsonl");
  nothingIsThere();
});

test("zeros that unpack to hundreds of megabytes are refused before they are written", async () => {
  const path = await zip("bomb.zip", [["zeros", Buffer.alloc(300 * 1024 ** 2)]]);
  await expect(bring(path)).rejects.toThrow("beyond 200 times the archive's size");
  nothingIsThere();
});

test("a cut archive, an empty one, a text under its name and another kind of file are refused", async () => {
  const whole = await zip("cut.zip", [["a.jsonl", "{}\n".repeat(1000)]]);
  writeFileSync(whole, readFileSync(whole).subarray(0, 120));
  await expect(bring(whole)).rejects.toThrow("cannot be read as an archive");
  writeFileSync(join(folder, "text.zip"), "no zip");
  await expect(bring(join(folder, "text.zip"))).rejects.toThrow("cannot be read as an archive");
  writeFileSync(join(folder, "text.tar.gz"), "no gzip");
  await expect(bring(join(folder, "text.tar.gz"))).rejects.toThrow("cannot be read as an archive");
  await expect(bring(await zip("none.zip", []))).rejects.toThrow("holds no files");
  writeFileSync(join(folder, "a.rar"), "");
  await expect(bring(join(folder, "a.rar"))).rejects.toThrow("ends in neither .zip, .tar");
  await expect(bring(join(folder, "nothing.zip"))).rejects.toThrow("does not exist");
  nothingIsThere();
});

test("a file that is there and differs is kept, unless it is to be replaced", async () => {
  mkdirSync(root());
  writeFileSync(join(root(), "a.txt"), "mine");
  const path = await zip("a.zip", [
    ["a.txt", "theirs"],
    ["b.txt", "b"],
  ]);
  await expect(bring(path)).rejects.toThrow("1 file is in");
  expect(readFileSync(join(root(), "a.txt"), "utf8")).toBe("mine");
  expect(existsSync(join(root(), "b.txt"))).toBe(false);
  expect(await bring(path, true)).toMatchObject({ added: ["b.txt"], replaced: ["a.txt"] });
  expect(readFileSync(join(root(), "a.txt"), "utf8")).toBe("theirs");
});

test("an import that was stopped leaves the root as it was and goes on with the files that were whole", async () => {
  const path = await zip("a.zip", [
    ["a.txt", "a"],
    ["b.txt", "b"],
    ["c.txt", "c"],
  ]);
  const controller = new AbortController();
  const stopAfter = ({ files }: { files: number }) => files === 2 && controller.abort();
  const stopped = importPack(path, { root: root(), replace: false, signal: controller.signal, onProgress: stopAfter });
  await expect(stopped).rejects.toMatchObject({ code: "ABORTED" });
  expect(existsSync(root())).toBe(false);
  const [staging = ""] = readdirSync(folder).filter((name) => name.startsWith(".data-import"));
  expect(readdirSync(join(folder, staging)).sort()).toEqual(["a.txt", "b.txt"]);
  expect(await bring(path)).toMatchObject({ added: ["a.txt", "b.txt", "c.txt"] });
  expect(readdirSync(folder).filter((name) => name.startsWith(".data-import"))).toEqual([]);
});

test("the list says what each family lacks and which archive brings it", async () => {
  mkdirSync(join(root(), "piqa"), { recursive: true });
  const families = await listData({ path: root(), origin: "flag", isSample: false });
  const of = (name: string) => families.find(({ family }) => family === name);
  expect(of("piqa")?.variants.every(({ missing }) => missing.length === 0)).toBe(true);
  expect(of("race")).toMatchObject({ archives: [expect.stringContaining("race.zip")] });
  expect(of("race")?.variants[0]?.missing).toEqual(["race"]);
});

test("files are compared with those of OpenCompass's pack: changed ones and samples are named", async () => {
  mkdirSync(join(root(), "siqa"), { recursive: true });
  writeFileSync(join(root(), "siqa", "dev.jsonl"), "{}\n");
  mkdirSync(join(root(), "winogrande"));
  writeFileSync(join(root(), "winogrande", "dev.jsonl"), readFileSync(sampleDataPath("winogrande/dev.jsonl")));
  const { same, changed, sample, missing } = await verifyData(root());
  expect({ same, changed, sample }).toEqual({
    same: [],
    changed: ["siqa/dev.jsonl"],
    sample: ["winogrande/dev.jsonl"],
  });
  expect(missing.length).toBe(994);
});
