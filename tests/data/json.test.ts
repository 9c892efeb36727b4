import { expect, test } from "vitest";
import { PythonRandom } from "../../src/core/python-random.ts";
import { readJson } from "../../src/data/json.ts";
import { findJsonError } from "../../src/data/json-error.ts";
import { failure, tempFolder } from "./temp-folder.ts";

const folder = await tempFolder();
const write = (content: string) => folder.write("t.json", content);

test("a document is read with its keys in file order", async () => {
  const value = await readJson(await write('\ufeff{"b": [1, 2.5, null],\r\n "a": {"c": true}}'));
  expect(JSON.stringify(value)).toBe('{"b":[1,2.5,null],"a":{"c":true}}');
});

test("integers beyond 2^53 keep their digits", async () => {
  const value = await readJson(
    await write('[9007199254740991, 9007199254740993, -12345678901234567890, 1e20, "12345678901234567890"]'),
  );
  expect(value).toEqual([9007199254740991, "9007199254740993", "-12345678901234567890", 1e20, "12345678901234567890"]);
});

test("numbers can be kept as Python prints them", async () => {
  const source =
    '{"n": [64.0, 64, -0.0, -0, 5186630.5999999996, 1e-7, 1E+16, 0.0001, 123456789012345678901], "s": "x\\"1.0\\\\", "1.0": 2.50}';
  expect(await readJson(await write(source), { numbers: "python-text" })).toEqual({
    n: ["64.0", "64", "-0.0", "0", "5186630.6", "1e-07", "1e+16", "0.0001", "123456789012345678901"],
    s: 'x"1.0\\',
    "1.0": "2.5",
  });
});

test.each([
  ["", "1:1: not valid JSON: expected a value, found the end of the text"],
  ['{"a": 1,\n "b" 2}', '2:6: not valid JSON: expected ":", found "2}"'],
  ['{"a": 1,}', '1:9: not valid JSON: expected a key in double quotes, found "}"'],
  ["{'a': 1}", '1:2: not valid JSON: expected a key in double quotes or "}", found "\'a\': 1}"'],
  ["[1, 2", '1:6: not valid JSON: expected "," or "]", found the end of the text'],
  ["[1 2]", '1:4: not valid JSON: expected "," or "]", found "2]"'],
  ['{"a": Nan}', '1:7: not valid JSON: expected a value, found "Nan}"'],
  [
    '{"a": "x\\\\\\ud83d"}',
    "1:11: not valid JSON: expected both halves of a character, found the half \\ud83d alone: a text was cut inside it",
  ],
  [
    '["ok \\ud83d\\ude00",\n "\\ude00"]',
    "2:3: not valid JSON: expected both halves of a character, found the half \\ude00 alone: a text was cut inside it",
  ],
  ["[01]", '1:3: not valid JSON: expected "," or "]", found "1]"'],
  ["{} {}", '1:4: not valid JSON: expected nothing more, found "{}"'],
  [
    '{"a": "x\ny"}',
    '1:7: not valid JSON: expected a value, found a string with a bad escape or a raw control character: "\\"x\\ny\\"}"',
  ],
])("%j is refused at its place", async (content, reason) => {
  expect(await failure(readJson(await write(content)), folder)).toMatchObject({
    code: "BAD_DATA",
    message: `DIR/t.json:${reason}`,
  });
});

test("NaN and the infinities of Python are read, but not inside strings", async () => {
  const source = '{"n": [NaN, Infinity, -Infinity, 12345678901234567890], "NaN": "-Infinity, NaN"}';
  expect(await readJson(await write(source))).toEqual({
    n: [Number.NaN, Infinity, -Infinity, "12345678901234567890"],
    NaN: "-Infinity, NaN",
  });
  expect(await readJson(await write(source), { numbers: "python-text" })).toEqual({
    n: ["nan", "inf", "-inf", "12345678901234567890"],
    NaN: "-Infinity, NaN",
  });
});

test("what Python prints is no JSON, and the hint says what is", async () => {
  const { hint } = await failure(readJson(await write("{'a': [True, None]}")), folder);
  expect(hint).toContain("json.dumps writes JSON: PYTHONUTF8=1 python3 -c '");
});

test("a text has an error exactly when JSON.parse refuses it", () => {
  const random = new PythonRandom(7);
  const source = '{"a":[1,-2.5e+3,true,null,"x\\n\\u00e9\\\\"],"b":{"c":"","d":[]},"e":false}';
  const alphabet = [...'{}[],:"\\ 0-1.eEtu\n\u0001é'];
  let refused = 0;
  for (let i = 0; i < 5000; i += 1) {
    const at = random.randrange(source.length);
    const text = source.slice(0, at) + random.choice(alphabet) + source.slice(at + random.randrange(2));
    const valid = isJson(text);
    expect(findJsonError(text) === null, text).toBe(valid);
    if (!valid) refused += 1;
  }
  expect(refused).toBeGreaterThan(1000);
});

test("deep nesting and strings of megabytes do not overflow", async () => {
  expect(findJsonError("[".repeat(300_000))).toMatchObject({ offset: 300_000 });
  const long = JSON.stringify({ text: 'x\\"'.repeat(2_000_000) });
  expect(findJsonError(`${long.slice(0, -1)},}`)).toMatchObject({ found: '"}"' });
  const path = await write(`{"id": 12345678901234567890, "text": ${JSON.stringify("y\n".repeat(2_000_000))}}`);
  expect(await readJson(path)).toMatchObject({ id: "12345678901234567890" });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
