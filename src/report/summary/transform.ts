// Arithmetic on one score, as summary groups write it: "(2 - x) / 2 * 100", "min(100, max(0, x))". Numbers, x, + - * /,
// parentheses, min, max and abs; upstream hands the text to Python's eval, which no config file may do here.
// docs/exactness.md E13.7.

import { OcLocalError } from "../../core/errors.ts";

const token = /\s*(?:(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?<word>[A-Za-z_]\w*)|(?<sign>[-+*/(),]))/y;
const functions: Record<string, (...values: number[]) => number> = { min: Math.min, max: Math.max, abs: Math.abs };

/** The value of `expression` for this `x`. */
export function transformScore(expression: string, x: number): number {
  const input: Input = { tokens: tokenize(expression), next: 0, expression, x };
  const value = sum(input);
  if (input.next < input.tokens.length) throw unreadable(expression, input.tokens[input.next]);
  return value;
}

interface Input {
  tokens: string[];
  next: number;
  expression: string;
  x: number;
}

function tokenize(expression: string): string[] {
  const text = expression.trimEnd();
  const tokens: string[] = [];
  for (token.lastIndex = 0; token.lastIndex < text.length; ) {
    const start = token.lastIndex;
    const match = token.exec(text);
    if (match === null) throw unreadable(expression, text.slice(start).trim());
    tokens.push(match[0].trim());
  }
  return tokens;
}

function sum(input: Input): number {
  let value = product(input);
  for (;;) {
    if (accept(input, "+")) value += product(input);
    else if (accept(input, "-")) value -= product(input);
    else return value;
  }
}

function product(input: Input): number {
  let value = factor(input);
  for (;;) {
    if (accept(input, "*")) value *= factor(input);
    else if (accept(input, "/")) value /= factor(input);
    else return value;
  }
}

function factor(input: Input): number {
  if (accept(input, "-")) return -factor(input);
  if (accept(input, "+")) return factor(input);
  if (accept(input, "(")) {
    const value = sum(input);
    expect(input, ")");
    return value;
  }
  const word = input.tokens[input.next++];
  if (word === "x") return input.x;
  if (word !== undefined && Object.hasOwn(functions, word)) return call(input, word);
  if (word === undefined || !/^[\d.]/.test(word)) throw unreadable(input.expression, word);
  return Number(word);
}

function call(input: Input, name: string): number {
  expect(input, "(");
  const values = [sum(input)];
  while (accept(input, ",")) values.push(sum(input));
  expect(input, ")");
  return (functions[name] as (...values: number[]) => number)(...values);
}

function accept(input: Input, sign: string): boolean {
  if (input.tokens[input.next] !== sign) return false;
  input.next += 1;
  return true;
}

function expect(input: Input, sign: string): void {
  if (!accept(input, sign)) throw unreadable(input.expression, input.tokens[input.next]);
}

function unreadable(expression: string, at: string | undefined): OcLocalError {
  const place = at === undefined ? "it ends too early" : `unexpected "${at}"`;
  return new OcLocalError("CONFIG", `summary group: cannot read the transform "${expression}": ${place}`, {
    hint: "Use x, numbers, + - * /, parentheses, min(...), max(...) and abs(...).",
  });
}
