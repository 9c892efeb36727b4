// What is assigned to: names, tuples of them, attributes of namespaces.

import type { Target } from "./nodes.ts";
import type { TokenStream } from "./token-stream.ts";

/** Names of values, which cannot be assigned to. */
export const constants = ["true", "false", "none", "True", "False", "None"];

export function parseTarget(tokens: TokenStream, { end = "", withAttribute = false, withTuple = true } = {}): Target {
  if (!withTuple) return parseTargetItem(tokens, withAttribute);
  const items: Target[] = [];
  let isTuple = false;
  while (!isTupleEnd(tokens, end)) {
    items.push(parseTargetItem(tokens, withAttribute));
    if (!tokens.skipOperator(",")) break;
    isTuple = true;
  }
  const [only] = items;
  if (only === undefined) tokens.fail(`expected a name, got ${tokens.describe()}`);
  return isTuple ? { kind: "targetTuple", items } : only;
}

function parseTargetItem(tokens: TokenStream, withAttribute: boolean): Target {
  if (tokens.skipOperator("(")) {
    const inner = parseTarget(tokens, {});
    tokens.expectOperator(")");
    return inner;
  }
  if (tokens.isName(...constants)) tokens.fail(`can't assign to '${tokens.current.value}'`);
  const name = tokens.expectName();
  if (!withAttribute || !tokens.skipOperator(".")) return { kind: "targetName", name };
  return { kind: "targetAttribute", name, attribute: tokens.expectName() };
}

export function isTupleEnd(tokens: TokenStream, end: string): boolean {
  const { type } = tokens.current;
  return (
    type === "variable_end" || type === "block_end" || tokens.isOperator(")") || (end !== "" && tokens.isName(end))
  );
}
