// str.strip, split, splitlines and partition.

import { splitWords, strip as stripBlanks, whiteSpaceClass } from "../../core/unicode.ts";
import { asInteger, asText, bind } from "./arguments.ts";
import { type Call, PythonError, Tuple, typeName, type Value } from "./values.ts";

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

export function split(text: string, call: Call, name: "split" | "rsplit"): Value {
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

const wordPattern = new RegExp(`[^${whiteSpaceClass}]+`, "gu");

function splitBlanks(text: string, limit: number, fromRight: boolean): string[] {
  const words = splitWords(text);
  if (limit < 0 || words.length <= limit) return words;
  // What is not split keeps its white space but for that on the side of the cuts.
  const found = [...text.matchAll(wordPattern)];
  if (!fromRight) return [...words.slice(0, limit), text.slice(found[limit]?.index)];
  const last = found[words.length - limit - 1];
  return [text.slice(0, last && last.index + last[0].length), ...words.slice(words.length - limit)];
}

export function splitLines(text: string, keepsEnds = false): string[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they end lines
  const ends = /(\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])/;
  const pieces = text.split(ends);
  const lines: string[] = [];
  for (let at = 0; at < pieces.length; at += 2) {
    const [line = "", end = ""] = [pieces[at], pieces[at + 1]];
    if (line + end !== "") lines.push(keepsEnds ? line + end : line);
  }
  return lines;
}

export function partition(text: string, call: Call, name: "partition" | "rpartition"): Value {
  const separator = asText(bind(call, name, ["sep"])[0], "must be");
  if (separator === "") throw new PythonError("ValueError", "empty separator");
  const at = name === "partition" ? text.indexOf(separator) : text.lastIndexOf(separator);
  if (at === -1) return new Tuple(name === "partition" ? [text, "", ""] : ["", "", text]);
  return new Tuple([text.slice(0, at), separator, text.slice(at + separator.length)]);
}
