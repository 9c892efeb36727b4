import { expect, test } from "vitest";
import { parseKwargs, parseLiteral } from "../../src/cli/kwargs.ts";
import type { JsonValue } from "../../src/core/json.ts";
import { errorOf } from "../run/error-of.ts";

test.each<[text: string, value: JsonValue]>([
  ["True", true],
  ["false", false],
  ["TRUE", true],
  ["None", null],
  ["null", null],
  ["1", 1],
  ["-2", -2],
  ["+3", 3],
  ["0.6", 0.6],
  [".5", 0.5],
  ["2.", 2],
  ["1e-3", 0.001],
  ["1E5", 100000],
  ["'1'", "1"],
  ['"True"', "True"],
  ["''", ""],
  ["'it''s'", "it''s"],
  ["float16", "float16"],
  ["1.2.3", "1.2.3"],
  ["1_000", "1_000"],
  ["0x10", "0x10"],
  ["", ""],
  ["'half", "'half"],
  ["auto", "auto"],
  ["__import__('os')", "__import__('os')"], // text, whatever it would mean elsewhere
])("%s is read as %j", (text, value) => {
  expect(parseLiteral(text)).toStrictEqual(value);
});

test.each<[args: string[], parsed: Record<string, JsonValue>]>([
  [[], {}],
  [["do_sample=True", "temperature=0.6"], { do_sample: true, temperature: 0.6 }],
  [["do_sample=True,temperature=0.6"], { do_sample: true, temperature: 0.6 }],
  [["do_sample=True, top_k=5"], { do_sample: true, top_k: 5 }],
  [["device_map='auto'"], { device_map: "auto" }],
  [["stop=a,b"], { stop: "a,b" }], // a comma inside a value
  [["text=a=b"], { text: "a=b" }],
  [["key = value"], { key: "value" }],
  [["empty="], { empty: "" }],
])("%j is parsed", (args, parsed) => {
  expect(parseKwargs("--model-kwargs", args)).toStrictEqual(parsed);
});

test.each<[args: string[], message: string, hint?: string]>([
  [["temperature"], '--model-kwargs: "temperature" is not of the form key=value', "write temperature=VALUE"],
  [["=0.6"], '--model-kwargs: "=0.6" is not of the form key=value', "write for example"],
  [["# the seed"], '--model-kwargs: "# the seed" is not of the form key=value', "write for example"],
  [["top_k=1", "top_k=2"], '--model-kwargs: "top_k" is given twice'],
  [["top_k=1,top_k=2"], '--model-kwargs: "top_k" is given twice'],
])("%j is refused", async (args, message, hint) => {
  const error = await errorOf(() => parseKwargs("--model-kwargs", args));
  expect(error).toMatchObject({ name: "UsageError", message });
  if (hint !== undefined) expect(error.hint).toContain(hint);
});

test("keys that objects carry from birth are plain keys", () => {
  expect(Object.entries(parseKwargs("--model-kwargs", ["constructor=1", "toString=2"]))).toEqual([
    ["constructor", 1],
    ["toString", 2],
  ]);
});
