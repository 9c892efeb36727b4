// The methods of Python's str. Lengths, places and characters go by code points.

import { caseFold, splitWords, strip as stripBlanks, whiteSpaceClass } from "../../core/unicode.ts";
import { asInteger, asText, bind } from "./arguments.ts";
import { capitalize, swapCase, textTests, title } from "./casing.ts";
import { iterate, slice, textLength } from "./sequences.ts";
import { type Call, Markup, PythonError, Tuple, typeName, UnsupportedError, type Value } from "./values.ts";

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

/** @param chars Null: white space. */
export function strip(text: string, chars: Value, side: "strip" | "lstrip" | "rstrip" = "strip"): string {
  if (chars !== null && typeof chars !== "string")
    throw new PythonError("TypeError", `${side} arg must be None or str, not ${typeName(chars)}`);
  const isStripped = chars === null ? (character: string) => stripBlanks(character) === "" : stripper(chars);
  const characters = Array.from(text);
  let start = 0;
  let end = characters.length;
  while (side !== "rstrip" && start < end && isStripped(characters[start] as string)) start++;
  while (side !== "lstrip" && end > start && isStripped(characters[end - 1] as string)) end--;
  return characters.slice(start, end).join("");
}

function stripper(chars: string): (character: string) => boolean {
  const set = new Set(chars);
  return (character) => set.has(character);
}

/** The part of a text that `start` and `end` arguments leave, and where it begins; null where they leave nothing at all. */
function part(text: string, start: Value | undefined, end: Value | undefined): { text: string; offset: number } | null {
  const length = textLength(text);
  const place = (value: Value | undefined, fallback: number) => {
    if (value === undefined || value === null) return fallback;
    const at = asInteger(value);
    return at < 0 ? Math.max(at + length, 0) : at;
  };
  const [from, to] = [place(start, 0), place(end, length)];
  if (from > length || from > to) return null;
  const bounds = { start: BigInt(from), stop: BigInt(to), step: null };
  return { text: slice(text, bounds) as string, offset: from };
}

function isAffix(text: string, call: Call, name: "startswith" | "endswith"): boolean {
  const [affix, start, end] = bind(call, name, ["affix", "start?", "end?"]);
  const within = part(text, start, end);
  const affixes = affix instanceof Tuple ? affix.items : [affix as Value];
  return affixes.some((item) => {
    if (typeof item !== "string") {
      const message = `${name} first arg must be str or a tuple of str, not ${typeName(item)}`;
      throw new PythonError("TypeError", message);
    }
    return within !== null && (name === "startswith" ? within.text.startsWith(item) : within.text.endsWith(item));
  });
}

function find(text: string, call: Call, name: string): number {
  const [wanted, start, end] = bind(call, name, ["sub", "start?", "end?"]);
  const sought = asText(wanted, "must be");
  const within = part(text, start, end);
  if (within === null) return -1;
  const at = name.startsWith("r") ? within.text.lastIndexOf(sought) : within.text.indexOf(sought);
  return at === -1 ? -1 : textLength(within.text.slice(0, at)) + within.offset;
}

function found(at: number): bigint {
  if (at === -1) throw new PythonError("ValueError", "substring not found");
  return BigInt(at);
}

function count(text: string, call: Call): number {
  const [wanted, start, end] = bind(call, "count", ["sub", "start?", "end?"]);
  const sought = asText(wanted, "must be");
  const within = part(text, start, end);
  if (within === null) return 0;
  return sought === "" ? textLength(within.text) + 1 : within.text.split(sought).length - 1;
}

function replace(text: string, call: Call): string {
  const [old, by, times] = bind(call, "replace", ["old", "new", "count?"]);
  const limit = times === undefined ? -1 : asInteger(times);
  return replaceText(text, asText(old, "replace() argument 1"), asText(by, "replace() argument 2"), limit);
}

/** @param limit Below zero: all. */
export function replaceText(text: string, old: string, by: string, limit: number): string {
  const pieces = old === "" ? ["", ...Array.from(text), ""] : text.split(old);
  const times = limit < 0 ? pieces.length - 1 : Math.min(limit, pieces.length - 1);
  const rest = pieces.slice(times);
  return pieces.slice(0, times).map((piece) => piece + by).join("") + rest.join(old);
}

function split(text: string, call: Call, name: "split" | "rsplit"): Value {
  const [separator, most] = bind(call, name, ["sep?", "maxsplit?"]);
  const limit = most === undefined ? -1 : asInteger(most);
  if (separator === undefined || separator === null) return splitBlanks(text, limit, name === "rsplit");
  const pieces = splitOn(text, asText(separator, "must be str or None"));
  if (limit < 0 || pieces.length - 1 <= limit) return pieces;
  if (name === "split") return [...pieces.slice(0, limit), pieces.slice(limit).join(separator as string)];
  const kept = pieces.length - limit;
  return [pieces.slice(0, kept).join(separator as string), ...pieces.slice(kept)];
}

function splitOn(text: string, separator: string): string[] {
  if (separator === "") throw new PythonError("ValueError", "empty separator");
  return text.split(separator);
}

function splitBlanks(text: string, limit: number, fromRight: boolean): string[] {
  const words = splitWords(text);
  if (limit < 0 || words.length <= limit) return words;
  // What is not split keeps its white space but for that on the side of the cuts.
  const [word, blanks] = [`[^${whiteSpaceClass}]+`, `[${whiteSpaceClass}]*`];
  const side = fromRight ? "rstrip" : "lstrip";
  const cut = new RegExp(fromRight ? `(?:${blanks}${word}){${limit}}${blanks}$` : `^${blanks}(?:${word}${blanks}){${limit}}`, "u");
  const rest = strip(limit === 0 ? text : text.replace(cut, ""), null, side);
  const kept = rest === "" ? [] : [rest];
  return fromRight ? [...kept, ...words.slice(words.length - limit)] : [...words.slice(0, limit), ...kept];
}

export function splitLines(text: string, keepsEnds = false): string[] {
  const ends = /(\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])/;
  const pieces = text.split(ends);
  const lines: string[] = [];
  for (let at = 0; at < pieces.length; at += 2) {
    const [line = "", end = ""] = [pieces[at], pieces[at + 1]];
    if (line + end !== "") lines.push(keepsEnds ? line + end : line);
  }
  return lines;
}

function partition(text: string, call: Call, name: "partition" | "rpartition"): Value {
  const separator = asText(bind(call, name, ["sep"])[0], "must be");
  if (separator === "") throw new PythonError("ValueError", "empty separator");
  const at = name === "partition" ? text.indexOf(separator) : text.lastIndexOf(separator);
  if (at === -1) return new Tuple(name === "partition" ? [text, "", ""] : ["", "", text]);
  return new Tuple([text.slice(0, at), separator, text.slice(at + separator.length)]);
}

function joinTexts(separator: string, values: Value): string {
  const texts = Array.from(iterate(values), (value, at) => {
    if (value instanceof Markup) throw new UnsupportedError("joining text marked as safe");
    if (typeof value === "string") return value;
    throw new PythonError("TypeError", `sequence item ${at}: expected str instance, ${typeName(value)} found`);
  });
  return texts.join(separator);
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

export function pad(text: string, { width, fill, name }: { width: number; fill: string; name: "center" | "ljust" | "rjust" }) {
  if (textLength(fill) !== 1)
    throw new PythonError("TypeError", "The fill character must be exactly one character long");
  const missing = Math.max(0, width - textLength(text));
  if (name === "ljust") return text + fill.repeat(missing);
  if (name === "rjust") return fill.repeat(missing) + text;
  const left = Math.floor(missing / 2) + (missing & width & 1);
  return fill.repeat(left) + text + fill.repeat(missing - left);
}

function zeroFill(text: string, call: Call): string {
  const missing = asInteger(bind(call, "zfill", ["width"])[0] as Value) - textLength(text);
  const sign = /^[+-]/.exec(text)?.[0] ?? "";
  return sign + "0".repeat(Math.max(0, missing)) + text.slice(sign.length);
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
    return " ".repeat(blanks);
  }).join("");
}
