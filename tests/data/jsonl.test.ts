import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { readJsonl } from "../../src/data/jsonl.ts";
import { failure, tempFolder } from "./temp-folder.ts";

const folder = await tempFolder();
const write = (content: string) => folder.write("t.jsonl", content);

test.each([
  ["LF", '{"a":1}\n{"a":2}\n'],
  ["CRLF", '{"a":1}\r\n{"a":2}\r\n'],
  ["a lone CR", '{"a":1}\r{"a":2}'],
  ["a byte order mark and no last line end", '\ufeff{"a":1}\n{"a":2}'],
])("lines end at %s", async (_, content) => {
  expect(await readJsonl(await write(content))).toEqual([{ a: 1 }, { a: 2 }]);
});

test("line separators of Unicode inside a string do not end a line", async () => {
  const text = "a\u2028b\u2029c\u0085d";
  expect(await readJsonl(await write(`{"text":"${text}"}\n`))).toEqual([{ text }]);
});

test("an escaped line break stays what the file wrote", async () => {
  expect(await readJsonl(await write('{"code":"a\\r\\nb"}\n'))).toEqual([{ code: "a\r\nb" }]);
});

test("rows keep the order of their keys and nested values", async () => {
  const line = '{"z":[{"b":null,"a":1.5}],"__proto__":"x","a":true}';
  expect(JSON.stringify(await readJsonl(await write(line)))).toBe(`[${line}]`);
});

test("floats can be kept as Python prints them", async () => {
  const path = await write('{"target": 8.0}\n{"target": 7}\n');
  expect(await readJsonl(path, { numbers: "python-text" })).toEqual([{ target: "8.0" }, { target: "7" }]);
});

test("a file that ends in .jsonl.gz is unzipped", async () => {
  const path = await folder.write("t.jsonl.gz", gzipSync('{"a":"题"}\n'));
  expect(await readJsonl(path)).toEqual([{ a: "题" }]);
});

test("an empty file has no rows", async () => {
  expect(await readJsonl(await write(""))).toEqual([]);
});

test.each([
  ["a broken line", '{"a":1}\n{"a":}\n', '2:6: not valid JSON: expected a value, found "}"'],
  ["a cut-off line", '{"a":1}\n{"a": "text', "2:7: not valid JSON: expected a value, found a string"],
  ["a blank line", '{"a":1}\n\n', "2: expected an object, found a blank line"],
  ["a list", "[1, 2]\n", "1: expected an object, found [1, 2]"],
  ["null", "null\n", "1: expected an object, found null"],
  [
    "a whole document",
    '{\n  "a": 1\n}\n',
    '1:2: not valid JSON: expected a key in double quotes or "}", found the end of the text',
  ],
])("%s is refused with its place", async (_, content, reason) => {
  const { code, message } = await failure(readJsonl(await write(content)), folder);
  expect(code).toBe("BAD_DATA");
  expect(message?.startsWith(`DIR/t.jsonl:${reason}`), message).toBe(true);
});
