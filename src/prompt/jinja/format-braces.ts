// `text.format(...)`: replacement fields by place or name, with attributes, elements, conversions and nested specifications.

import { ascii } from "./format-percent.ts";
import { formatValue } from "./format-spec.ts";
import { repr, str } from "./text.ts";
import { type Call, PythonError, type Value } from "./values.ts";

/** How a field goes from a value to its attributes and elements. */
export interface Access {
  attribute(value: Value, name: string): Value;
  element(value: Value, index: Value): Value;
}

interface State {
  call: Call;
  access: Access;
  /** Number of the next field without one. */
  automatic: number;
  isManual: boolean;
}

/** @throws PythonError */
export function formatBraces(text: string, call: Call, access: Access): string {
  return fill(text, { call, access, automatic: 0, isManual: false }, 2);
}

function fill(text: string, state: State, depth: number): string {
  if (depth < 0) throw new PythonError("ValueError", "Max string recursion exceeded");
  let filled = "";
  for (let at = 0; at < text.length; ) {
    const character = text[at] as string;
    if ((character === "{" || character === "}") && text[at + 1] === character) {
      filled += character;
      at += 2;
    } else if (character === "}") {
      throw new PythonError("ValueError", "Single '}' encountered in format string");
    } else if (character === "{") {
      const end = fieldEnd(text, at);
      filled += field(text.slice(at + 1, end), state, depth);
      at = end + 1;
    } else {
      filled += character;
      at++;
    }
  }
  return filled;
}

function fieldEnd(text: string, start: number): number {
  let open = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === "{") open++;
    else if (text[at] === "}" && --open === 0) return at;
  }
  throw new PythonError(
    "ValueError",
    start + 1 === text.length ? "Single '{' encountered in format string" : "expected '}' before end of string",
  );
}

function field(text: string, state: State, depth: number): string {
  const [, path = "", conversion, spec = ""] = /^([^!:]*)(?:!(.))?(?::([\s\S]*))?$/.exec(text) ?? [];
  const value = lookUp(path, state);
  return formatValue(converted(value, conversion), fill(spec, state, depth - 1));
}

function converted(value: Value, conversion: string | undefined): Value {
  if (conversion === undefined) return value;
  if (conversion === "s") return str(value);
  if (conversion === "r") return repr(value);
  if (conversion === "a") return ascii(repr(value));
  throw new PythonError("ValueError", `Unknown conversion specifier ${conversion}`);
}

function lookUp(path: string, state: State): Value {
  const [first = ""] = /^[^.[]*/.exec(path) ?? [];
  let value = argument(first, state);
  for (const [, attribute, element] of path.slice(first.length).matchAll(/\.([^.[]+)|\[([^\]]+)\]/g)) {
    if (attribute !== undefined) value = state.access.attribute(value, attribute);
    else
      value = state.access.element(
        value,
        /^\d+$/.test(element as string) ? BigInt(element as string) : (element as string),
      );
  }
  return value;
}

function argument(name: string, state: State): Value {
  if (name !== "" && !/^\d+$/.test(name)) {
    const value = state.call.kwargs.get(name);
    if (value === undefined) throw new PythonError("KeyError", repr(name));
    return value;
  }
  const value = state.call.args[place(name, state)];
  if (value === undefined)
    throw new PythonError("IndexError", "Replacement index out of range for positional args tuple");
  return value;
}

function place(name: string, state: State): number {
  const isMixed = name === "" ? state.isManual : state.automatic > 0;
  if (isMixed)
    throw new PythonError(
      "ValueError",
      "cannot switch between manual field specification and automatic field numbering",
    );
  if (name !== "") {
    state.isManual = true;
    return Number(name);
  }
  return state.automatic++;
}
