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

const chinese = "c4e3bac30a"; // 你好 and a line feed in GBK
const convert = (encoding: string) =>
  `iconv -f ${encoding} -t UTF-8 < DIR/bad.txt > DIR/bad.txt.new && mv DIR/bad.txt.new DIR/bad.txt`;
const bigEndian = (text: string) => Buffer.from(text, "utf16le").swap16();

test.each<[string, Buffer, string, string]>([
  [
    "GBK",
    Buffer.from(`676f6f640a78${chinese}`, "hex"),
    ":2:2: not UTF-8 text; it looks like GBK",
    `save the file as UTF-8; if it is GBK: ${convert("GB18030")}`,
  ],
  [
    "UTF-16",
    Buffer.from("\ufeffa", "utf16le"),
    ": expected UTF-8 text, found UTF-16",
    `convert it: ${convert("UTF-16")}`,
  ],
  [
    "UTF-16 with the high byte first",
    bigEndian("\ufeff题,A\n"),
    ": expected UTF-8 text, found UTF-16",
    `convert it: ${convert("UTF-16")}`,
  ],
  [
    "UTF-16 without a mark",
    Buffer.from("id,question\n1,一二一\n", "utf16le"),
    ": expected UTF-8 text, found UTF-16 without a byte order mark",
    `convert it: ${convert("UTF-16LE")}`,
  ],
  [
    "UTF-16 without a mark, the high byte first",
    bigEndian("id,question\n1,一二一\n"),
    ": expected UTF-8 text, found UTF-16 without a byte order mark",
    `convert it: ${convert("UTF-16BE")}`,
  ],
  [
    "UTF-32",
    Buffer.from("fffe000061000000", "hex"),
    ": expected UTF-8 text, found UTF-32",
    `convert it: ${convert("UTF-32")}`,
  ],
  [
    "Windows-1252",
    Buffer.from("a\ncaf\xe9 au lait\n", "latin1"),
    ":2:4: not UTF-8 text",
    `save the file as UTF-8; if it is Windows-1252: ${convert("WINDOWS-1252")}`,
  ],
  [
    "a bad line among good ones",
    Buffer.concat([Buffer.from("题目\nx"), Buffer.from([0xe9, 0x20]), Buffer.from("答案\n")]),
    ":2:2: not UTF-8 text",
    "the lines before it are UTF-8: this one was cut, or comes from another file; take it from its source again",
  ],
  [
    "a cut-off character at the end",
    Buffer.from([0x61, 0x0a, 0x0a, 0xe4, 0xbd]),
    ":3:1: the file ends inside a character",
    "it was cut: copy or download it again",
  ],
  [
    "a bad byte before the last line end",
    Buffer.from([0x7b, 0xff, 0x0a]),
    ":1:2: not UTF-8 text",
    `save the file as UTF-8; if it is Windows-1252: ${convert("WINDOWS-1252")}`,
  ],
  [
    "an encoded surrogate",
    Buffer.from([0xed, 0xa0, 0x80, 0x0a]),
    ":1:1: not UTF-8 text",
    `save the file as UTF-8; if it is Windows-1252: ${convert("WINDOWS-1252")}`,
  ],
])("%s is not UTF-8: the place and the remedy are named", async (_, bytes, message, hint) => {
  expect(await failure(readText(await folder.write("bad.txt", bytes)), folder)).toEqual({
    code: "BAD_DATA",
    message: `DIR/bad.txt${message}`,
    hint,
  });
});

test("a zipped file is converted through gunzip", async () => {
  const path = await folder.write("bad.txt.gz", gzipSync(Buffer.from(chinese, "hex")));
  expect((await failure(readText(path), folder)).hint).toContain(
    "gunzip -c < DIR/bad.txt.gz | iconv -f GB18030 -t UTF-8 | gzip > DIR/bad.txt.gz.new",
  );
});

test("a device in place of a file is refused", async () => {
  expect(await failure(readText("/dev/null"), folder)).toMatchObject({
    code: "BAD_DATA",
    message: "/dev/null: expected a file, found a device",
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

test("the name of another file that is only much alike is no answer", async () => {
  await folder.write("exams/high_school_politics_dev.csv", "");
  const { hint } = await failure(readText(join(folder.path, "exams/high_school_physics_dev.csv")), folder);
  expect(hint).toBe("DIR/exams holds high_school_politics_dev.csv");
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
