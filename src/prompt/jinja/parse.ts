// Statements of a template. Tags that load other templates are refused by name: a chat template stands alone.

import type { Expression, MacroStatement, Signature, Statement } from "./nodes.ts";
import { parseExpression, parseFilters, parseTuple } from "./parse-expression.ts";
import { parseTarget } from "./parse-target.ts";
import { TokenStream } from "./token-stream.ts";
import { UnsupportedError } from "./values.ts";

/** @throws PythonError TemplateSyntaxError */
export function parse(template: string): Statement[] {
  return parseBody(new TokenStream(template), []);
}

/** Up to one of the ends, of which the stream then stands on the name. */
function parseBody(tokens: TokenStream, ends: readonly string[]): Statement[] {
  const body: Statement[] = [];
  for (;;) {
    const { type, value } = tokens.current;
    if (type === "eof") {
      if (ends.length > 0) tokens.fail(`Unexpected end of template, looking for ${ends.join(" or ")}`);
      return body;
    }
    tokens.next();
    if (type === "data") body.push({ kind: "data", text: value });
    else if (type === "variable_begin") {
      body.push({ kind: "output", value: parseTuple(tokens) });
      tokens.expect("variable_end", "end of print statement");
    } else {
      if (tokens.isName(...ends)) return body;
      body.push(...parseStatement(tokens, ends));
      tokens.expect("block_end", "end of statement block");
    }
  }
}

/** The body of a tag, behind the tag's own end. */
function parseInner(tokens: TokenStream, ...ends: string[]): Statement[] {
  tokens.skipOperator(":");
  tokens.expect("block_end", "end of statement block");
  return parseBody(tokens, ends);
}

function parseInnerAndEnd(tokens: TokenStream, end: string): Statement[] {
  const body = parseInner(tokens, end);
  tokens.next();
  return body;
}

const otherTemplates = ["block", "extends", "include", "import", "from", "autoescape"];

function parseStatement(tokens: TokenStream, ends: readonly string[]): Statement[] {
  if (tokens.current.type !== "name") tokens.fail("tag name expected");
  const parser = statements[tokens.current.value];
  if (parser === undefined) return unknownTag(tokens, ends);
  tokens.next();
  const statement = parser(tokens);
  return Array.isArray(statement) ? statement : [statement];
}

function unknownTag(tokens: TokenStream, ends: readonly string[]): never {
  const { value } = tokens.current;
  if (otherTemplates.includes(value)) throw new UnsupportedError(`the tag {% ${value} %}`);
  const looking = ends.length > 0 ? `, looking for ${ends.join(" or ")}` : "";
  return tokens.fail(`Encountered unknown tag '${value}'${looking}`);
}

const statements: Readonly<Record<string, (tokens: TokenStream) => Statement | Statement[]>> = {
  for: parseFor,
  if: parseIf,
  set: parseSet,
  with: parseWith,
  macro: parseMacro,
  call: parseCallBlock,
  filter: (tokens) => {
    const filter = parseFilters(tokens, null, { startsInline: true });
    return { kind: "filterBlock", filter, body: parseInnerAndEnd(tokens, "endfilter") };
  },
  generation: (tokens) => ({ kind: "generation", body: parseInnerAndEnd(tokens, "endgeneration") }),
  print: parsePrint,
  break: () => ({ kind: "break" }),
  continue: () => ({ kind: "continue" }),
};

function parseFor(tokens: TokenStream): Statement {
  const target = parseTarget(tokens, { end: "in" });
  if (!tokens.skipName("in")) tokens.fail(`expected 'in', got ${tokens.describe()}`);
  const iterable = parseTuple(tokens, { withCondition: false, end: "recursive" });
  const test = tokens.skipName("if") ? parseExpression(tokens) : null;
  const recursive = tokens.skipName("recursive");
  const body = parseInner(tokens, "endfor", "else");
  const otherwise = tokens.next().value === "else" ? parseInnerAndEnd(tokens, "endfor") : [];
  return { kind: "for", target, iterable, body, otherwise, test, recursive };
}

function parseIf(tokens: TokenStream): Statement {
  const branches: { test: Expression; body: Statement[] }[] = [];
  for (;;) {
    const test = parseTuple(tokens, { withCondition: false });
    branches.push({ test, body: parseInner(tokens, "elif", "else", "endif") });
    const end = tokens.next().value;
    if (end === "elif") continue;
    return { kind: "if", branches, otherwise: end === "else" ? parseInnerAndEnd(tokens, "endif") : [] };
  }
}

function parseSet(tokens: TokenStream): Statement {
  const target = parseTarget(tokens, { withAttribute: true });
  if (tokens.skipOperator("=")) return { kind: "set", target, value: parseTuple(tokens) };
  const filter = tokens.isOperator("|") ? parseFilters(tokens, null) : null;
  return { kind: "setBlock", target, filter, body: parseInnerAndEnd(tokens, "endset") };
}

function parseWith(tokens: TokenStream): Statement {
  const assignments: Extract<Statement, { kind: "with" }>["assignments"] = [];
  while (tokens.current.type !== "block_end") {
    if (assignments.length > 0) tokens.expectOperator(",");
    const target = parseTarget(tokens, { withTuple: false });
    tokens.expectOperator("=");
    assignments.push({ target, value: parseExpression(tokens) });
  }
  return { kind: "with", assignments, body: parseInnerAndEnd(tokens, "endwith") };
}

function parseMacro(tokens: TokenStream): MacroStatement {
  const name = tokens.expectName();
  const signature = parseSignature(tokens);
  return { kind: "macro", name, ...signature, body: parseInnerAndEnd(tokens, "endmacro") };
}

function parseCallBlock(tokens: TokenStream): Statement {
  const signature = tokens.isOperator("(") ? parseSignature(tokens) : { parameters: [] };
  const call = parseExpression(tokens);
  if (call.kind !== "call") tokens.fail("expected call");
  return { kind: "callBlock", ...signature, call, body: parseInnerAndEnd(tokens, "endcall") };
}

function parseSignature(tokens: TokenStream): Signature {
  const parameters: Signature["parameters"] = [];
  tokens.expectOperator("(");
  while (!tokens.isOperator(")")) {
    if (parameters.length > 0) tokens.expectOperator(",");
    const name = tokens.expectName();
    const fallback = tokens.skipOperator("=") ? parseExpression(tokens) : null;
    if (fallback === null && parameters.some((parameter) => parameter.fallback !== null))
      tokens.fail("non-default argument follows default argument");
    parameters.push({ name, fallback });
  }
  tokens.next();
  return { parameters };
}

function parsePrint(tokens: TokenStream): Statement[] {
  const outputs: Statement[] = [];
  while (tokens.current.type !== "block_end") {
    if (outputs.length > 0) tokens.expectOperator(",");
    outputs.push({ kind: "output", value: parseExpression(tokens) });
  }
  return outputs;
}
