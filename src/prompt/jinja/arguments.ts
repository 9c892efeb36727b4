// Arguments of a call put to the names of a signature, as Python does it.

import { asIndex } from "./sequences.ts";
import { type Call, PythonError, typeName, type Value } from "./values.ts";

/**
 * @param signature Names in order, with `?` behind those that may be left out.
 * @returns By position; undefined where an argument was left out.
 * @throws PythonError TypeError
 */
export function bind(call: Call, name: string, signature: readonly string[]): (Value | undefined)[] {
  const names = signature.map((parameter) => parameter.replace("?", ""));
  if (call.args.length > names.length) {
    const takes = `${name}() takes ${names.length} positional argument${names.length === 1 ? "" : "s"}`;
    throw new PythonError("TypeError", `${takes} but ${call.args.length} were given`);
  }
  const bound: (Value | undefined)[] = names.map((_, at) => call.args[at]);
  for (const [key, value] of call.kwargs) {
    const at = names.indexOf(key);
    if (at === -1) throw new PythonError("TypeError", `${name}() got an unexpected keyword argument '${key}'`);
    if (bound[at] !== undefined)
      throw new PythonError("TypeError", `${name}() got multiple values for argument '${key}'`);
    bound[at] = value;
  }
  const missing = signature.findIndex((parameter, at) => bound[at] === undefined && !parameter.endsWith("?"));
  if (missing !== -1)
    throw new PythonError("TypeError", `${name}() missing 1 required positional argument: '${names[missing]}'`);
  return bound;
}

/** @throws PythonError TypeError */
export function asText(value: Value | undefined, what: string): string {
  if (typeof value === "string") return value;
  throw new PythonError("TypeError", `${what} must be str, not ${typeName(value ?? null)}`);
}

/** @throws PythonError TypeError */
export function asInteger(value: Value): number {
  const integer = asIndex(value);
  if (integer !== null) return integer;
  throw new PythonError("TypeError", `'${typeName(value)}' object cannot be interpreted as an integer`);
}
