// A JSON file that is a list of records.

import type { Row } from "../core/dataset.ts";
import { OcLocalError } from "../core/errors.ts";
import { isJsonObject, type JsonValue } from "../core/json.ts";

/** @throws OcLocalError BAD_DATA naming the record that is none. */
export function asRows(value: JsonValue, path: string): Row[] {
  if (!Array.isArray(value)) throw notRows(path, "expected a list of records", value);
  return value.map((record, i) => {
    if (isJsonObject(record)) return record;
    throw notRows(`${path}, record ${i + 1}`, "expected an object", record);
  });
}

function notRows(place: string, expected: string, found: JsonValue): OcLocalError {
  return new OcLocalError("BAD_DATA", `${place}: ${expected}, found ${JSON.stringify(found).slice(0, 80)}`, {
    hint: "correct the file, or get it from its source again",
  });
}
