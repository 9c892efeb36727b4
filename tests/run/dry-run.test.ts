import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { formatDryRun } from "../../src/report/dry-run/dry-run-text.ts";
import { dryRun } from "../../src/run/dry-run.ts";
import { listRuns } from "../../src/store/workspace/workspace.ts";
import { tempFolder } from "../data/temp-folder.ts";
import { invocationOf } from "./invocation.ts";

const folder = await tempFolder();
const given = { models: ["oc_tiny_base"], datasets: ["siqa_ppl", "winogrande"], limit: 2 };
const text = formatDryRun(await dryRun(invocationOf(folder.path, given), { isDebug: true }));

test("a dry run shows tasks, the first prompts and the memory plan, and writes the config alone", () => {
  const titles = text.split("\n").filter((line) => line.startsWith("== "));
  expect(titles.map((title) => title.replace(/[:(].*/, "").trim())).toEqual([
    "== Config",
    "== Tasks of oc-tiny-base",
    "== First prompt of siqa",
    "== First prompt of winogrande",
    "== Memory plan",
  ]);
  const configs = join(folder.path, "outputs", "default", "configs");
  const [file, ...others] = readdirSync(configs);
  expect(others).toEqual([]);
  expect(text).toContain(`== Config\nwritten to ${join(configs, file as string)}\n`);
  const config: unknown = JSON.parse(readFileSync(join(configs, file as string), "utf8"));
  expect(config).toMatchObject({
    models: [{ abbr: "oc-tiny-base" }],
    datasets: [{ id: "siqa" }, { id: "winogrande" }],
  });
  expect(listRuns(join(folder.path, "outputs", "default"))).toEqual([]);
});

test("notes come first; where there is nothing to note the config does", async () => {
  expect(text).toMatch(/^siqa_ppl means siqa_ppl_ced5f6\nwinogrande means winogrande_ppl_\w+\n\n== Config\n/);
  const plain = invocationOf(folder.path, { ...given, datasets: ["siqa_ppl_ced5f6"] });
  expect(formatDryRun(await dryRun(plain, { isDebug: true }))).toMatch(/^== Config\n/);
});

test("tokens are counted whole and with shared prefixes counted once", () => {
  const table = text.slice(text.indexOf("== Tasks"));
  const row = (name: string) => new RegExp(`^${name} .*$`, "m").exec(table)?.[0].split(/\s{2,}/) ?? [];
  const [, version, mode, rows, tokens, distinct, longest, overlong, output] = row("siqa");
  expect({ version, mode, rows, overlong, output }).toEqual({
    version: "ced5f6",
    mode: "ppl",
    rows: "2",
    overlong: "0",
    output: "0",
  });
  // Three answers to one question share the question.
  expect(Number(distinct)).toBeGreaterThan(Number(longest));
  expect(Number(distinct)).toBeLessThan(Number(tokens));
  const sums = ["siqa", "winogrande"].map((name) => Number(row(name)[4]));
  expect(Number(/^total +\d+ +(\d+)/m.exec(table)?.[1])).toBe((sums[0] as number) + (sums[1] as number));
});
