// The values of a template as Python has them: an integer is a bigint, a number always a float, a list an array; what
// JavaScript has no type for is a class here.

import { takeSteps } from "./limits.ts";

export type Value = string | bigint | number | boolean | null | Value[] | PyObject;

export abstract class PyObject {
  /** Python's name of the type. */
  abstract readonly typeName: string;
}

/** An exception that Python raises: its class and message. */
export class PythonError extends Error {
  override readonly name: string;

  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** What Jinja2 could render and this renderer cannot: refused instead of rendered wrongly. */
export class UnsupportedError extends PythonError {
  constructor(what: string) {
    super("NotSupported", `${what} is not supported in chat templates`);
  }
}

export class Tuple extends PyObject {
  readonly typeName = "tuple";
  readonly items: readonly Value[];

  constructor(items: readonly Value[]) {
    super();
    this.items = items;
  }
}

/** What the filter `groupby` returns: a pair whose parts have names too. */
export class Group extends Tuple {
  readonly names: Readonly<Record<string, Value>>;

  constructor(grouper: Value, list: Value[]) {
    super([grouper, list]);
    this.names = { grouper, list };
  }
}

export class Range extends PyObject {
  readonly typeName = "range";
  readonly start: bigint;
  readonly step: bigint;
  readonly length: number;

  constructor(start: bigint, step: bigint, length: number) {
    super();
    this.start = start;
    this.step = step;
    this.length = length;
  }

  at(index: number): bigint {
    return this.start + BigInt(index) * this.step;
  }

  items(): Value[] {
    takeSteps(this.length);
    return Array.from({ length: this.length }, (_, index) => this.at(index));
  }
}

/** A generator or another iterator: read once, and only as far as asked. */
export class Iter extends PyObject implements Iterable<Value> {
  readonly typeName: string;
  readonly #iterator: Iterator<Value>;

  constructor(items: Iterable<Value>, typeName = "generator") {
    super();
    this.typeName = typeName;
    this.#iterator = items[Symbol.iterator]();
  }

  [Symbol.iterator](): Iterator<Value> {
    return {
      next: () => {
        takeSteps(1);
        return this.#iterator.next();
      },
    };
  }
}

/** A name, attribute or element that is not there. Written as nothing; whatever else is done with it raises. */
export class Undefined extends PyObject {
  readonly typeName = "Undefined";
  readonly message: string;
  readonly error: string;

  constructor(message: string, error = "UndefinedError") {
    super();
    this.message = message;
    this.error = error;
  }

  raise(): never {
    throw new PythonError(this.error, this.message);
  }
}

/** The only value whose attributes a template can set. */
export class Namespace extends PyObject {
  readonly typeName = "Namespace";
  readonly attributes: Map<string, Value>;

  constructor(attributes: Map<string, Value>) {
    super();
    this.attributes = attributes;
  }
}

/** Text that a filter marked as safe: written as it is; joining it with other text would escape that for HTML. */
export class Markup extends PyObject {
  readonly typeName = "Markup";
  readonly text: string;

  constructor(text: string) {
    super();
    this.text = text;
  }
}

/** Undefined is what is not there; None, which is null here, is a value. */
export function orElse(value: Value | undefined, fallback: () => Value): Value {
  return value === undefined ? fallback() : value;
}

export interface Call {
  args: readonly Value[];
  kwargs: ReadonlyMap<string, Value>;
}

export class Callable extends PyObject {
  readonly typeName: string;
  readonly call: (call: Call) => Value;
  readonly attributes: ReadonlyMap<string, Value>;

  constructor(
    call: Callable["call"],
    { typeName = "function", attributes = new Map() }: { typeName?: string; attributes?: Callable["attributes"] } = {},
  ) {
    super();
    this.call = call;
    this.typeName = typeName;
    this.attributes = attributes;
  }
}

export function typeName(value: Value): string {
  if (value === null) return "NoneType";
  if (Array.isArray(value)) return "list";
  if (value instanceof PyObject) return value.typeName;
  return { string: "str", bigint: "int", number: "float", boolean: "bool" }[typeof value as "string"] ?? "object";
}
