// Jinja2's filters on sequences. Like there, many return generators: read once, always true, without length.

import { attributeOf } from "./access.ts";
import { asInteger, bind } from "./arguments.ts";
import { getter, sortKey } from "./attribute-getter.ts";
import { equals, isLess, sorted } from "./compare.ts";
import { Dict, DictView, hashKey } from "./dict.ts";
import type { Filter, FilterContext } from "./filters.ts";
import { joined, takeSteps } from "./limits.ts";
import { calculate } from "./operators.ts";
import { isTrue, iterate, iterateOrNull } from "./sequences.ts";
import { str } from "./text.ts";
import {
  type Call,
  Group,
  Iter,
  orElse,
  PythonError,
  Range,
  Tuple,
  typeName,
  Undefined,
  type Value,
} from "./values.ts";

export const sequenceFilters: Readonly<Record<string, Filter>> = {
  attr: (value, call) => {
    const [name] = bind(call, "attr", ["name"]);
    const found = attributeOf(value, str(name as Value));
    const isElement = value instanceof Dict && value.has(name as Value) && found === value.get(name as Value);
    return isElement ? new Undefined(`'dict object' has no attribute '${str(name as Value)}'`) : found;
  },
  batch: (value, call) => {
    const [size, fill = null] = bind(call, "batch", ["linecount", "fill_with?"]);
    return new Iter(batch(iterate(value), asInteger(size as Value), fill));
  },
  dictsort: sortDict,
  first: (value, call) => {
    bind(call, "first", []);
    for (const item of iterate(value)) return item;
    return new Undefined("No first item, sequence was empty.");
  },
  groupby: groupBy,
  items: (value, call) => {
    bind(call, "items", []);
    if (value instanceof Undefined) return new Iter([]);
    if (value instanceof Dict) return new Iter(new DictView("dict_items", value).items());
    throw new PythonError("TypeError", "Can only get item pairs from a mapping.");
  },
  join: (value, call) => {
    const [separator = "", attribute] = bind(call, "join", ["d?", "attribute?"]);
    const get = getter(attribute ?? null);
    return joined(
      Array.from(iterate(value), (item) => str(get(item))),
      str(separator),
    );
  },
  last: (value, call) => {
    bind(call, "last", []);
    return orElse(reversed(value).at(0), () => new Undefined("No last item, sequence was empty."));
  },
  list: (value, call) => {
    bind(call, "list", []);
    return [...iterate(value)];
  },
  map: (value, call, context) => (isTrue(value) ? new Iter(mapItems(value, call, context)) : new Iter([])),
  max: (value, call) => extreme(value, call, (a, b) => isLess(b, a, ">")),
  min: (value, call) => extreme(value, call, (a, b) => isLess(a, b)),
  reject: (value, call, context) => chosen(value, call, { context, isWanted: false, byAttribute: false }),
  rejectattr: (value, call, context) => chosen(value, call, { context, isWanted: false, byAttribute: true }),
  reverse,
  select: (value, call, context) => chosen(value, call, { context, isWanted: true, byAttribute: false }),
  selectattr: (value, call, context) => chosen(value, call, { context, isWanted: true, byAttribute: true }),
  slice: (value, call) => {
    const [count, fill = null] = bind(call, "slice", ["slices", "fill_with?"]);
    return new Iter(slices([...iterate(value)], asInteger(count as Value), fill));
  },
  sort: (value, call) => {
    const [reverse = false, caseSensitive = false, attribute = null] = bind(call, "sort", [
      "reverse?",
      "case_sensitive?",
      "attribute?",
    ]);
    return sorted(iterate(value), sortKey(attribute, isTrue(caseSensitive)), isTrue(reverse));
  },
  sum: (value, call) => {
    const [attribute = null, start = 0n] = bind(call, "sum", ["attribute?", "start?"]);
    const get = getter(attribute);
    return Array.from(iterate(value), get).reduce((total, item) => calculate("+", total, item), start);
  },
  unique: (value, call) => {
    const [caseSensitive = false, attribute = null] = bind(call, "unique", ["case_sensitive?", "attribute?"]);
    return new Iter(unique(iterate(value), getter(attribute, isTrue(caseSensitive))));
  },
};

function* batch(items: Iterable<Value>, size: number, fill: Value): Generator<Value> {
  let row: Value[] = [];
  for (const item of items) {
    if (row.length === size) {
      yield row;
      row = [];
    }
    row.push(item);
  }
  if (row.length === 0) return;
  if (fill !== null) takeSteps(Math.max(0, size - row.length));
  yield fill === null ? row : [...row, ...Array.from({ length: Math.max(0, size - row.length) }, () => fill)];
}

function* slices(items: readonly Value[], count: number, fill: Value): Generator<Value> {
  if (count === 0) throw new PythonError("ZeroDivisionError", "integer division or modulo by zero");
  const size = Math.floor(items.length / count);
  const longer = items.length % count;
  let offset = 0;
  for (let number = 0; number < count; number++) {
    const start = offset + number * size;
    if (number < longer) offset++;
    const part = items.slice(start, offset + (number + 1) * size);
    yield fill !== null && number >= longer ? [...part, fill] : part;
  }
}

function sortDict(value: Value, call: Call): Value {
  const [caseSensitive = false, by = "key", reverse = false] = bind(call, "dictsort", [
    "case_sensitive?",
    "by?",
    "reverse?",
  ]);
  if (by !== "key" && by !== "value")
    throw new PythonError("FilterArgumentError", 'You can only sort by either "key" or "value"');
  if (value instanceof Undefined) value.raise();
  if (!(value instanceof Dict))
    throw new PythonError("AttributeError", `'${typeName(value)}' object has no attribute 'items'`);
  const get = getter(by === "key" ? 0n : 1n, isTrue(caseSensitive));
  return sorted(new DictView("dict_items", value).items(), get, isTrue(reverse));
}

function groupBy(value: Value, call: Call): Value {
  const [attribute, fallback = null, caseSensitive = false] = bind(call, "groupby", [
    "attribute",
    "default?",
    "case_sensitive?",
  ]);
  const key = getter(attribute as Value, isTrue(caseSensitive), fallback);
  const shown = getter(attribute as Value, true, fallback);
  const groups: { key: Value; items: Value[] }[] = [];
  for (const item of sorted(iterate(value), key, false)) {
    const last = groups.at(-1);
    if (last !== undefined && equals(last.key, key(item))) last.items.push(item);
    else groups.push({ key: key(item), items: [item] });
  }
  return groups.map(({ items }) => new Group(shown(items[0] as Value), items));
}

function* mapItems(value: Value, { args, kwargs }: Call, context: FilterContext): Generator<Value> {
  const [name, ...rest] = args;
  if (name === undefined && !kwargs.has("attribute"))
    throw new PythonError("FilterArgumentError", "map requires a filter argument");
  const [, get] = name === undefined ? [null, mapGetter(kwargs)] : [name, null];
  for (const item of iterate(value)) {
    yield get === null ? context.filter(name as Value, item, { args: rest, kwargs }) : get(item);
  }
}

function mapGetter(kwargs: Call["kwargs"]): (item: Value) => Value {
  const other = [...kwargs.keys()].find((key) => key !== "attribute" && key !== "default");
  if (other !== undefined) throw new PythonError("FilterArgumentError", `Unexpected keyword argument '${other}'`);
  return getter(kwargs.get("attribute") ?? null, true, kwargs.get("default") ?? null);
}

interface Choice {
  context: FilterContext;
  isWanted: boolean;
  byAttribute: boolean;
}

function chosen(value: Value, call: Call, choice: Choice): Value {
  return isTrue(value) ? new Iter(choose(value, call, choice)) : new Iter([]);
}

function* choose(value: Value, { args, kwargs }: Call, { context, isWanted, byAttribute }: Choice): Generator<Value> {
  if (byAttribute && args.length === 0)
    throw new PythonError("FilterArgumentError", "Missing parameter for attribute name");
  const get = byAttribute ? getter(args[0] as Value) : (item: Value) => item;
  const [test, ...rest] = args.slice(byAttribute ? 1 : 0);
  for (const item of iterate(value)) {
    const tested = get(item);
    const isChosen = test === undefined ? isTrue(tested) : context.test(test, tested, { args: rest, kwargs });
    if (isChosen === isWanted) yield item;
  }
}

/** @throws PythonError TypeError for what Python's reversed() does not take. */
function reversed(value: Value): Value[] {
  const isReversible =
    typeof value === "string" ||
    Array.isArray(value) ||
    [Tuple, Dict, DictView, Range, Undefined].some((type) => value instanceof type);
  if (!isReversible) throw new PythonError("TypeError", `'${typeName(value)}' object is not reversible`);
  return [...iterate(value)].reverse();
}

function reverse(value: Value, call: Call): Value {
  bind(call, "reverse", []);
  if (typeof value === "string") return Array.from(value).reverse().join("");
  if (value instanceof Iter) return [...value].reverse();
  if (iterateOrNull(value) === null) throw new PythonError("FilterArgumentError", "argument must be iterable");
  return new Iter(reversed(value), "list_reverseiterator");
}

function extreme(value: Value, call: Call, isBetter: (a: Value, b: Value) => boolean): Value {
  const [caseSensitive = false, attribute = null] = bind(call, "min", ["case_sensitive?", "attribute?"]);
  const key = getter(attribute, isTrue(caseSensitive));
  let best: Value | undefined;
  for (const item of iterate(value)) if (best === undefined || isBetter(key(item), key(best))) best = item;
  return orElse(best, () => new Undefined("No aggregated item, sequence was empty."));
}

function* unique(items: Iterable<Value>, key: (item: Value) => Value): Generator<Value> {
  const seen = new Set<string>();
  for (const item of items) {
    const hash = hashKey(key(item));
    if (!seen.has(hash)) yield item;
    seen.add(hash);
  }
}
