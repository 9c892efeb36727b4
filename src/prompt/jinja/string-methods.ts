// The methods of Python's str. Lengths, places and characters go by code points.

import { caseFold } from "../../core/unicode.ts";
import { asInteger, asText, bind } from "./arguments.ts";
import { capitalize, swapCase, textTests, title } from "./casing.ts";
import { joined, repeated } from "./limits.ts";
import { iterate, textLength } from "./sequences.ts";
import { count, find, found, isAffix } from "./string-search.ts";
import { partition, split, splitLines, strip } from "./string-split.ts";
import { type Call, Markup, PythonError, typeName, UnsupportedError, type Value } from "./values.ts";

type Method = (text: string, call: Call) => Value;

const plain = (name: string, change: (text: string) => Value): [string, Method] => [
  name,
  (text, call) => {
    bind(call, name, []);
    return change(text);
  },
];

const unsupported = ["encode", "format_map", "maketrans", "translate"];

export const stringMethods: ReadonlyMap<string, Method> = new Map<string, Method>([
  plain("capitalize", capitalize),
  plain("casefold", caseFold),
  plain("lower", (text) => text.toLowerCase()),
  plain("swapcase", swapCase),
  plain("title", title),
  plain("upper", (text) => text.toUpperCase()),
  ...Object.entries(textTests).map(([name, test]) => plain(name, test)),
  ...(["strip", "lstrip", "rstrip"] as const).map((name): [string, Method] => [
    name,
    (text, call) => strip(text, bind(call, name, ["chars?"])[0] ?? null, name),
  ]),
  ["startswith", (text, call) => isAffix(text, call, "startswith")],
  ["endswith", (text, call) => isAffix(text, call, "endswith")],
  ["find", (text, call) => BigInt(find(text, call, "find"))],
  ["rfind", (text, call) => BigInt(find(text, call, "rfind"))],
  ["index", (text, call) => found(find(text, call, "index"))],
  ["rindex", (text, call) => found(find(text, call, "rindex"))],
  ["count", (text, call) => BigInt(count(text, call))],
  ["replace", replace],
  ["split", (text, call) => split(text, call, "split")],
  ["rsplit", (text, call) => split(text, call, "rsplit")],
  ["splitlines", (text, call) => splitLines(text, Boolean(bind(call, "splitlines", ["keepends?"])[0]))],
  ["partition", (text, call) => partition(text, call, "partition")],
  ["rpartition", (text, call) => partition(text, call, "rpartition")],
  ["join", (text, call) => joinTexts(text, bind(call, "join", ["iterable"])[0] as Value)],
  ["removeprefix", (text, call) => removeAffix(text, call, "removeprefix")],
  ["removesuffix", (text, call) => removeAffix(text, call, "removesuffix")],
  ["center", (text, call) => justify(text, call, "center")],
  ["ljust", (text, call) => justify(text, call, "ljust")],
  ["rjust", (text, call) => justify(text, call, "rjust")],
  ["zfill", zeroFill],
  ["expandtabs", expandTabs],
  ...unsupported.map((name): [string, Method] => [
    name,
    () => {
      throw new UnsupportedError(`the method ${name} of text`);
    },
  ]),
]);

function replace(text: string, call: Call): string {
  const [old, by, times] = bind(call, "replace", ["old", "new", "count?"]);
  const limit = times === undefined ? -1 : asInteger(times);
  return replaceText(text, asText(old, "replace() argument 1"), asText(by, "replace() argument 2"), limit);
}

/** @param limit Below zero: all. */
export function replaceText(text: string, old: string, by: string, limit: number): string {
  const pieces = old === "" ? ["", ...Array.from(text), ""] : text.split(old);
  const times = limit < 0 ? pieces.length - 1 : Math.min(limit, pieces.length - 1);
  const replaced = joined(pieces.slice(0, times + 1), by);
  return joined([replaced, ...pieces.slice(times + 1)], old);
}

function joinTexts(separator: string, values: Value): string {
  const texts = Array.from(iterate(values), (value, at) => {
    if (value instanceof Markup) throw new UnsupportedError("joining text marked as safe");
    if (typeof value === "string") return value;
    throw new PythonError("TypeError", `sequence item ${at}: expected str instance, ${typeName(value)} found`);
  });
  return joined(texts, separator);
}

function removeAffix(text: string, call: Call, name: "removeprefix" | "removesuffix"): string {
  const affix = asText(bind(call, name, ["affix"])[0], `${name}() argument`);
  if (name === "removeprefix") return text.startsWith(affix) ? text.slice(affix.length) : text;
  return affix !== "" && text.endsWith(affix) ? text.slice(0, -affix.length) : text;
}

function justify(text: string, call: Call, name: "center" | "ljust" | "rjust"): string {
  const [width, fill = " "] = bind(call, name, ["width", "fillchar?"]);
  return pad(text, { width: asInteger(width as Value), fill: asText(fill, "the fill character"), name });
}

export function pad(
  text: string,
  { width, fill, name }: { width: number; fill: string; name: "center" | "ljust" | "rjust" },
) {
  if (textLength(fill) !== 1)
    throw new PythonError("TypeError", "The fill character must be exactly one character long");
  const missing = Math.max(0, width - textLength(text));
  if (name === "ljust") return text + repeated(fill, missing);
  if (name === "rjust") return repeated(fill, missing) + text;
  const left = Math.floor(missing / 2) + (missing & width & 1);
  return repeated(fill, left) + text + repeated(fill, missing - left);
}

function zeroFill(text: string, call: Call): string {
  const missing = asInteger(bind(call, "zfill", ["width"])[0] as Value) - textLength(text);
  const sign = /^[+-]/.exec(text)?.[0] ?? "";
  return sign + repeated("0", missing) + text.slice(sign.length);
}

function expandTabs(text: string, call: Call): string {
  const size = asInteger(bind(call, "expandtabs", ["tabsize?"])[0] ?? 8n);
  let column = 0;
  return Array.from(text, (character) => {
    if (character === "\n" || character === "\r") column = 0;
    else if (character !== "\t") column++;
    if (character !== "\t") return character;
    const blanks = size > 0 ? size - (column % size) : 0;
    column += blanks;
    return repeated(" ", blanks);
  }).join("");
}
