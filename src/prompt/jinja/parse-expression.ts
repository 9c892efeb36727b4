// Expressions, by the grammar and precedence of Jinja2's parser (which are not quite Python's: tests and filters bind closer
// than arithmetic, `**` goes from left to right).

import type { Arguments, CallExpression, Expression } from "./nodes.ts";
import { parseOperators } from "./parse-operators.ts";
import { constants, isTupleEnd } from "./parse-target.ts";
import type { TokenStream } from "./token-stream.ts";

export function parseExpression(tokens: TokenStream, { withCondition = true } = {}): Expression {
  return withCondition ? parseCondition(tokens) : parseOperators(tokens, parseUnary);
}

/** One expression, or several with commas: a tuple. */
export function parseTuple(
  tokens: TokenStream,
  { withCondition = true, isInParentheses = false, end = "" } = {},
): Expression {
  const items: Expression[] = [];
  let isTuple = false;
  while (!isTupleEnd(tokens, end)) {
    items.push(parseExpression(tokens, { withCondition }));
    if (!tokens.skipOperator(",")) break;
    isTuple = true;
  }
  const [only] = items;
  if (!isTuple && only !== undefined) return only;
  if (!isTuple && !isInParentheses) tokens.fail(`expected an expression, got ${tokens.describe()}`);
  return { kind: "tuple", items };
}

function parseCondition(tokens: TokenStream): Expression {
  let expression = parseOperators(tokens, parseUnary);
  while (tokens.skipName("if")) {
    const test = parseOperators(tokens, parseUnary);
    const otherwise = tokens.skipName("else") ? parseCondition(tokens) : null;
    expression = { kind: "condition", test, whenTrue: expression, otherwise };
  }
  return expression;
}

function parseUnary(tokens: TokenStream, withFilter = true): Expression {
  const sign = tokens.isOperator("-", "+") ? tokens.next().value : null;
  const operand: Expression =
    sign === null
      ? parsePrimary(tokens)
      : { kind: sign === "-" ? "negate" : "plus", operand: parseUnary(tokens, false) };
  const postfixed = parsePostfix(tokens, operand);
  return withFilter ? parseFiltersAndTests(tokens, postfixed) : postfixed;
}

function parsePrimary(tokens: TokenStream): Expression {
  const { type, value } = tokens.current;
  if (type === "name") return parseName(tokens.next().value);
  if (type === "string") return { kind: "const", value: joinStrings(tokens) };
  if (type === "integer") return { kind: "const", value: BigInt(tokens.next().value.replaceAll("_", "")) };
  if (type === "float") return { kind: "const", value: Number(tokens.next().value.replaceAll("_", "")) };
  if (type === "operator" && value === "(") {
    tokens.next();
    const inner = parseTuple(tokens, { isInParentheses: true });
    tokens.expectOperator(")");
    return inner;
  }
  if (type === "operator" && value === "[")
    return { kind: "list", items: parseItems(tokens, "[", "]", parseExpression) };
  if (type === "operator" && value === "{") return { kind: "dict", pairs: parseItems(tokens, "{", "}", parsePair) };
  return tokens.fail(`unexpected ${tokens.describe()}`);
}

function parseName(name: string): Expression {
  if (!constants.includes(name)) return { kind: "name", name };
  const lower = name.toLowerCase();
  return { kind: "const", value: lower === "none" ? null : lower === "true" };
}

function joinStrings(tokens: TokenStream): string {
  let text = "";
  while (tokens.current.type === "string") text += tokens.next().value;
  return text;
}

function parseItems<Item>(
  tokens: TokenStream,
  open: string,
  close: string,
  parse: (tokens: TokenStream) => Item,
): Item[] {
  const items: Item[] = [];
  tokens.expectOperator(open);
  while (!tokens.isOperator(close)) {
    if (items.length > 0) tokens.expectOperator(",");
    if (tokens.isOperator(close)) break;
    items.push(parse(tokens));
  }
  tokens.expectOperator(close);
  return items;
}

function parsePair(tokens: TokenStream): { key: Expression; value: Expression } {
  const key = parseExpression(tokens);
  tokens.expectOperator(":");
  return { key, value: parseExpression(tokens) };
}

function parsePostfix(tokens: TokenStream, start: Expression): Expression {
  let node = start;
  for (;;) {
    if (tokens.skipOperator(".")) node = parseAttribute(tokens, node);
    else if (tokens.isOperator("[")) node = parseElement(tokens, node);
    else if (tokens.isOperator("(")) node = parseCall(tokens, node);
    else return node;
  }
}

function parseFiltersAndTests(tokens: TokenStream, start: Expression): Expression {
  let node = start;
  for (;;) {
    if (tokens.isOperator("|")) node = parseFilters(tokens, node);
    else if (tokens.isName("is")) node = parseTest(tokens, node);
    else if (tokens.isOperator("(")) node = parseCall(tokens, node);
    else return node;
  }
}

function parseAttribute(tokens: TokenStream, object: Expression): Expression {
  const { type, value } = tokens.next();
  if (type === "name") return { kind: "attribute", object, name: value };
  if (type !== "integer") tokens.fail(`expected a name or number, got '${value}'`);
  return { kind: "element", object, index: { kind: "const", value: BigInt(value.replaceAll("_", "")) } };
}

function parseElement(tokens: TokenStream, object: Expression): Expression {
  const items = parseItems(tokens, "[", "]", (stream) => parseSubscript(stream, object));
  const [only] = items;
  if (items.length === 1 && only !== undefined)
    return only.kind === "slice" ? only : { kind: "element", object, index: only };
  return { kind: "element", object, index: { kind: "tuple", items } };
}

function parseSubscript(tokens: TokenStream, object: Expression): Expression {
  const part = () => (tokens.isOperator(":", "]", ",") ? null : parseExpression(tokens));
  const start = part();
  if (!tokens.skipOperator(":")) return start ?? tokens.fail(`unexpected ${tokens.describe()}`);
  const stop = part();
  return { kind: "slice", object, start, stop, step: tokens.skipOperator(":") ? part() : null };
}

export function parseCall(tokens: TokenStream, callee: Expression): CallExpression {
  return { kind: "call", callee, ...parseArguments(tokens) };
}

function parseArguments(tokens: TokenStream): Arguments {
  const call: Arguments = { args: [], kwargs: [], spread: null, kwargSpread: null };
  parseItems(tokens, "(", ")", () => parseArgument(tokens, call));
  return call;
}

function parseArgument(tokens: TokenStream, call: Arguments): void {
  const { type, value } = tokens.current;
  const ensure = (isValid: boolean) => isValid || tokens.fail("invalid syntax for function call expression");
  if (tokens.skipOperator("*")) {
    ensure(call.spread === null && call.kwargSpread === null);
    call.spread = parseExpression(tokens);
  } else if (tokens.skipOperator("**")) {
    ensure(call.kwargSpread === null);
    call.kwargSpread = parseExpression(tokens);
  } else if (type === "name" && tokens.following.type === "operator" && tokens.following.value === "=") {
    ensure(call.kwargSpread === null);
    tokens.next();
    tokens.next();
    call.kwargs.push({ name: value, value: parseExpression(tokens) });
  } else {
    ensure(call.spread === null && call.kwargSpread === null && call.kwargs.length === 0);
    call.args.push(parseExpression(tokens));
  }
}

/** @param operand Null: what stands in a block is filtered. */
export function parseFilters(
  tokens: TokenStream,
  operand: Expression | null,
  { startsInline = false } = {},
): Expression {
  let node = operand;
  let isInline = startsInline;
  while (isInline || tokens.isOperator("|")) {
    if (!isInline) tokens.next();
    isInline = false;
    const name = parseDottedName(tokens);
    const call = tokens.isOperator("(") ? parseArguments(tokens) : noArguments();
    node = { kind: "filter", name, operand: node, ...call };
  }
  return node ?? tokens.fail("expected a filter");
}

function parseTest(tokens: TokenStream, operand: Expression): Expression {
  tokens.next();
  const isNegated = tokens.skipName("not");
  const name = parseDottedName(tokens);
  const test: Expression = { kind: "test", name, operand, ...parseTestArguments(tokens) };
  return isNegated ? { kind: "not", operand: test } : test;
}

function parseTestArguments(tokens: TokenStream): Arguments {
  if (tokens.isOperator("(")) return parseArguments(tokens);
  const isOperand =
    ["name", "string", "integer", "float"].includes(tokens.current.type) || tokens.isOperator("(", "[", "{");
  if (!isOperand || tokens.isName("else", "or", "and")) return noArguments();
  if (tokens.isName("is")) tokens.fail("You cannot chain multiple tests with is");
  return { ...noArguments(), args: [parsePostfix(tokens, parsePrimary(tokens))] };
}

function parseDottedName(tokens: TokenStream): string {
  let name = tokens.expectName();
  while (tokens.skipOperator(".")) name += `.${tokens.expectName()}`;
  return name;
}

function noArguments(): Arguments {
  return { args: [], kwargs: [], spread: null, kwargSpread: null };
}
