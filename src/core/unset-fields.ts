// `null` for an optional field, as JSON and YAML write OpenCompass's None: the field is not set. A field that has a meaning for null
// keeps it, and one that must be set stays an error.

import type { z } from "zod";

/** The value without such fields, wherever in it the schema knows them. */
export function withoutUnset(schema: z.ZodType, value: unknown): unknown {
  return cleaned(forms(schema), value);
}

export type SchemaParts = z.ZodType & {
  shape?: Record<string, z.ZodType>;
  element?: z.ZodType;
  def: { innerType?: z.ZodType; options?: z.ZodType[]; valueType?: z.ZodType };
};

function cleaned(schemas: readonly SchemaParts[], value: unknown): unknown {
  if (Array.isArray(value)) {
    const elements = schemas.flatMap(({ element }) => forms(element));
    return elements.length === 0 ? value : value.map((each) => cleaned(elements, each));
  }
  if (!isPlainObject(value)) return value;
  const fieldsOf = (key: string) => schemas.flatMap((schema) => fieldOf(schema, key) ?? []);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => inner !== null || !fieldsOf(key).some(isUnsetByNull))
      .map(([key, inner]) => [key, cleaned(fieldsOf(key).flatMap(forms), inner)]),
  );
}

/** The schema of one field; undefined where there is none of this name, such as "constructor". */
export function fieldOf({ shape, def }: SchemaParts, key: string): z.ZodType | undefined {
  return shape !== undefined && Object.hasOwn(shape, key) ? shape[key] : def.valueType;
}

function isUnsetByNull(field: z.ZodType): boolean {
  return field._zod.optin !== undefined && !field.safeParse(null).success;
}

/** The schemas that a value may have to meet here, without what wraps them. */
export function forms(schema: z.ZodType | undefined): SchemaParts[] {
  if (schema === undefined) return [];
  const { def } = schema as SchemaParts;
  if (def.innerType !== undefined) return forms(def.innerType);
  return def.options?.flatMap(forms) ?? [schema as SchemaParts];
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
