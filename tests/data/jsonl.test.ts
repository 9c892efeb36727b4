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

test.each<[string, string, string, string]>([
  [
    "a list over several lines",
    '[\n {"a": 1},\n {"a": 2}\n]\n',
    ":1: expected one object a line, found one JSON list over the whole file",
    "write one row a line: PYTHONUTF8=1 python3 -c '",
  ],
  [
    "a list on one line",
    '[{"a": NaN}, {"a": 2}]',
    ":1: expected one object a line, found one JSON list over the whole file",
    "write one row a line: PYTHONUTF8=1 python3 -c '",
  ],
  [
    "a comma behind each line",
    '{"a":1},\n{"a":2},\n',
    ':1:8: not valid JSON: expected nothing more, found ","',
    "no comma stands between the lines of such a file; delete them: sed -E 's/,[[:space:]]*$//' < DIR/t.jsonl",
  ],
  [
    "two objects on a line",
    '{"a":1}{"a":2}\n',
    ':1:8: not valid JSON: expected nothing more, found "{\\"a\\":2}"',
    "begin a new line behind each object",
  ],
  [
    "objects over several lines",
    '{\n "a": 1\n}\n{\n "a": 2\n}\n',
    ':1:2: not valid JSON: expected a key in double quotes or "}", found the end of the text',
    "an object stands on one line as a whole; jq writes it so: jq -c . < DIR/t.jsonl",
  ],
  [
    "a last line that was cut",
    '{"a":1}\n{"a":',
    ":2:6: not valid JSON: expected a value, found the end of the text",
    "line 2 is cut short: complete or delete it",
  ],
  [
    "what Python prints",
    "{'a': 'x'}\n",
    ":1:2: not valid JSON: expected a key in double quotes or \"}\", found \"'a': 'x'}\"",
    "this is how Python prints values; json.dumps writes JSON: PYTHONUTF8=1 python3 -c '",
  ],
  [
    "a word of Python",
    '{"a": None}\n',
    ':1:7: not valid JSON: expected a value, found "None}"',
    "this is how Python prints values; json.dumps writes JSON: PYTHONUTF8=1 python3 -c '",
  ],
  [
    "a byte order mark where two files were joined",
    '{"a":1}\n\ufeff{"a":2}\n',
    ":2:1: a byte order mark (U+FEFF) inside the file",
    "files were joined here; delete the mark: LC_ALL=C sed $'2s/^\\xef\\xbb\\xbf//' < DIR/t.jsonl",
  ],
])("%s: the hint says how to make JSON Lines of it", async (_, content, message, hint) => {
  const found = await failure(readJsonl(await write(content)), folder);
  expect(found.message).toBe(`DIR/t.jsonl${message}`);
  expect(found.hint?.slice(0, hint.length)).toBe(hint);
});

test("numbers of Python, repeated keys and a line of megabytes are read", async () => {
  const long = "x".repeat(6_000_000);
  const rows = await readJsonl(await write(`{"a": NaN, "b": -Infinity}\n{"a": 1, "a": 2}\n{"a": "${long}"}\n`));
  expect(rows).toEqual([{ a: Number.NaN, b: -Infinity }, { a: 2 }, { a: long }]);
});
