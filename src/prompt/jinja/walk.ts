// Facts of a template that are settled before it is rendered: filters and tests that do not exist, and which of the special
// variables a macro reads.

import { filters, unsupportedFilters } from "./filters.ts";
import type { Expression, Signature, Statement, Target } from "./nodes.ts";
import { tests } from "./tests.ts";
import { PythonError, UnsupportedError } from "./values.ts";

type Node = Expression | Statement | Target;

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "kind" in value;
}

/** Nodes inside of a node, also those in lists and pairs. */
function* children(value: unknown): Generator<Node> {
  if (typeof value !== "object" || value === null) return;
  for (const inner of Array.isArray(value) ? value : Object.values(value)) {
    if (isNode(inner)) yield inner;
    else yield* children(inner);
  }
}

/**
 * Jinja2 refuses unknown filters and tests when it compiles, but for those in branches, which may never be taken.
 * @throws PythonError
 */
export function checkNames(nodes: Iterable<Node>, inBranch = false): void {
  for (const node of nodes) {
    if (!inBranch) checkName(node);
    const isBranch = node.kind === "if" || node.kind === "condition";
    const startsAnew =
      node.kind === "for" || node.kind === "macro" || node.kind === "callBlock" || node.kind === "with";
    checkNames(children(node), isBranch || (inBranch && !startsAnew));
  }
}

function checkName(node: Node): void {
  if (node.kind === "filter" && unsupportedFilters.has(node.name))
    throw new UnsupportedError(`the filter ${node.name}`);
  if (node.kind === "filter" && !filters.has(node.name))
    throw new PythonError("TemplateAssertionError", `No filter named '${node.name}'.`);
  if (node.kind === "test" && !tests.has(node.name))
    throw new PythonError("TemplateAssertionError", `No test named '${node.name}'.`);
}

const specialNames = ["caller", "kwargs", "varargs"];

/** Those of a macro's special variables that it reads before it sets them. */
export function accessedSpecials({ parameters, body }: Signature & { body: Statement[] }): ReadonlySet<string> {
  const open = new Set(specialNames.filter((name) => !parameters.some((parameter) => parameter.name === name)));
  const accessed = new Set<string>();
  const visit = (nodes: Iterable<Node>): void => {
    for (const node of nodes) {
      if (node.kind === "name" && open.has(node.name)) accessed.add(node.name);
      if (node.kind === "targetName") open.delete(node.name);
      visit(children(node));
    }
  };
  visit(children([parameters.map(({ fallback }) => fallback), body]));
  return accessed;
}
