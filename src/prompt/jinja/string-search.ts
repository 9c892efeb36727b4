// str.find, index, count, startswith and endswith, with their bounds.

import { asInteger, asText, bind } from "./arguments.ts";
import { slice, textLength } from "./sequences.ts";
import { type Call, PythonError, Tuple, typeName, type Value } from "./values.ts";

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

export function isAffix(text: string, call: Call, name: "startswith" | "endswith"): boolean {
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

export function find(text: string, call: Call, name: string): number {
  const [wanted, start, end] = bind(call, name, ["sub", "start?", "end?"]);
  const sought = asText(wanted, "must be");
  const within = part(text, start, end);
  if (within === null) return -1;
  const at = name.startsWith("r") ? within.text.lastIndexOf(sought) : within.text.indexOf(sought);
  return at === -1 ? -1 : textLength(within.text.slice(0, at)) + within.offset;
}

export function found(at: number): bigint {
  if (at === -1) throw new PythonError("ValueError", "substring not found");
  return BigInt(at);
}

export function count(text: string, call: Call): number {
  const [wanted, start, end] = bind(call, "count", ["sub", "start?", "end?"]);
  const sought = asText(wanted, "must be");
  const within = part(text, start, end);
  if (within === null) return 0;
  return sought === "" ? textLength(within.text) + 1 : within.text.split(sought).length - 1;
}
