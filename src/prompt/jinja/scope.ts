// Variables by name, each scope inside another one.

import { Undefined, type Value } from "./values.ts";

export class Scope {
  readonly #parent: Scope | null;
  readonly #variables = new Map<string, Value>();

  constructor(parent: Scope | null) {
    this.#parent = parent;
  }

  inner(): Scope {
    return new Scope(this);
  }

  set(name: string, value: Value): void {
    this.#variables.set(name, value);
  }

  get(name: string): Value {
    const found = this.#find(name);
    return found === undefined ? new Undefined(`'${name}' is undefined`) : found;
  }

  #find(name: string): Value | undefined {
    const own = this.#variables.get(name);
    return own === undefined && this.#parent !== null ? this.#parent.#find(name) : own;
  }
}
