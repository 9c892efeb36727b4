// Operators between operands, by Jinja2's precedence.

import type { Arithmetic, Comparison, Expression } from "./nodes.ts";
import type { TokenStream } from "./token-stream.ts";

type ParseOperand = (tokens: TokenStream) => Expression;

const comparisons: readonly string[] = ["==", "!=", "<", ">", "<=", ">="];

/** From `or`, which binds least, to `**`. */
export function parseOperators(tokens: TokenStream, parseOperand: ParseOperand): Expression {
  let left = parseAnd(tokens, parseOperand);
  while (tokens.skipName("or")) left = { kind: "or", left, right: parseAnd(tokens, parseOperand) };
  return left;
}

function parseAnd(tokens: TokenStream, parseOperand: ParseOperand): Expression {
  let left = parseNot(tokens, parseOperand);
  while (tokens.skipName("and")) left = { kind: "and", left, right: parseNot(tokens, parseOperand) };
  return left;
}

function parseNot(tokens: TokenStream, parseOperand: ParseOperand): Expression {
  return tokens.skipName("not")
    ? { kind: "not", operand: parseNot(tokens, parseOperand) }
    : parseComparison(tokens, parseOperand);
}

function parseComparison(tokens: TokenStream, parseOperand: ParseOperand): Expression {
  const first = parseSum(tokens, parseOperand);
  const rest: { operator: Comparison; operand: Expression }[] = [];
  for (let operator = comparison(tokens); operator !== null; operator = comparison(tokens)) {
    rest.push({ operator, operand: parseSum(tokens, parseOperand) });
  }
  return rest.length === 0 ? first : { kind: "compare", first, rest };
}

function comparison(tokens: TokenStream): Comparison | null {
  if (tokens.isOperator(...comparisons)) return tokens.next().value as Comparison;
  if (tokens.skipName("in")) return "in";
  if (!tokens.isName("not") || tokens.following.type !== "name" || tokens.following.value !== "in") return null;
  tokens.next();
  tokens.next();
  return "not in";
}

function parseSum(tokens: TokenStream, parseOperand: ParseOperand): Expression {
  return parseArithmetic(tokens, ["+", "-"], () => parseConcat(tokens, parseOperand));
}

function parseConcat(tokens: TokenStream, parseOperand: ParseOperand): Expression {
  const first = parseProduct(tokens, parseOperand);
  const parts = [first];
  while (tokens.skipOperator("~")) parts.push(parseProduct(tokens, parseOperand));
  return parts.length === 1 ? first : { kind: "concat", parts };
}

function parseProduct(tokens: TokenStream, parseOperand: ParseOperand): Expression {
  return parseArithmetic(tokens, ["*", "/", "//", "%"], () => parsePower(tokens, parseOperand));
}

function parsePower(tokens: TokenStream, parseOperand: ParseOperand): Expression {
  return parseArithmetic(tokens, ["**"], () => parseOperand(tokens));
}

function parseArithmetic(
  tokens: TokenStream,
  operators: readonly Arithmetic[],
  parseSide: () => Expression,
): Expression {
  let left = parseSide();
  while (tokens.isOperator(...operators)) {
    const operator = tokens.next().value as Arithmetic;
    left = { kind: "arithmetic", operator, left, right: parseSide() };
  }
  return left;
}
