// How a config spells its fields: messages name them as they stand in it (reader_cfg), not as our schemas do (reader). The spelling
// goes with the fields, under a key that no schema and no JSON sees and that spreading copies.

const spelling = Symbol("spelling");

type Spelled = { [spelling]?: ReadonlyMap<string, string> };

/** @param givenAs The key in the config by the field's name here. */
export function inSpelling<Value extends object>(value: Value, givenAs: ReadonlyMap<string, string>): Value {
  const others = [...givenAs].filter(([name, key]) => name !== key);
  return others.length === 0 ? value : { ...value, [spelling]: new Map(others) };
}

/** With the spelling of another value that has the same fields. */
export function spelledAs<Value extends object>(value: Value, like: object): Value {
  const { [spelling]: known } = like as Spelled;
  return known === undefined ? value : inSpelling(value, known);
}

/** A path into a value as its config has it. */
export function spelledPath(value: unknown, path: readonly PropertyKey[]): PropertyKey[] {
  let inner = value;
  return path.map((key) => {
    const known = typeof inner === "object" && inner !== null ? (inner as Spelled)[spelling] : undefined;
    inner = (inner as Record<PropertyKey, unknown> | null | undefined)?.[key];
    return known?.get(String(key)) ?? key;
  });
}
