// Macros and call blocks: what they take and what their body is given.

import { Dict } from "./dict.ts";
import { evaluate } from "./evaluate.ts";
import type { Signature, Statement } from "./nodes.ts";
import type { Scope } from "./scope.ts";
import { repr } from "./text.ts";
import { type Call, Callable, orElse, PythonError, Tuple, Undefined, type Value } from "./values.ts";
import { accessedSpecials } from "./walk.ts";

/** By body: a macro may be defined in a loop. */
const knownSpecials = new WeakMap<readonly Statement[], ReadonlySet<string>>();

/** Its body sees the variables of the scope where it is defined, not those of its caller. */
export function createMacro(
  name: string | null,
  { parameters, body }: Signature & { body: Statement[] },
  { scope, renderBody }: { scope: Scope; renderBody: (body: readonly Statement[], scope: Scope) => string },
): Callable {
  const specials = knownSpecials.get(body) ?? accessedSpecials({ parameters, body });
  knownSpecials.set(body, specials);
  const call = (given: Call): Value => {
    const inner = scope.inner();
    bindParameters({ name, parameters, specials }, given, inner);
    return renderBody(body, inner);
  };
  const attributes = new Map<string, Value>([
    ["name", name],
    ["arguments", new Tuple(parameters.map((parameter) => parameter.name))],
    ["catch_kwargs", specials.has("kwargs")],
    ["catch_varargs", specials.has("varargs")],
    ["caller", specials.has("caller")],
  ]);
  return new Callable(call, { typeName: "Macro", attributes });
}

interface MacroSignature extends Signature {
  name: string | null;
  specials: ReadonlySet<string>;
}

function bindParameters({ name, parameters, specials }: MacroSignature, given: Call, scope: Scope): void {
  const kwargs = new Map(given.kwargs);
  const values = parameters.map((parameter, at) =>
    at < given.args.length ? given.args[at] : taken(kwargs, parameter.name),
  );
  if (specials.has("caller"))
    scope.set(
      "caller",
      orElse(taken(kwargs, "caller"), () => new Undefined("No caller defined")),
    );
  if (specials.has("kwargs")) scope.set("kwargs", new Dict(kwargs));
  else if (kwargs.size > 0) throw unexpected(name, [...kwargs.keys()]);
  const extra = given.args.slice(parameters.length);
  if (specials.has("varargs")) scope.set("varargs", new Tuple(extra));
  else if (extra.length > 0)
    throw new PythonError("TypeError", `macro ${repr(name)} takes not more than ${parameters.length} argument(s)`);
  for (const [at, parameter] of parameters.entries())
    scope.set(
      parameter.name,
      orElse(values[at], () => new Undefined(`parameter '${parameter.name}' was not provided`)),
    );
  for (const [at, { name: parameter, fallback }] of parameters.entries()) {
    if (values[at] === undefined && fallback !== null) scope.set(parameter, evaluate(fallback, scope));
  }
}

function taken(kwargs: Map<string, Value>, name: string): Value | undefined {
  const value = kwargs.get(name);
  kwargs.delete(name);
  return value;
}

function unexpected(name: string | null, names: readonly string[]): PythonError {
  const message = names.includes("caller")
    ? `macro ${repr(name)} was invoked with two values for the special caller argument. This is most likely a bug.`
    : `macro ${repr(name)} takes no keyword argument '${names[0]}'`;
  return new PythonError("TypeError", message);
}
