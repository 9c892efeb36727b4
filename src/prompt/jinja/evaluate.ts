// The value of an expression.

import { attributeOf, elementOf } from "./access.ts";
import { contains, equals, order } from "./compare.ts";
import { Dict } from "./dict.ts";
import { type FilterContext, filters, unsupportedFilters } from "./filters.ts";
import { goThrough, joined, requireLength, takeSteps } from "./limits.ts";
import { LoopContext } from "./loop-context.ts";
import type { Arguments, CallExpression, Comparison, Expression } from "./nodes.ts";
import { calculate, sign } from "./operators.ts";
import type { Scope } from "./scope.ts";
import { isTrue, iterate, lengthOrNull, slice } from "./sequences.ts";
import { tests } from "./tests.ts";
import { str } from "./text.ts";
import {
  type Call,
  Callable,
  PythonError,
  Tuple,
  typeName,
  Undefined,
  UnsupportedError,
  type Value,
} from "./values.ts";

/** @throws PythonError as Python or Jinja2 would raise. */
export function evaluate(node: Expression, scope: Scope): Value {
  takeSteps(1);
  const value = compute(node, scope);
  if (typeof value === "string") requireLength(value.length);
  return value;
}

function compute(node: Expression, scope: Scope): Value {
  switch (node.kind) {
    case "const":
      return node.value;
    case "name":
      return scope.get(node.name);
    case "list":
      return node.items.map((item) => evaluate(item, scope));
    case "tuple":
      return new Tuple(node.items.map((item) => evaluate(item, scope)));
    case "dict":
      return new Dict(node.pairs.map(({ key, value }) => [evaluate(key, scope), evaluate(value, scope)] as const));
    case "condition":
      return evaluateCondition(node, scope);
    case "and":
    case "or":
      return evaluateLogic(node, scope);
    case "not":
      return !isTrue(evaluate(node.operand, scope));
    case "negate":
    case "plus":
      return sign(node.kind === "negate" ? "-" : "+", evaluate(node.operand, scope));
    case "arithmetic":
      return calculate(node.operator, evaluate(node.left, scope), evaluate(node.right, scope));
    case "concat":
      return joined(
        node.parts.map((part) => str(evaluate(part, scope))),
        "",
      );
    case "compare":
      return evaluateComparison(node, scope);
    case "attribute":
      return attributeOf(evaluate(node.object, scope), node.name);
    case "element":
      return elementOf(lookedAt(evaluate(node.object, scope)), evaluate(node.index, scope));
    case "slice":
      return slice(goneThrough(evaluate(node.object, scope)), {
        start: node.start === null ? null : evaluate(node.start, scope),
        stop: node.stop === null ? null : evaluate(node.stop, scope),
        step: node.step === null ? null : evaluate(node.step, scope),
      });
    case "call":
      return evaluateCall(node, scope);
    case "filter":
      // Null: only in a block, which brings the operand.
      return applyFilter(node, evaluate(node.operand ?? { kind: "const", value: "" }, scope), scope);
    case "test":
      return test(node.name, evaluate(node.operand, scope), evaluateArguments(node, scope));
  }
}

/** A filter with its operand in the innermost place, as blocks apply it. */
export function filterText(node: Expression, text: string, scope: Scope): Value {
  if (node.kind !== "filter") throw new PythonError("TemplateSyntaxError", "expected a filter");
  const operand = node.operand === null ? text : filterText(node.operand, text, scope);
  return applyFilter(node, operand, scope);
}

function applyFilter(node: Extract<Expression, { kind: "filter" }>, operand: Value, scope: Scope): Value {
  return context.filter(node.name, operand, evaluateArguments(node, scope));
}

const context: FilterContext = {
  filter(name, value, call) {
    const filter = typeof name === "string" ? filters.get(name) : undefined;
    if (filter !== undefined) return goneThrough(filter(goneThrough(value), call, context));
    if (unsupportedFilters.has(name as string)) throw new UnsupportedError(`the filter ${str(name)}`);
    throw new PythonError("TemplateRuntimeError", `No filter named '${str(name)}'.`);
  },
  test: (name, value, call) => test(str(name), value, call),
};

function test(name: string, value: Value, call: Call): boolean {
  const found = tests.get(name);
  if (found === undefined) throw new PythonError("TemplateRuntimeError", `No test named '${name}'.`);
  return found(value, call);
}

function evaluateCondition(node: Extract<Expression, { kind: "condition" }>, scope: Scope): Value {
  if (isTrue(evaluate(node.test, scope))) return evaluate(node.whenTrue, scope);
  if (node.otherwise !== null) return evaluate(node.otherwise, scope);
  return new Undefined("the inline if-expression evaluated to false and no else section was defined.");
}

function evaluateLogic(node: Extract<Expression, { kind: "and" | "or" }>, scope: Scope): Value {
  const left = evaluate(node.left, scope);
  return isTrue(left) === (node.kind === "and") ? evaluate(node.right, scope) : left;
}

/** `a < b < c`: each with its neighbour, up to the first that does not hold. */
function evaluateComparison(node: Extract<Expression, { kind: "compare" }>, scope: Scope): Value {
  let left = evaluate(node.first, scope);
  for (const { operator, operand } of node.rest) {
    const right = evaluate(operand, scope);
    if (!compare(operator, left, right)) return false;
    left = right;
  }
  return true;
}

function compare(operator: Comparison, left: Value, right: Value): boolean {
  if (operator === "in" || operator === "not in") goneThrough(right);
  if (operator === "==") return equals(left, right);
  if (operator === "!=") return !equals(left, right);
  if (operator === "in") return contains(right, left);
  if (operator === "not in") return !contains(right, left);
  const difference = order(left, right, operator);
  if (operator === "<") return difference < 0;
  if (operator === ">") return difference > 0;
  return operator === "<=" ? difference <= 0 : difference >= 0;
}

/** @param extra Further named arguments: the `caller` of a call block. */
export function evaluateCall(node: CallExpression, scope: Scope, extra: readonly [string, Value][] = []): Value {
  const callee = evaluate(node.callee, scope);
  const { args, kwargs } = evaluateArguments(node, scope);
  return call(callee, { args, kwargs: new Map([...kwargs, ...extra]) });
}

function call(callee: Value, given: Call): Value {
  if (callee instanceof Callable) return goneThrough(callee.call(given));
  if (callee instanceof LoopContext) return callee.call(given.args[0] ?? null);
  if (callee instanceof Undefined) callee.raise();
  throw new PythonError("TypeError", `'${typeName(callee)}' object is not callable`);
}

function evaluateArguments({ args, kwargs, spread, kwargSpread }: Arguments, scope: Scope): Call {
  const positional = args.map((argument) => evaluate(argument, scope));
  const named = new Map(kwargs.map(({ name, value }) => [name, evaluate(value, scope)]));
  if (spread !== null) positional.push(...iterate(goneThrough(evaluate(spread, scope))));
  if (kwargSpread === null) return { args: positional, kwargs: named };
  const more = goneThrough(evaluate(kwargSpread, scope));
  if (!(more instanceof Dict))
    throw new PythonError("TypeError", `argument after ** must be a mapping, not ${typeName(more)}`);
  for (const [key, value] of more.entries()) named.set(str(key), value);
  return { args: positional, kwargs: named };
}

/** A value of which every part may be looked at, or has just been made. */
function goneThrough(value: Value): Value {
  if (typeof value === "string") goThrough(value);
  else takeSteps(lengthOrNull(value) ?? 0);
  return value;
}

/** Characters are counted from the start; lists know their places. */
function lookedAt(value: Value): Value {
  if (typeof value === "string") goThrough(value);
  return value;
}
