// Python's arithmetic: integers of any size, division that rounds down, repeated and joined sequences, `%` on text.

import { isNumeric, plainNumber } from "./compare.ts";
import { formatPercent } from "./format-percent.ts";
import { LimitError, repeated, requireInteger, requireLength, takeSteps, templateLimits } from "./limits.ts";
import type { Arithmetic } from "./nodes.ts";
import { escapeHtml } from "./text.ts";
import { Markup, PythonError, Tuple, typeName, Undefined, UnsupportedError, type Value } from "./values.ts";

/** @throws PythonError */
export function calculate(operator: Arithmetic, left: Value, right: Value): Value {
  if (left instanceof Markup || right instanceof Markup) return calculateMarkup(operator, left, right);
  if (operator === "%" && typeof left === "string") return formatPercent(left, right);
  for (const value of [left, right]) if (value instanceof Undefined) value.raise();
  if (isNumeric(left) && isNumeric(right)) return calculateNumbers(operator, plainNumber(left), plainNumber(right));
  const result =
    operator === "+" ? join(left, right) : operator === "*" ? (repeat(left, right) ?? repeat(right, left)) : null;
  if (result !== null) return result;
  throw unsupported(operator, left, right);
}

/** What joins marked text is escaped, and the whole is marked. */
function calculateMarkup(operator: Arithmetic, left: Value, right: Value): Value {
  const isText = [left, right].every((value) => typeof value === "string" || value instanceof Markup);
  if (operator === "+" && isText) return new Markup(joinTexts(escapeHtml(left), escapeHtml(right)));
  throw new UnsupportedError(`'${operator}' on text marked as safe`);
}

function unsupported(operator: Arithmetic, left: Value, right: Value): PythonError {
  const sign = operator === "**" ? "** or pow()" : operator;
  if (operator === "+" && (typeof left === "string" || Array.isArray(left) || left instanceof Tuple)) {
    const type = typeName(left);
    return new PythonError("TypeError", `can only concatenate ${type} (not "${typeName(right)}") to ${type}`);
  }
  const types = `'${typeName(left)}' and '${typeName(right)}'`;
  return new PythonError("TypeError", `unsupported operand type(s) for ${sign}: ${types}`);
}

function join(left: Value, right: Value): Value | null {
  if (typeof left === "string" && typeof right === "string") return joinTexts(left, right);
  if (Array.isArray(left) && Array.isArray(right)) return joinLists(left, right);
  return left instanceof Tuple && right instanceof Tuple ? new Tuple(joinLists(left.items, right.items)) : null;
}

function joinTexts(left: string, right: string): string {
  requireLength(left.length + right.length);
  return left + right;
}

function joinLists(left: readonly Value[], right: readonly Value[]): Value[] {
  takeSteps(left.length + right.length);
  return [...left, ...right];
}

function repeat(sequence: Value, by: Value): Value | null {
  if (typeof by !== "bigint" && typeof by !== "boolean") return null;
  const times = Math.max(0, Number(by));
  if (typeof sequence === "string") return repeated(sequence, times);
  const many = (items: readonly Value[]) => {
    takeSteps(times + items.length * times);
    return Array.from({ length: times }, () => items).flat();
  };
  if (Array.isArray(sequence)) return many(sequence);
  return sequence instanceof Tuple ? new Tuple(many(sequence.items)) : null;
}

function calculateNumbers(operator: Arithmetic, left: bigint | number, right: bigint | number): Value {
  if (operator === "**") return power(left, right);
  if (operator === "/") return divide(Number(left), Number(right), "division by zero");
  if (typeof left === "bigint" && typeof right === "bigint")
    return requireInteger(calculateIntegers(operator, left, right));
  return calculateFloats(operator, Number(left), Number(right));
}

function calculateIntegers(operator: Arithmetic, left: bigint, right: bigint): bigint {
  if (operator === "+") return left + right;
  if (operator === "-") return left - right;
  if (operator === "*") return left * right;
  if (right === 0n)
    throw zeroDivision(operator === "%" ? "integer modulo by zero" : "integer division or modulo by zero");
  const rest = left % right;
  const isBelow = rest !== 0n && rest < 0n !== right < 0n;
  if (operator === "%") return isBelow ? rest + right : rest;
  return left / right - (isBelow ? 1n : 0n);
}

function calculateFloats(operator: Arithmetic, left: number, right: number): number {
  if (operator === "+") return left + right;
  if (operator === "-") return left - right;
  if (operator === "*") return left * right;
  if (right === 0) throw zeroDivision(operator === "%" ? "float modulo" : "float floor division by zero");
  const plain = left % right;
  const rest = plain !== 0 && plain < 0 !== right < 0 ? plain + right : plain === 0 ? copySign(0, right) : plain;
  if (operator === "%") return rest;
  const quotient = (left - rest) / right;
  if (quotient === 0) return copySign(0, left / right);
  const whole = Math.floor(quotient);
  return quotient - whole > 0.5 ? whole + 1 : whole;
}

function copySign(magnitude: number, sign: number): number {
  return sign < 0 || Object.is(sign, -0) ? -magnitude : magnitude;
}

function power(base: bigint | number, exponent: bigint | number): Value {
  if (typeof base === "bigint" && typeof exponent === "bigint" && exponent >= 0n) return integerPower(base, exponent);
  if (Number(base) === 0 && exponent < 0) throw zeroDivision("0.0 cannot be raised to a negative power");
  if (base < 0 && !Number.isInteger(Number(exponent))) throw new UnsupportedError("a complex number");
  return Number(base) ** Number(exponent);
}

function integerPower(base: bigint, exponent: bigint): bigint {
  const bits = (base < 0n ? -base : base).toString(2).length;
  if (bits > 1 && exponent * BigInt(bits - 1) > templateLimits.integerBits)
    throw new LimitError(`computes an integer of more than ${templateLimits.integerBits} bits`);
  return base ** exponent;
}

function divide(left: number, right: number, message: string): number {
  if (right === 0) throw zeroDivision(message);
  return left / right;
}

function zeroDivision(message: string): PythonError {
  return new PythonError("ZeroDivisionError", message);
}

/** `-value` or `+value`. */
export function sign(operator: "-" | "+", value: Value): Value {
  if (value instanceof Undefined) value.raise();
  if (isNumeric(value)) {
    const number = plainNumber(value);
    return operator === "-" ? -number : number;
  }
  throw new PythonError("TypeError", `bad operand type for unary ${operator}: '${typeName(value)}'`);
}
