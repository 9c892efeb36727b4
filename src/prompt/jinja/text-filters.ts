// Jinja2's filters on text.

import { whiteSpaceClass } from "../../core/unicode.ts";
import { asInteger, asText, bind } from "./arguments.ts";
import { capitalize } from "./casing.ts";
import { Dict } from "./dict.ts";
import type { Filter } from "./filters.ts";
import { formatPercent } from "./format-percent.ts";
import { joined, repeated } from "./limits.ts";
import { isTrue, length, textLength } from "./sequences.ts";
import { pad, replaceText } from "./string-methods.ts";
import { splitLines, strip } from "./string-split.ts";
import { str } from "./text.ts";
import { Markup, PythonError, Tuple, typeName, Undefined, UnsupportedError, type Value } from "./values.ts";

export const textFilters: Readonly<Record<string, Filter>> = {
  capitalize: (value) => capitalize(str(value)),
  center: (value, call) => {
    const [width = 80n] = bind(call, "center", ["width?"]);
    return pad(str(value), { width: asInteger(width), fill: " ", name: "center" });
  },
  format: (value, call) => {
    if (call.args.length > 0 && call.kwargs.size > 0)
      throw new PythonError("FilterArgumentError", "can't handle positional and keyword arguments at the same time");
    return formatPercent(str(value), call.kwargs.size > 0 ? new Dict(call.kwargs) : new Tuple(call.args));
  },
  indent,
  lower: (value) => str(value).toLowerCase(),
  replace: (value, call) => {
    const [old, by, times] = bind(call, "replace", ["old", "new", "count?"]);
    const limit = times === undefined || times === null ? -1 : asInteger(times);
    return replaceText(str(value), str(old as Value), str(by as Value), limit);
  },
  title: (value) => titleWords(str(value)),
  trim: (value, call) => strip(str(value), bind(call, "trim", ["chars?"])[0] ?? null),
  truncate,
  upper: (value) => str(value).toUpperCase(),
  wordcount: (value) => BigInt(Array.from(str(value).matchAll(/[\p{L}\p{N}_]+/gu)).length),
};

function plainText(value: Value, filter: string): string {
  if (value instanceof Undefined) value.raise();
  if (value instanceof Markup) throw new UnsupportedError(`${filter} of text marked as safe`);
  if (typeof value === "string") return value;
  throw new PythonError("TypeError", `unsupported operand type(s) for +=: '${typeName(value)}' and 'str'`);
}

function indent(value: Value, call: Parameters<Filter>[1]): Value {
  const [width = 4n, first = false, blank = false] = bind(call, "indent", ["width?", "first?", "blank?"]);
  const indention = typeof width === "string" ? width : repeated(" ", asInteger(width));
  const [head = "", ...rest] = splitLines(`${plainText(value, "indent")}\n`);
  const lines = rest.map((line) => (line === "" && !isTrue(blank) ? line : indention + line));
  return (isTrue(first) ? indention : "") + joined([head, ...lines], "\n");
}

/** Capitals behind blanks, hyphens and opening brackets; not quite `str.title`. */
function titleWords(text: string): string {
  const pieces = text.split(new RegExp(`([-${whiteSpaceClass}({\\[<]+)`, "u"));
  return pieces
    .map((piece) => {
      const [first = "", ...rest] = Array.from(piece);
      return first.toUpperCase() + rest.join("").toLowerCase();
    })
    .join("");
}

function truncate(value: Value, call: Parameters<Filter>[1]): Value {
  const names = ["length?", "killwords?", "end?", "leeway?"];
  const [limit = 255n, killWords = false, end = "...", leeway = 5n] = bind(call, "truncate", names);
  const ending = asText(end, "end");
  const room = asInteger(limit) - textLength(ending);
  if (room < 0) throw new PythonError("AssertionError", `expected length >= ${textLength(ending)}, got ${limit}`);
  if (length(value) <= asInteger(limit) + asInteger(leeway ?? 5n)) return value;
  const text = plainText(value, "truncate");
  const cut = Array.from(text).slice(0, room).join("");
  if (isTrue(killWords)) return cut + ending;
  const lastBlank = cut.lastIndexOf(" ");
  return (lastBlank === -1 ? cut : cut.slice(0, lastBlank)) + ending;
}
