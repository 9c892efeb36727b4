// The rules of docs/exactness.md and the code that follows them name each other.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packageRoot } from "../src/core/package.ts";

const number = /\bE\d+\.\d+\b/g;

const read = (path: string) => readFileSync(join(packageRoot, path), "utf8");

/** Numbers of the rules in their order, without the mentions in other rules. */
const rules = (path: string) => [...read(path).matchAll(/^- \*\*(E\d+\.\d+)\*\* \S/gm)].map(([, rule]) => rule);

const english = rules("docs/exactness.md");

interface Citation {
  place: string;
  rules: string[];
}

function citations(): Citation[] {
  const files = readdirSync(join(packageRoot, "src"), { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) =>
      read(join("src", file))
        .split("\n")
        .map((line, i) => ({ line, place: `src/${file}:${i + 1}` }))
        .filter(({ line }) => line.includes("docs/exactness.md"))
        .map(({ line, place }) => ({ place, rules: line.match(number) ?? [] })),
    );
}

test("the rules are numbered once, in order, alike in both languages", () => {
  const ordered = english.map((rule = "") => rule.slice(1).split(".").map(Number) as [number, number]);
  expect(ordered).toEqual([...ordered].sort(([a, b], [c, d]) => a - c || b - d));
  expect(new Set(english).size).toBe(english.length);
  expect(rules("docs/exactness.zh-CN.md")).toEqual(english);
});

test("both languages mark the same rules as those in which this project differs", () => {
  const marked = (path: string) =>
    read(path)
      .split(/^- (?=\*\*E)/m)
      .slice(1)
      .filter((rule) => rule.includes("≠"))
      .map((rule) => rule.match(number)?.[0]);
  expect(marked("docs/exactness.zh-CN.md")).toEqual(marked("docs/exactness.md"));
});

test("every rule that a rule mentions is one", () => {
  for (const path of ["docs/exactness.md", "docs/exactness.zh-CN.md"])
    expect(english).toEqual(
      expect.arrayContaining(
        read(path)
          .replace(/`[^`]*`/g, "")
          .match(number) ?? [],
      ),
    );
});

test("every citation in the code names a rule of the page, and every rule is cited", () => {
  const cited = citations();
  expect(cited.filter(({ rules }) => rules.length === 0 || rules.some((rule) => !english.includes(rule)))).toEqual([]);
  const known = new Set(cited.flatMap(({ rules }) => rules));
  expect(english.filter((rule) => !known.has(rule as string))).toEqual([]);
});
