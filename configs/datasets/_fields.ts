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
  throw new OcLocalError("BAD_DATA", `${place}: no field "${name}" (found: ${Object.keys(record).join(", ")})`, {
    hint: `give the record a field "${name}", or get the file from its source again`,
  });
}

/** @throws OcLocalError BAD_DATA where the field is missing or no text. */
export function textOf(record: Row, name: string, place: string): string {
  const value = fieldOf(record, name, place);
  if (typeof value === "string") return value;
  throw unexpected(place, `a text as "${name}"`, value);
}

/** @throws OcLocalError BAD_DATA where the field is missing or no object. */
export function objectOf(record: Row, name: string, place: string): Row {
  return asObject(fieldOf(record, name, place), place, `an object as "${name}"`);
}

/** @throws OcLocalError BAD_DATA where the value is no object. */
export function asObject(value: JsonValue | undefined, place: string, expected = "an object"): Row {
  if (value !== null && typeof value === "object" && !Array.isArray(value)) return value;
  throw unexpected(place, expected, value ?? null);
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
  if (Array.isArray(value)) return value.map((item) => asObject(item, place, `a list of objects as "${name}"`));
  throw unexpected(place, `a list of objects as "${name}"`, value);
}

/** As many texts as the dataset has options: each stands alone, or as the "text" of an object. @throws OcLocalError BAD_DATA */
export function optionsOf(record: Row, name: string, place: string, count: number): string[] {
  const list = fieldOf(record, name, place);
  const isObject = Array.isArray(list) && typeof list[0] === "object";
  const options = isObject
    ? objectsOf(record, name, place).map((option) => textOf(option, "text", place))
    : textsOf(record, name, place);
  if (options.length === count) return options;
  throw unexpected(place, `${count} options as "${name}"`, list);
}

/**
 * The number of an option, as a letter: 0 is A. A whole number counts, also one that is written as text; nothing else does, and
 * nothing stands for a missing one. @throws OcLocalError BAD_DATA
 */
export function letterOf(record: Row, name: string, place: string, count: number): string {
  return letters[optionNumber(fieldOf(record, name, place), 0, count - 1, `${place}: "${name}"`)] as string;
}

/** A label that is the number of an option, between `first` and `last`. @param what The label and its place. */
export function optionNumber(value: JsonValue, first: number, last: number, what: string): number {
  const isWritten = typeof value === "string" && /^\s*[+-]?\d+\s*$/.test(value);
  const number = typeof value === "number" || isWritten ? Number(value) : Number.NaN;
  if (Number.isInteger(number) && number >= first && number <= last) return number;
  throw new OcLocalError(
    "BAD_DATA",
    `${what}: expected a whole number from ${first} to ${last}, found ${shown(value)}`,
    { hint: mending },
  );
}

/** What the field's text means. @throws OcLocalError BAD_DATA where it is another text, or none. */
export function meaningOf<Meaning>(
  record: Row,
  name: string,
  place: string,
  meanings: Readonly<Record<string, Meaning>>,
): Meaning {
  const value = fieldOf(record, name, place);
  if (typeof value === "string" && Object.hasOwn(meanings, value)) return meanings[value] as Meaning;
  const texts = Object.keys(meanings).map((text) => `"${text}"`);
  throw unexpected(place, `one of the texts ${texts.join(", ")} as "${name}"`, value);
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** Options under the names A, B, C, … */
export function lettered(options: readonly string[]): Row {
  return Object.fromEntries(options.map((option, i) => [letters[i], option]));
}

export function unexpected(place: string, expected: string, found: JsonValue): OcLocalError {
  return new OcLocalError("BAD_DATA", `${place}: expected ${expected}, found ${shown(found)}`, { hint: mending });
}

const mending = "correct the record, or get the file from its source again";

function shown(value: JsonValue): string {
  return JSON.stringify(value).slice(0, 80);
}
