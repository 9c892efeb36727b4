import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { readText } from "../../src/data/txt.ts";
import { failure, tempFolder } from "./temp-folder.ts";

const folder = await tempFolder();

test.each([
  ["LF stays", "a\nb\n", "a\nb\n"],
  ["CRLF and a lone CR become LF", "a\r\nb\rc\r\r\n", "a\nb\nc\n\n"],
  ["other line separators stay", "a\u2028b\u2029c\u0085d\u000be\u000cf", "a\u2028b\u2029c\u0085d\u000be\u000cf"],
  ["a mark inside the text stays", "a\ufeffb", "a\ufeffb"],
  ["text outside the basic plane stays", "𝒳🚁\u0000", "𝒳🚁\u0000"],
  ["an empty file", "", ""],
])("%s", async (_, content, expected) => {
  expect(await readText(await folder.write("a.txt", content))).toBe(expected);
});

test("a byte order mark is dropped unless it is asked for", async () => {
  const path = await folder.write("bom.txt", "\ufeffid");
  expect(await readText(path)).toBe("id");
  expect(await readText(path, { bom: "keep" })).toBe("\ufeffid");
});

test("a file that ends in .gz is unzipped", async () => {
  expect(await readText(await folder.write("a.txt.gz", gzipSync("zipped\r\n")))).toBe("zipped\n");
});

test("a truncated gzip file is refused", async () => {
  const path = await folder.write("cut.txt.gz", gzipSync("some text").subarray(0, 12));
  expect(await failure(readText(path), folder)).toMatchObject({
    code: "BAD_DATA",
    message: expect.stringMatching(/^DIR\/cut\.txt\.gz: not a complete gzip file/),
  });
});

test.each([
  ["GB18030", Buffer.concat([Buffer.from("good\n"), Buffer.from([0xc4, 0xe3, 0x0a])]), 2],
  ["UTF-16", Buffer.from("\ufeffa", "utf16le"), 1],
  ["a cut-off character at the end", Buffer.from([0x61, 0x0a, 0x0a, 0xe4, 0xbd]), 3],
  ["an encoded surrogate", Buffer.from([0xed, 0xa0, 0x80]), 1],
])("%s is not UTF-8 and the line is named", async (_, bytes, line) => {
  expect(await failure(readText(await folder.write("bad.txt", bytes)), folder)).toEqual({
    code: "BAD_DATA",
    message: `DIR/bad.txt:${line}: not UTF-8 text`,
    hint: "convert the file to UTF-8, for example: iconv -f GB18030 -t UTF-8 FILE > NEW_FILE",
  });
});

test("a missing file is answered with the nearest name in its folder", async () => {
  await folder.write("law/accountant_dev.csv", "");
  expect(await failure(readText(join(folder.path, "law/acountant_dev.csv")), folder)).toEqual({
    code: "MISSING_DATA",
    message: "no file DIR/law/acountant_dev.csv",
    hint: "did you mean accountant_dev.csv?",
  });
});

test("where no name is near, what the folder holds is listed", async () => {
  for (const name of "abcdefg") await folder.write(`many/${name}`, "");
  await mkdir(join(folder.path, "none"));
  const hints = ["many", "none"].map(async (name) => {
    return (await failure(readText(join(folder.path, name, "questions.csv")), folder)).hint;
  });
  expect(await Promise.all(hints)).toEqual(["DIR/many holds a, b, c, d, e and 2 more", "DIR/none is empty"]);
});

test("a missing folder is named, with the nearest folder that exists", async () => {
  await folder.write("root/ceval/dev/x.csv", "");
  expect(await failure(readText(join(folder.path, "root/cevall/dev/x.csv")), folder)).toEqual({
    code: "MISSING_DATA",
    message: "no file DIR/root/cevall/dev/x.csv: its folder does not exist",
    hint: "did you mean ceval?; --data-dir names the folder that holds the data sets",
  });
});

test("a folder in place of a file is refused", async () => {
  await mkdir(join(folder.path, "folder.csv"));
  expect(await failure(readText(join(folder.path, "folder.csv")), folder)).toMatchObject({
    code: "BAD_DATA",
    message: "DIR/folder.csv: expected a file, found a folder",
  });
});
