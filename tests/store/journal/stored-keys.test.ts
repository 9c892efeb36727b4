import { expect, test } from "vitest";
import { deleteKey, keyOf, noKeys, setKey } from "../../../src/store/journal/stored-keys.ts";

const usual = (digit: string) => [16, 32, 16].map((length) => digit.repeat(length)).join("-");

test("every key comes back as it was, also one of another form and after a journey to another thread", () => {
  const keys = noKeys();
  const given: [row: number, key: string][] = [
    [0, usual("0")],
    [1, usual("f")],
    [1023, "k"],
    [1024, "0123456789abcdef-0123456789abcdef0123456789abcdef-fedcba9876543210"],
    [5, ""],
    [6, usual("A")],
    [Number.MAX_SAFE_INTEGER, usual("7")],
  ];
  for (const [row, key] of given) setKey(keys, row, key);
  for (const held of [keys, structuredClone(keys)]) {
    expect(held.size).toBe(given.length);
    expect(given.map(([row]) => [row, keyOf(held, row)])).toEqual(given);
    expect([2, 1025, 5000].map((row) => keyOf(held, row))).toEqual([undefined, undefined, undefined]);
  }
});

test("a later key replaces the earlier one, whatever their forms, and a deleted one is gone", () => {
  const keys = noKeys();
  for (const key of [usual("1"), "short", usual("2"), "other"]) {
    setKey(keys, 3, key);
    expect([keyOf(keys, 3), keys.size]).toEqual([key, 1]);
  }
  deleteKey(keys, 3);
  deleteKey(keys, 3);
  deleteKey(keys, 9999);
  expect([keyOf(keys, 3), keys.size, keys.others.size]).toEqual([undefined, 0, 0]);
});
