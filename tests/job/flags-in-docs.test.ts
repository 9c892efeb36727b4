// The table of flags in docs/configs.md is that of the program.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { evalFlags, evalGroups } from "../../src/job/flags/eval-flags.ts";
import { type Flag, longName } from "../../src/job/flags/flag.ts";

/** "`-m, --mode all\|infer`": a bar ends a cell. */
function written([name, { short, argument, takes, isHidden }]: [string, Flag]): string[] {
  const value = typeof takes === "object" ? takes.join("\\|") : (argument ?? "");
  const names = short === undefined ? longName(name) : `${short}, ${longName(name)}`;
  return isHidden ? [] : [`\`${`${names} ${value}`.trim()}\``];
}

const groups = Object.entries(evalGroups).map(([heading, flags]) => ({
  heading,
  flags: Object.entries<Flag>(flags).flatMap(written).join(" "),
}));

/** Cells of the rows of the first table below a heading of the second level. */
function tableBelow(file: string, heading: string): string[][] {
  const text = readFileSync(new URL(`../../docs/${file}`, import.meta.url), "utf8");
  const section = text.split(/^## /m).find((each) => each.startsWith(`${heading}\n`)) ?? "";
  const lines = section.split("\n").filter((line) => line.startsWith("|"));
  return lines.slice(2).map((line) =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

test("docs/configs.md has every flag, under the headings of --help", () => {
  expect(tableBelow("configs.md", "Flags")).toEqual(groups.map(({ heading, flags }) => [heading, flags]));
});

test("the Chinese page has the same flags", () => {
  const rows = tableBelow("configs.zh-CN.md", "命令行参数");
  expect(rows.map(([, flags]) => flags)).toEqual(groups.map(({ flags }) => flags));
  for (const [heading] of rows) expect(heading).toMatch(/\p{Script=Han}/u);
});

test("commands in the pages name flags that are there", () => {
  const known = [...Object.keys(evalFlags), "help"].map(longName);
  for (const file of ["compatibility.md", "compatibility.zh-CN.md", "long-runs.md", "cluster.md", "../README.md"]) {
    const text = readFileSync(new URL(`../../docs/${file}`, import.meta.url), "utf8");
    const named = [...text.matchAll(/oc-local eval ([^\n`]*)/g)].flatMap(
      ([, words = ""]) => words.match(/--[a-z][a-z-]*/g) ?? [],
    );
    expect(
      named.filter((flag) => !known.includes(flag as `--${string}`)),
      file,
    ).toEqual([]);
  }
});
