// The variable `loop` of a for-loop.

import { Callable, orElse, PyObject, PythonError, Undefined, type Value } from "./values.ts";

export class LoopContext extends PyObject {
  readonly typeName = "LoopContext";
  readonly #items: readonly Value[];
  readonly #depth0: number;
  readonly recurse: ((iterable: Value, depth0: number) => string) | null;
  #index0 = -1;
  #changed: { values: readonly Value[] } | null = null;

  constructor(items: readonly Value[], depth0: number, recurse: LoopContext["recurse"]) {
    super();
    this.#items = items;
    this.#depth0 = depth0;
    this.recurse = recurse;
  }

  get length(): number {
    return this.#items.length;
  }

  advance(): void {
    this.#index0++;
  }

  /** @param equals Python's `==` of lists. */
  attribute(name: string, equals: (a: Value, b: Value) => boolean): Value | undefined {
    const at = this.#index0;
    const left = this.length - at;
    const numbers: Record<string, number> = {
      index: at + 1,
      index0: at,
      revindex: left,
      revindex0: left - 1,
      length: this.length,
      depth: this.#depth0 + 1,
      depth0: this.#depth0,
    };
    if (numbers[name] !== undefined) return BigInt(numbers[name]);
    if (name === "first") return at === 0;
    if (name === "last") return left === 1;
    if (name === "previtem") return orElse(this.#items[at - 1], () => new Undefined("there is no previous item"));
    if (name === "nextitem") return orElse(this.#items[at + 1], () => new Undefined("there is no next item"));
    if (name === "cycle") return new Callable(({ args }) => this.#cycle(args));
    if (name === "changed") return new Callable(({ args }) => this.#hasChanged(args, equals));
    return undefined;
  }

  call(iterable: Value): Value {
    if (this.recurse !== null) return this.recurse(iterable, this.#depth0 + 1);
    throw new PythonError("TypeError", "The loop must have the 'recursive' marker to be called recursively.");
  }

  #cycle(args: readonly Value[]): Value {
    if (args.length === 0) throw new PythonError("TypeError", "no items for cycling given");
    return args[this.#index0 % args.length] as Value;
  }

  #hasChanged(values: readonly Value[], equals: (a: Value, b: Value) => boolean): boolean {
    if (this.#changed !== null && equals([...this.#changed.values], [...values])) return false;
    this.#changed = { values };
    return true;
  }
}
