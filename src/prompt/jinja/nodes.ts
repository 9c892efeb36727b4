// The syntax tree of a template. Children stand in the order in which Jinja2 visits them.

import type { Value } from "./values.ts";

export type Expression =
  | { kind: "const"; value: Value }
  | { kind: "name"; name: string }
  | { kind: "list"; items: Expression[] }
  | { kind: "tuple"; items: Expression[] }
  | { kind: "dict"; pairs: { key: Expression; value: Expression }[] }
  | { kind: "condition"; test: Expression; whenTrue: Expression; otherwise: Expression | null }
  | { kind: "and" | "or"; left: Expression; right: Expression }
  | { kind: "not" | "negate" | "plus"; operand: Expression }
  | { kind: "arithmetic"; operator: Arithmetic; left: Expression; right: Expression }
  | { kind: "concat"; parts: Expression[] }
  | { kind: "compare"; first: Expression; rest: { operator: Comparison; operand: Expression }[] }
  | { kind: "attribute"; object: Expression; name: string }
  | { kind: "element"; object: Expression; index: Expression }
  | Slice
  | CallExpression
  | ({ kind: "filter"; name: string; operand: Expression | null } & Arguments)
  | ({ kind: "test"; name: string; operand: Expression } & Arguments);

export type Arithmetic = "+" | "-" | "*" | "/" | "//" | "%" | "**";
export type Comparison = "==" | "!=" | "<" | ">" | "<=" | ">=" | "in" | "not in";
export type CallExpression = { kind: "call"; callee: Expression } & Arguments;

export interface Slice {
  kind: "slice";
  object: Expression;
  start: Expression | null;
  stop: Expression | null;
  step: Expression | null;
}

export interface Arguments {
  args: Expression[];
  kwargs: { name: string; value: Expression }[];
  spread: Expression | null;
  kwargSpread: Expression | null;
}

export type Target =
  | { kind: "targetName"; name: string }
  | { kind: "targetTuple"; items: Target[] }
  | { kind: "targetAttribute"; name: string; attribute: string };

export interface Signature {
  parameters: { name: string; fallback: Expression | null }[];
}

export type Statement =
  | { kind: "data"; text: string }
  | { kind: "output"; value: Expression }
  | ForStatement
  | { kind: "if"; branches: { test: Expression; body: Statement[] }[]; otherwise: Statement[] }
  | { kind: "set"; target: Target; value: Expression }
  | { kind: "setBlock"; target: Target; filter: Expression | null; body: Statement[] }
  | { kind: "with"; assignments: { target: Target; value: Expression }[]; body: Statement[] }
  | MacroStatement
  | CallStatement
  | { kind: "filterBlock"; filter: Expression; body: Statement[] }
  /** The tag of transformers that marks what the assistant wrote. */
  | { kind: "generation"; body: Statement[] }
  | { kind: "break" | "continue" };

export interface ForStatement {
  kind: "for";
  target: Target;
  iterable: Expression;
  body: Statement[];
  otherwise: Statement[];
  test: Expression | null;
  recursive: boolean;
}

export type MacroStatement = { kind: "macro"; name: string; body: Statement[] } & Signature;
export type CallStatement = { kind: "callBlock"; call: CallExpression; body: Statement[] } & Signature;
