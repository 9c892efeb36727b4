import { expect, test } from "vitest";
import { NumpyRandomState } from "../../../src/core/python-random.ts";
import { diffSequences } from "../../../src/report/prompt/diff.ts";

const runs = (a: string, b: string) =>
  diffSequences([...a], [...b]).map(
    ({ kind, items }) => `${{ same: "=", removed: "-", added: "+" }[kind]}${items.join("")}`,
  );

test.each([
  ["", "", []],
  ["abc", "abc", ["=abc"]],
  ["", "ab", ["+ab"]],
  ["ab", "", ["-ab"]],
  ["abc", "axc", ["=a", "-b", "+x", "=c"]],
  ["abab", "ab", ["=ab", "-ab"]],
  ["xaby", "zabw", ["-x", "+z", "=ab", "-y", "+w"]],
])("%s to %s", (a, b, expected) => {
  expect(runs(a, b)).toEqual(expected);
});

test("as much as possible is equal", () => {
  expect(
    runs("abcbdab", "bdcaba")
      .filter((run) => run.startsWith("="))
      .join("")
      .replaceAll("=", ""),
  ).toHaveLength(4);
});

test("what is equal and removed gives the first sequence, what is equal and added the second, and no kind follows itself", () => {
  const random = new NumpyRandomState(7);
  for (let round = 0; round < 200; round++) {
    const draw = () => random.choice(12, 8, { replace: false }).map((n) => String(n % 4));
    const [a, b] = [draw(), draw()];
    const found = diffSequences(a, b);
    const of = (kind: string) => found.flatMap((run) => (run.kind === "same" || run.kind === kind ? run.items : []));
    expect(of("removed")).toEqual(a);
    expect(of("added")).toEqual(b);
    expect(found.some((run, i) => run.kind === found[i + 1]?.kind)).toBe(false);
    expect(found.some((run, i) => run.kind === "added" && found[i + 1]?.kind === "removed")).toBe(false);
  }
});

test("long sequences with nothing in common are replaced whole instead of taking minutes", () => {
  const lines = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${name}${i}`);
  const found = diffSequences(lines("a", 150_000), lines("b", 150_000));
  expect(found.map(({ kind, items }) => [kind, items.length])).toEqual([
    ["removed", 150_000],
    ["added", 150_000],
  ]);
});
