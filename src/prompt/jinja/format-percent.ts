// `text % values`, printf's way, as Python has it.

import { isNumeric, plainNumber } from "./compare.ts";
import { decimal, type Notation } from "./decimal.ts";
import { Dict } from "./dict.ts";
import { repeated, requirePrecision } from "./limits.ts";
import { textLength } from "./sequences.ts";
import { repr, str } from "./text.ts";
import { PythonError, Range, Tuple, typeName, Undefined, type Value } from "./values.ts";

const specifier = /%(?:\(([^)]*)\))?([-+ #0]*)(\*|\d+)?(?:\.(\*|\d*))?[hlL]?([\s\S]?)/g;

interface Field {
  flags: string;
  width: number;
  precision: number | null;
}

/** @throws PythonError */
export function formatPercent(text: string, values: Value): string {
  const items: readonly Value[] = values instanceof Tuple ? values.items : [values];
  let used = 0;
  const next = (): Value => {
    const item = items[used++];
    if (item === undefined) throw new PythonError("TypeError", "not enough arguments for format string");
    return item;
  };
  let isByName = false;
  const filled = text.replaceAll(
    specifier,
    (_, key: string | undefined, flags: string, width, precision, type: string) => {
      if (type === "%") return "%";
      const field: Field = { flags, width: size(width, next) ?? 0, precision: precisionOf(size(precision, next)) };
      if (key === undefined) return convert(type, next(), field);
      isByName = true;
      return convert(type, named(values, key), field);
    },
  );
  // Whatever has elements by index is taken for a mapping, which need not be used up.
  const takesAny = [Dict, Range, Undefined].some((type) => values instanceof type) || Array.isArray(values);
  if (used < items.length && !isByName && !takesAny)
    throw new PythonError("TypeError", "not all arguments converted during string formatting");
  return filled;
}

function size(text: string | undefined, next: () => Value): number | null {
  if (text === undefined) return null;
  return text === "*" ? Number(next()) : Number(text);
}

function precisionOf(given: number | null): number | null {
  return given === null ? null : requirePrecision(given);
}

function named(values: Value, key: string): Value {
  if (!(values instanceof Dict)) throw new PythonError("TypeError", "format requires a mapping");
  const found = values.get(key);
  if (found === undefined) throw new PythonError("KeyError", repr(key));
  return found;
}

function convert(type: string, value: Value, field: Field): string {
  if (type === "s") return pad(cut(str(value), field), field);
  if (type === "r" || type === "a") return pad(cut(type === "r" ? repr(value) : ascii(repr(value)), field), field);
  if (type === "c")
    return pad(typeof value === "string" ? value : String.fromCodePoint(Number(number(value, type))), field);
  if ("diu".includes(type) && type !== "")
    return signed(truncated(number(value, type)), "", field, (n) => n.toString());
  if ("oxX".includes(type) && type !== "") return radix(type, number(value, type), field);
  if ("eEfFgG".includes(type) && type !== "") return float(type, Number(number(value, type)), field);
  if (type === "") throw new PythonError("ValueError", "incomplete format");
  throw new PythonError("ValueError", `unsupported format character '${type}'`);
}

/** What `ascii()` makes of a `repr()`. */
export function ascii(text: string): string {
  return text.replaceAll(/[^\0-\x7f]/gu, (character) => {
    const code = character.codePointAt(0) as number;
    const hex = code.toString(16);
    if (code <= 0xff) return `\\x${hex}`;
    return code <= 0xffff ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
  });
}

function cut(text: string, { precision }: Field): string {
  return precision === null ? text : Array.from(text).slice(0, precision).join("");
}

function number(value: Value, type: string): bigint | number {
  if (value instanceof Undefined) value.raise();
  if (isNumeric(value)) return plainNumber(value);
  const wanted = "eEfFgG".includes(type) ? `must be real number, not ${typeName(value)}` : undefined;
  const message = wanted ?? `%${type} format: a real number is required, not ${typeName(value)}`;
  throw new PythonError("TypeError", message);
}

function truncated(value: bigint | number): bigint {
  return typeof value === "bigint" ? value : BigInt(Math.trunc(value));
}

function radix(type: string, value: bigint | number, field: Field): string {
  if (typeof value === "number")
    throw new PythonError("TypeError", `%${type} format: an integer is required, not float`);
  const prefix = field.flags.includes("#") ? `0${type}` : "";
  const digits = (n: bigint) => n.toString(type === "o" ? 8 : 16);
  return signed(value, prefix, field, (n) => (type === "X" ? digits(n).toUpperCase() : digits(n)));
}

function signed(value: bigint, prefix: string, field: Field, digits: (magnitude: bigint) => string): string {
  const body = digits(value < 0n ? -value : value).padStart(field.precision ?? 0, "0");
  return padNumber(value < 0n, prefix, body, field);
}

function float(type: string, value: number, field: Field): string {
  const isNegative = value < 0 || Object.is(value, -0);
  const notation = type.toLowerCase() as Notation;
  const plain = Number.isFinite(value)
    ? decimal(Math.abs(value), notation, field.precision ?? 6, field.flags.includes("#"))
    : Number.isNaN(value)
      ? "nan"
      : "inf";
  return padNumber(isNegative, "", type === notation ? plain : plain.toUpperCase(), field);
}

function padNumber(isNegative: boolean, prefix: string, body: string, field: Field): string {
  const { flags, width } = field;
  const lead = (isNegative ? "-" : flags.includes("+") ? "+" : flags.includes(" ") ? " " : "") + prefix;
  if (!flags.includes("0") || flags.includes("-")) return pad(lead + body, field);
  return lead + repeated("0", width - lead.length - body.length) + body;
}

function pad(text: string, { flags, width }: Field): string {
  const blanks = repeated(" ", width - textLength(text));
  return flags.includes("-") ? text + blanks : blanks + text;
}
