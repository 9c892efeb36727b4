// Python's dict and its views.

import { takeSteps } from "./limits.ts";
import { PyObject, PythonError, Tuple, typeName, Undefined, type Value } from "./values.ts";

/** A mapping in the order of insertion; keys that are equal in Python (1, 1.0, true) are one key. */
export class Dict extends PyObject {
  readonly typeName = "dict";
  readonly #entries = new Map<string, [Value, Value]>();

  constructor(pairs: Iterable<readonly [Value, Value]> = []) {
    super();
    for (const [key, value] of pairs) this.set(key, value);
  }

  get size(): number {
    return this.#entries.size;
  }

  /** @throws PythonError where the key cannot be hashed, as do the others. */
  get(key: Value): Value | undefined {
    return this.#entries.get(hashKey(key))?.[1];
  }

  has(key: Value): boolean {
    return this.#entries.has(hashKey(key));
  }

  set(key: Value, value: Value): void {
    const hash = hashKey(key);
    this.#entries.set(hash, [this.#entries.get(hash)?.[0] ?? key, value]);
  }

  entries(): Iterable<readonly [Value, Value]> {
    return this.#entries.values();
  }

  keys(): Value[] {
    takeSteps(this.size);
    return Array.from(this.#entries.values(), ([key]) => key);
  }

  values(): Value[] {
    takeSteps(this.size);
    return Array.from(this.#entries.values(), ([, value]) => value);
  }
}

/** What `keys()`, `values()` and `items()` of a dict return. */
export class DictView extends PyObject {
  readonly typeName: "dict_keys" | "dict_values" | "dict_items";
  readonly dict: Dict;

  constructor(typeName: DictView["typeName"], dict: Dict) {
    super();
    this.typeName = typeName;
    this.dict = dict;
  }

  items(): Value[] {
    if (this.typeName === "dict_keys") return this.dict.keys();
    if (this.typeName === "dict_values") return this.dict.values();
    takeSteps(this.dict.size);
    return Array.from(this.dict.entries(), (pair) => new Tuple(pair));
  }
}

/** Equal for values that Python's dict takes as one key. */
export function hashKey(value: Value): string {
  takeSteps(typeof value === "string" ? 1 + value.length / 8 : 1);
  if (value === null) return "None";
  if (typeof value === "string") return `s${value}`;
  if (typeof value === "boolean") return `n${Number(value)}`;
  if (typeof value === "bigint" || typeof value === "number") return `n${numberKey(value)}`;
  if (value instanceof Tuple) return `t${value.items.map((item) => lengthPrefixed(hashKey(item))).join("")}`;
  if (value instanceof Undefined) return "undefined";
  throw new PythonError("TypeError", `unhashable type: '${typeName(value)}'`);
}

function numberKey(value: bigint | number): string {
  return typeof value === "number" && Number.isInteger(value) ? BigInt(value).toString() : String(value);
}

function lengthPrefixed(text: string): string {
  return `${text.length}:${text}`;
}
