// Format specifications of Python's `str.format`: fill, alignment, sign, width, grouping, precision and type.

import { isNumeric, plainNumber } from "./compare.ts";
import { decimal, type Notation } from "./decimal.ts";
import { repeated, requirePrecision } from "./limits.ts";
import { textLength } from "./sequences.ts";
import { str } from "./text.ts";
import { Markup, PythonError, typeName, Undefined, UnsupportedError, type Value } from "./values.ts";

const form = /^(?:(.)?([<>=^]))?([-+ ])?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([bcdeEfFgGnosxX%])?$/su;

interface Spec {
  fill: string;
  align: string;
  sign: string;
  alternate: boolean;
  width: number;
  grouping: string;
  precision: number | null;
  type: string;
}

/** `format(value, spec)`. @throws PythonError */
export function formatValue(value: Value, text: string): string {
  if (text === "") return str(value);
  if (typeof value === "string") return formatText(value, parseSpec(text, "<"));
  if (typeof value === "boolean" || typeof value === "bigint")
    return formatNumber(plainNumber(value), parseSpec(text, ">"));
  if (isNumeric(value)) return formatNumber(value, parseSpec(text, ">"));
  if (value instanceof Markup) throw new UnsupportedError("formatting text marked as safe");
  const type = value instanceof Undefined ? "Undefined" : typeName(value);
  throw new PythonError("TypeError", `unsupported format string passed to ${type}.__format__`);
}

function parseSpec(text: string, align: string): Spec {
  const match = form.exec(text);
  if (match === null) throw new PythonError("ValueError", `Invalid format specifier '${text}'`);
  const [, fill, given, sign, alternate, zero, width, grouping, precision, type] = match;
  const isZeroPadded = zero !== undefined && given === undefined;
  return {
    fill: fill ?? (zero === undefined ? " " : "0"),
    align: given ?? (isZeroPadded && align === ">" ? "=" : align),
    sign: sign ?? "-",
    alternate: alternate !== undefined,
    width: Number(width ?? 0),
    grouping: grouping ?? "",
    precision: precision === undefined ? null : requirePrecision(Number(precision)),
    type: type ?? "",
  };
}

function formatText(text: string, spec: Spec): string {
  if (spec.type !== "" && spec.type !== "s") throw unknownType(spec.type, "str");
  if (spec.align === "=") throw new PythonError("ValueError", "'=' alignment not allowed in string format specifier");
  return align("", spec.precision === null ? text : Array.from(text).slice(0, spec.precision).join(""), spec);
}

function formatNumber(value: bigint | number, spec: Spec): string {
  const isNegative = value < 0 || Object.is(value, -0);
  const sign = isNegative ? "-" : spec.sign === "-" ? "" : spec.sign;
  const isWhole = typeof value === "bigint" && (spec.type === "" || "bcdnoxX".includes(spec.type));
  const magnitude = isNegative ? -value : value;
  if (isWhole) return formatInteger(magnitude as bigint, sign, spec);
  return align(sign, group(floatText(Number(magnitude), spec), spec, 3), spec);
}

const radices: Record<string, number> = { b: 2, o: 8, x: 16, X: 16 };

function formatInteger(magnitude: bigint, sign: string, spec: Spec): string {
  if (spec.precision !== null) throw new PythonError("ValueError", "Precision not allowed in integer format specifier");
  if (spec.type === "c")
    return align("", String.fromCodePoint(Number(magnitude)), {
      ...spec,
      align: spec.align === ">" ? "<" : spec.align,
    });
  const digits = magnitude.toString(radices[spec.type] ?? 10);
  const prefix = spec.alternate && radices[spec.type] !== undefined ? `0${spec.type}` : "";
  const body = group(spec.type === "X" ? digits.toUpperCase() : digits, spec, radices[spec.type] === undefined ? 3 : 4);
  return align(sign + prefix, body, spec);
}

function floatText(magnitude: number, { type, precision, alternate }: Spec): string {
  if (!Number.isFinite(magnitude)) return Number.isNaN(magnitude) ? "nan" : "inf";
  if (type === "%") return `${decimal(magnitude * 100, "f", precision ?? 6)}%`;
  if (type === "" && precision === null) return str(magnitude);
  if (type === "" || type === "n") throw new UnsupportedError("a precision without a type in a format");
  if (!"eEfFgG".includes(type)) throw unknownType(type, "float");
  const text = decimal(magnitude, type.toLowerCase() as Notation, precision ?? 6, alternate);
  return type === type.toLowerCase() ? text : text.toUpperCase();
}

function group(text: string, { grouping, fill, align: alignment, width }: Spec, size: 3 | 4): string {
  if (grouping === "") return text;
  if (fill === "0" && alignment === "=" && width > 0)
    throw new UnsupportedError("zero padding with a thousands separator");
  const [, whole = "", rest = ""] = /^([\da-fA-F]*)(.*)$/s.exec(text) ?? [];
  const groups: string[] = [];
  for (let end = whole.length; end > 0; end -= size) groups.unshift(whole.slice(Math.max(0, end - size), end));
  return groups.join(grouping) + rest;
}

function unknownType(type: string, of: string): PythonError {
  return new PythonError("ValueError", `Unknown format code '${type}' for object of type '${of}'`);
}

function align(lead: string, body: string, { fill, align: alignment, width }: Spec): string {
  const missing = Math.max(0, width - textLength(lead + body));
  const left = Math.floor(missing / 2);
  if (alignment === "=") return lead + repeated(fill, missing) + body;
  if (alignment === "<") return lead + body + repeated(fill, missing);
  if (alignment === ">") return repeated(fill, missing) + lead + body;
  return repeated(fill, left) + lead + body + repeated(fill, missing - left);
}
