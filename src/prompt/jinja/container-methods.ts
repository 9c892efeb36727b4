// The methods of lists, tuples and dicts that change nothing.

import { bind } from "./arguments.ts";
import { equals } from "./compare.ts";
import { Dict, DictView } from "./dict.ts";
import { iterate } from "./sequences.ts";
import { repr } from "./text.ts";
import { type Call, orElse, PythonError, type Tuple, type Value } from "./values.ts";

export const dictMethods: ReadonlyMap<string, (dict: Dict, call: Call) => Value> = new Map([
  [
    "get",
    (dict: Dict, call: Call): Value => {
      const [key, fallback] = bind(call, "get", ["key", "default?"]);
      return orElse(dict.get(key as Value), () => fallback ?? null);
    },
  ],
  ["keys", (dict: Dict, call: Call) => view("dict_keys", dict, call)],
  ["values", (dict: Dict, call: Call) => view("dict_values", dict, call)],
  ["items", (dict: Dict, call: Call) => view("dict_items", dict, call)],
  [
    "copy",
    (dict: Dict, call: Call): Value => {
      bind(call, "copy", []);
      return new Dict(dict.entries());
    },
  ],
  ["fromkeys", (_: Dict, call: Call): Value => fromKeys(call)],
]);

function view(typeName: DictView["typeName"], dict: Dict, call: Call): Value {
  bind(call, typeName.slice("dict_".length), []);
  return new DictView(typeName, dict);
}

/** `dict.fromkeys(keys, value)` */
export function fromKeys(call: Call): Value {
  const [keys, value] = bind(call, "fromkeys", ["iterable", "value?"]);
  return new Dict(Array.from(iterate(keys as Value), (key) => [key, value ?? null] as const));
}

export const listMethods: ReadonlyMap<string, (list: Value[] | Tuple, call: Call) => Value> = new Map([
  [
    "index",
    (list: Value[] | Tuple, call: Call): Value => {
      const [wanted] = bind(call, "index", ["value"]);
      const at = itemsOf(list).findIndex((item) => equals(item, wanted as Value));
      if (at === -1) throw new PythonError("ValueError", `${repr(wanted as Value)} is not in list`);
      return BigInt(at);
    },
  ],
  [
    "count",
    (list: Value[] | Tuple, call: Call): Value => {
      const [wanted] = bind(call, "count", ["value"]);
      return BigInt(itemsOf(list).filter((item) => equals(item, wanted as Value)).length);
    },
  ],
  [
    "copy",
    (list: Value[] | Tuple, call: Call): Value => {
      bind(call, "copy", []);
      return [...itemsOf(list)];
    },
  ],
]);

function itemsOf(list: Value[] | Tuple): readonly Value[] {
  return Array.isArray(list) ? list : list.items;
}
