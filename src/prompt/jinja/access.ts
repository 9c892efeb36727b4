// `value.name` and `value[index]` as Jinja2's sandbox looks them up: attributes in front of elements or the other way
// round, what is missing is undefined, and what would change a list or dict raises when it is used.

import { equals } from "./compare.ts";
import { dictMethods, listMethods } from "./container-methods.ts";
import { Dict } from "./dict.ts";
import { formatBraces } from "./format-braces.ts";
import { goThrough, takeSteps } from "./limits.ts";
import { LoopContext } from "./loop-context.ts";
import { elementAt, length } from "./sequences.ts";
import { stringMethods } from "./string-methods.ts";
import { repr } from "./text.ts";
import {
  type Call,
  Callable,
  Group,
  Markup,
  Namespace,
  orElse,
  PyObject,
  Range,
  Tuple,
  typeName,
  Undefined,
  UnsupportedError,
  type Value,
} from "./values.ts";

/** `value.name` @throws PythonError where the value itself is undefined. */
export function attributeOf(value: Value, name: string): Value {
  return orElse(pythonAttribute(value, name), () => orElse(subscript(value, name), () => missing(value, name)));
}

/** `value[index]` @throws PythonError where the value itself is undefined. */
export function elementOf(value: Value, index: Value): Value {
  return orElse(subscript(value, index), () => {
    const attribute = typeof index === "string" ? pythonAttribute(value, index) : undefined;
    return orElse(attribute, () => missing(value, index));
  });
}

function missing(value: Value, name: Value): Undefined {
  const object = value === null ? "None" : `${typeName(value)} object`;
  return typeof name === "string"
    ? new Undefined(`'${object}' has no attribute '${name}'`)
    : new Undefined(`${object} has no element ${repr(name)}`);
}

function subscript(value: Value, index: Value): Value | undefined {
  if (value instanceof Undefined) value.raise();
  if (!(value instanceof Dict)) return elementAt(value, index);
  return Array.isArray(index) || index instanceof Dict ? undefined : value.get(index);
}

const mutating: Readonly<Record<string, readonly string[]>> = {
  dict: ["clear", "pop", "popitem", "setdefault", "update"],
  list: ["append", "clear", "pop", "reverse", "insert", "sort", "extend", "remove"],
};

/** What Python's getattr finds; undefined where it raises AttributeError. */
function pythonAttribute(value: Value, name: string): Value | undefined {
  if (value instanceof Undefined) value.raise();
  const isPrivate = /^__.*__$/s.test(name) || (value instanceof Namespace && name.startsWith("_"));
  const isForbidden = isPrivate || mutating[typeName(value)]?.includes(name);
  if (isForbidden) {
    const message = `access to attribute '${name}' of '${typeName(value)}' object is unsafe.`;
    return new Undefined(message, "SecurityError");
  }
  if (value instanceof Namespace) return value.attributes.get(name);
  if (value instanceof LoopContext) return value.attribute(name, equals);
  if (value instanceof Callable) return value.attributes.get(name);
  return methodOf(value, name);
}

function methodOf(value: Value, name: string): Value | undefined {
  if (typeof value === "string") {
    const method: ((text: string, call: Call) => Value) | undefined =
      name === "format"
        ? (text, call) => formatBraces(text, call, { attribute: attributeOf, element: elementOf })
        : stringMethods.get(name);
    return method && bound(method, value, () => goThrough(value));
  }
  if (value instanceof Dict) {
    const method = dictMethods.get(name);
    return method && new Callable((call) => method(value, call));
  }
  if (Array.isArray(value) || value instanceof Tuple) {
    if (value instanceof Group && Object.hasOwn(value.names, name)) return value.names[name];
    const method = name === "copy" && value instanceof Tuple ? undefined : listMethods.get(name);
    return method && bound(method, value, () => takeSteps(length(value)));
  }
  if (value instanceof Range && (name === "index" || name === "count")) return methodOf(value.items(), name);
  if (value instanceof Markup || (isNumberAttribute(name) && !(value instanceof PyObject) && value !== null))
    throw new UnsupportedError(`.${name} of a ${typeName(value)}`);
  return undefined;
}

/** @param count Counts what one call goes through. */
function bound<Self>(method: (self: Self, call: Call) => Value, self: Self, count: () => void): Callable {
  return new Callable((call) => {
    count();
    return method(self, call);
  });
}

function isNumberAttribute(name: string): boolean {
  return /^(?:real|imag|numerator|denominator|conjugate|bit_length|bit_count|to_bytes|from_bytes|as_integer_ratio|is_integer|hex|fromhex)$/.test(
    name,
  );
}
