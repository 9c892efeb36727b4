import { expect, expectTypeOf, test } from "vitest";
import { z } from "zod";
import { parseOptions } from "../../src/core/options.ts";
import { errorOf } from "../run/error-of.ts";

const schema = z.strictObject({
  options: z.string(),
  cushion: z.boolean().default(true),
  limits: z.array(z.number()).exactOptional(),
});

test("options come back with the schema's defaults and types", () => {
  const parsed = parseOptions(schema, { options: "ABCD" }, "first-option");
  expect(parsed).toEqual({ options: "ABCD", cushion: true });
  expectTypeOf(parsed.cushion).toEqualTypeOf<boolean>();
});

test("an unknown option is refused with the nearest one", async () => {
  expect(await errorOf(() => parseOptions(schema, { options: "AB", cusion: false }, "first-option"))).toMatchObject({
    code: "CONFIG",
    message: 'first-option: unknown option "cusion"',
    hint: "did you mean cushion?",
  });
});

test("where nothing is near, the part's options are listed", async () => {
  const unknown = await errorOf(() =>
    parseOptions(schema, { options: "AB", zzzzzzzz: 1, yyyyyyyy: 2 }, "first-option"),
  );
  expect(unknown.message).toBe('first-option: unknown option "zzzzzzzz", "yyyyyyyy"');
  expect(unknown.hint).toBe("its options: options, cushion, limits");
  const none = await errorOf(() => parseOptions(z.strictObject({}), { a: 1 }, "accuracy"));
  expect(none.hint).toBe("it takes none");
});

test.each<[options: unknown, message: string]>([
  [{}, 'first-option: option "options": expected string, received undefined'],
  [{ options: "A", cushion: "no" }, 'first-option: option "cushion": expected boolean, received string'],
  [{ options: "A", limits: [1, "two"] }, 'first-option: option "limits.1": expected number, received string'],
])("a value of the wrong type is refused with part, option and type: %j", async (options, message) => {
  expect(await errorOf(() => parseOptions(schema, options, "first-option"))).toMatchObject({ code: "CONFIG", message });
});
