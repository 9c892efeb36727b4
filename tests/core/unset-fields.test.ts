import { expect, test } from "vitest";
import { z } from "zod";
import { withoutUnset } from "../../src/core/unset-fields.ts";

const schema = z.strictObject({
  name: z.string(),
  limit: z.number().optional(),
  parts: z.array(z.looseObject({})).optional(),
});

test("null stands for an optional field that is not set, and for no other", () => {
  expect(withoutUnset(schema, { name: null, limit: null, parts: [null] })).toEqual({ name: null, parts: [null] });
});

test.each(["constructor", "toString", "valueOf", "hasOwnProperty"])(
  "a field %s, which every object has, is an unknown one",
  (key) => {
    const value = { name: "x", [key]: null, parts: [{ [key]: { deep: null } }] };
    expect(withoutUnset(schema, value)).toEqual(value);
  },
);
