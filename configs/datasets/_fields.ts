// What a record of a JSON file must have, for loaders that build their rows from some of its fields.

import { type JsonValue, OcLocalError, type Row, readJsonl } from "oc-local";

/** Rows made of a file's lines; an error names the file and the line. */
export async function mapJsonl(path: string, build: (record: Row, place: string) => Row): Promise<Row[]> {
  return (await readJsonl(path)).map((record, i) => build(record, `${path}:${i + 1}`));
}

/** @throws OcLocalError BAD_DATA where the record has no such field. */
export function fieldOf(record: Row, name: string, place: string): JsonValue {
  const value = record[name];
  if (value !== undefined) return value;
  throw new OcLocalError("BAD_DATA", `${place}: no field "${name}" (found: ${Object.keys(record).join(", ")})`);
}

/** @throws OcLocalError BAD_DATA where the field is missing or no text. */
export function textOf(record: Row, name: string, place: string): string {
  const value = fieldOf(record, name, place);
  if (typeof value === "string") return value;
  throw unexpected(place, `a text as "${name}"`, value);
}

/** @throws OcLocalError BAD_DATA where the field is missing or no object. */
export function objectOf(record: Row, name: string, place: string): Row {
  const value = fieldOf(record, name, place);
  if (value !== null && typeof value === "object" && !Array.isArray(value)) return value;
  throw unexpected(place, `an object as "${name}"`, value);
}

/** @throws OcLocalError BAD_DATA where the field is missing or no list of texts. */
export function textsOf(record: Row, name: string, place: string): string[] {
  const value = fieldOf(record, name, place);
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value as string[];
  throw unexpected(place, `a list of texts as "${name}"`, value);
}

/** @throws OcLocalError BAD_DATA where the field is missing or no list of objects. */
export function objectsOf(record: Row, name: string, place: string): Row[] {
  const value = fieldOf(record, name, place);
  const isObject = (item: JsonValue) => item !== null && typeof item === "object" && !Array.isArray(item);
  if (Array.isArray(value) && value.every(isObject)) return value as Row[];
  throw unexpected(place, `a list of objects as "${name}"`, value);
}

/** The field's whole number, also where it is written as text, as a letter: 0 is A. */
export function letterOf(record: Row, name: string, place: string): string {
  const letter = "ABCDEFG"[Number(fieldOf(record, name, place))];
  if (letter !== undefined) return letter;
  throw unexpected(place, `the number of an option as "${name}"`, record[name] as JsonValue);
}

/** Options under the names A, B, C, … */
export function lettered(options: readonly string[]): Row {
  return Object.fromEntries(options.map((option, i) => ["ABCDEFG"[i], option]));
}

export function unexpected(place: string, expected: string, found: JsonValue): OcLocalError {
  return new OcLocalError("BAD_DATA", `${place}: expected ${expected}, found ${JSON.stringify(found).slice(0, 80)}`);
}
