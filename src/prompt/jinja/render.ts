// Statements to text. A body is rendered in a scope of its own where Jinja2 gives it one: loops, macros, `with` and blocks,
// but no branches.

import { evaluate, evaluateCall, filterText } from "./evaluate.ts";
import { oneDeeper, requireLength, takeSteps } from "./limits.ts";
import { LoopContext } from "./loop-context.ts";
import { createMacro } from "./macro.ts";
import type { ForStatement, Statement, Target } from "./nodes.ts";
import type { Scope } from "./scope.ts";
import { isTrue, iterate, lengthOrNull } from "./sequences.ts";
import { str } from "./text.ts";
import { Namespace, PythonError, type Value } from "./values.ts";

/** Thrown by `break` and `continue`, with the text of their iteration so far. */
class LoopControl extends Error {
  readonly kind: "break" | "continue";
  text = "";

  constructor(kind: "break" | "continue") {
    super(`'${kind}' outside loop`);
    this.kind = kind;
  }
}

/** @throws PythonError as Python or Jinja2 would raise. */
export function renderBody(body: readonly Statement[], scope: Scope): string {
  return oneDeeper(() => renderStatements(body, scope));
}

function renderStatements(body: readonly Statement[], scope: Scope): string {
  let text = "";
  for (const statement of body) {
    try {
      takeSteps(1);
      text += renderStatement(statement, scope);
      requireLength(text.length);
    } catch (error) {
      if (error instanceof LoopControl) error.text = text + error.text;
      throw error;
    }
  }
  return text;
}

function renderStatement(node: Statement, scope: Scope): string {
  switch (node.kind) {
    case "data":
      return node.text;
    case "output":
      return str(evaluate(node.value, scope));
    case "for":
      return renderLoop(node, scope, iterate(evaluate(node.iterable, scope)), 0);
    case "if":
      return renderBody(node.branches.find(({ test }) => isTrue(evaluate(test, scope)))?.body ?? node.otherwise, scope);
    case "with":
      return renderWith(node, scope);
    case "generation":
      return renderBody(node.body, scope.inner());
    case "filterBlock":
      return str(filterText(node.filter, renderBody(node.body, scope.inner()), scope));
    case "callBlock":
      return str(evaluateCall(node.call, scope, [["caller", createMacro(null, node, { scope, renderBody })]]));
    case "break":
    case "continue":
      throw new LoopControl(node.kind);
    default:
      define(node, scope);
      return "";
  }
}

/** The statements that write nothing. */
function define(node: Extract<Statement, { kind: "set" | "setBlock" | "macro" }>, scope: Scope): void {
  if (node.kind === "macro") scope.set(node.name, createMacro(node.name, node, { scope, renderBody }));
  else if (node.kind === "set") assign(node.target, evaluate(node.value, scope), scope);
  else {
    const text = renderBody(node.body, scope.inner());
    assign(node.target, node.filter === null ? text : filterText(node.filter, text, scope), scope);
  }
}

function renderWith(node: Extract<Statement, { kind: "with" }>, scope: Scope): string {
  const inner = scope.inner();
  for (const { target, value } of node.assignments) assign(target, evaluate(value, scope), inner);
  return renderBody(node.body, inner);
}

function renderLoop(node: ForStatement, scope: Scope, iterable: Iterable<Value>, depth0: number): string {
  const all = [...iterable];
  takeSteps(all.length);
  const items = all.filter((item) => passes(node, item, scope));
  const recurse = (inner: Value, depth: number) => renderLoop(node, scope, iterate(inner), depth);
  const loop = new LoopContext(items, depth0, node.recursive ? recurse : null);
  let text = "";
  let isComplete = false;
  for (const item of items) {
    loop.advance();
    const inner = scope.inner();
    inner.set("loop", loop);
    assign(node.target, item, inner);
    const iteration = renderIteration(node.body, inner);
    text += iteration.text;
    requireLength(text.length);
    isComplete ||= iteration.end === "complete";
    if (iteration.end === "break") break;
  }
  // `else` is for loops of which no iteration came to its end.
  return isComplete ? text : text + renderBody(node.otherwise, scope.inner());
}

function passes({ test, target }: ForStatement, item: Value, scope: Scope): boolean {
  if (test === null) return true;
  const inner = scope.inner();
  assign(target, item, inner);
  return isTrue(evaluate(test, inner));
}

interface Iteration {
  text: string;
  end: "complete" | "break" | "continue";
}

function renderIteration(body: readonly Statement[], scope: Scope): Iteration {
  try {
    return { text: renderBody(body, scope), end: "complete" };
  } catch (error) {
    if (!(error instanceof LoopControl)) throw error;
    return { text: error.text, end: error.kind };
  }
}

function assign(target: Target, value: Value, scope: Scope): void {
  if (target.kind === "targetName") scope.set(target.name, value);
  else if (target.kind === "targetTuple") unpack(target.items, value, scope);
  else {
    const namespace = scope.get(target.name);
    if (!(namespace instanceof Namespace))
      throw new PythonError("TemplateRuntimeError", "cannot assign attribute on non-namespace object");
    namespace.attributes.set(target.attribute, value);
  }
}

function unpack(targets: readonly Target[], value: Value, scope: Scope): void {
  takeSteps(lengthOrNull(value) ?? 0);
  const items = [...iterate(value)];
  if (items.length > targets.length)
    throw new PythonError("ValueError", `too many values to unpack (expected ${targets.length})`);
  if (items.length < targets.length) {
    const message = `not enough values to unpack (expected ${targets.length}, got ${items.length})`;
    throw new PythonError("ValueError", message);
  }
  for (const [at, target] of targets.entries()) assign(target, items[at] as Value, scope);
}
