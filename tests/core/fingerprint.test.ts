import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { bytesOf, fingerprint } from "../../src/core/fingerprint.ts";

test("a fingerprint is SHA-256 over the pieces, each after its length in bytes", () => {
  const expected = createHash("sha256").update("2:ab").update("6:中文").digest("hex");
  expect(fingerprint("ab", "中文")).toBe(expected);
  expect(fingerprint()).toBe(createHash("sha256").digest("hex"));
});

test("text and its UTF-8 bytes are the same piece", () => {
  expect(fingerprint(new TextEncoder().encode("中文"))).toBe(fingerprint("中文"));
});

test.each<[one: string[], other: string[]]>([
  [
    ["ab", "c"],
    ["a", "bc"],
  ],
  [["abc"], ["a", "bc"]],
  [
    ["", "a"],
    ["a", ""],
  ],
  [["1:a"], ["", "a"]],
  [["a"], ["a", ""]],
])("pieces cut in other places have another fingerprint: %j, %j", (one, other) => {
  expect(fingerprint(...one)).not.toBe(fingerprint(...other));
});

test("the bytes of a typed array are those of its view, not of the buffer behind it", () => {
  const whole = Int32Array.from([1, 2, 3, 4]);
  expect(bytesOf(whole.subarray(1, 3))).toEqual(new Uint8Array([2, 0, 0, 0, 3, 0, 0, 0]));
  expect(fingerprint(bytesOf(whole.subarray(1, 3)))).toBe(fingerprint(bytesOf(Int32Array.from([2, 3]))));
});
