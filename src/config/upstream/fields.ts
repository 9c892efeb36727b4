// Fields as OpenCompass spells them (max_out_len) under the names of our schemas (maxOutLen).

import type { z } from "zod";
import { OcLocalError } from "../../core/errors.ts";
import { inSpelling } from "../spelling.ts";

export type Fields = Record<string, unknown>;
export type FieldNames = Readonly<Record<string, string>>;

/** What is read on the way, for messages and notices. */
export interface Place {
  /** For messages: "my.yaml: models[0]". */
  at: string;
  /** Told of what is accepted without effect. */
  onIgnored(field: string, why: string): void;
}

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Every field of a schema by its spelling with underscores, and others that are named in another way. */
export function fieldNames(schema: z.ZodObject, others: FieldNames = {}): FieldNames {
  const own = Object.keys(schema.shape).filter((name) => snakeCase(name) !== name);
  return { ...Object.fromEntries(own.map((name) => [snakeCase(name), name])), ...others };
}

/** @throws OcLocalError CONFIG where one field is given under two names. */
export function renamed(value: Fields, names: FieldNames, { at }: Pick<Place, "at">): Fields {
  const givenAs = new Map<string, string>();
  const fields = Object.entries(value).map(([key, inner]) => {
    const name = Object.hasOwn(names, key) ? (names[key] as string) : key;
    const other = givenAs.get(name);
    if (other !== undefined) {
      throw new OcLocalError("CONFIG", `${at}: "${other}" and "${key}" are one field`, { hint: "keep one of the two" });
    }
    givenAs.set(name, key);
    return [name, inner] as const;
  });
  return inSpelling(Object.fromEntries(fields), givenAs);
}

/** Fields that JSON or YAML give as null, as Python's None, are not set. */
export function withoutNull(value: Fields): Fields {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== null));
}

/** Options of a part: all of them are camelCase here. */
export function camelOptions(value: Fields, place: Pick<Place, "at">): Fields {
  return renamed(value, Object.fromEntries(Object.keys(value).map((key) => [key, camelCase(key)])), place);
}

export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function camelCase(name: string): string {
  return name.replace(/(?<=[a-z0-9])_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

export function within(place: Place, field: string): Place {
  return { ...place, at: `${place.at}.${field}` };
}
