import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { describeDifference } from "./difference.ts";
import type { GoldenAdapter, GoldenFile } from "./golden.ts";
import { NotShipped } from "./golden.ts";
import { findAdapter, listGoldenFiles, readGoldenFile } from "./golden-file.ts";
import { runGolden } from "./run.ts";

const folder = mkdtempSync(join(tmpdir(), "oc-local-golden-"));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const doubling: GoldenAdapter = {
  file: "doubling",
  run({ input }) {
    if (typeof input.n !== "number") throw new NotShipped("only numbers");
    return input.n * 2;
  },
  excuse: ({ input }) => (input.n === 13 ? "unlucky" : undefined),
};
const fileOf = (...cases: [input: Record<string, unknown>, expected: unknown][]): GoldenFile => ({
  source: "",
  upstream_commit: "",
  cases: cases.map(([input, expected], i) => ({ name: `case ${i}`, input, expected })),
});

test("cases are counted as passed, failed, not shipped or excused", async () => {
  const file = fileOf([{ n: 1 }, 2], [{ n: 2 }, 5], [{ n: "x" }, 0], [{ n: 13 }, 0], [{ n: 13 }, 26]);
  const { passed, failures, notShipped, excused } = await runGolden(doubling, file, folder);
  expect({ passed, notShipped }).toEqual({ passed: 2, notShipped: 1 });
  expect(failures).toEqual([{ name: "case 1", reason: "expected 5\n     got 4" }]);
  expect(excused).toEqual([{ name: "case 3", reason: "unlucky" }]);
});

test("a case that expects an error fails when there is a result", async () => {
  const { failures } = await runGolden(doubling, fileOf([{ n: 1 }, { $raises: "ValueError" }]), folder);
  expect(failures[0]?.reason).toBe("expected an error (ValueError)\n     got 2");
});

test("a difference is shown with its path and cut around its first character", () => {
  const long = "x".repeat(500);
  const shown = describeDifference(
    { rows: [{ a: 1, b: `${long}Q${long}` }] },
    { rows: [{ a: 1, b: `${long}P${long}` }] },
  );
  expect(shown).toMatch(/^at \.rows\[0\]\.b, character 501\nexpected …x{40}Px{119}…\n {5}got …x{40}Qx{119}…$/);
});

test("a missing row is shown at its list", () => {
  expect(describeDifference({ rows: [1] }, { rows: [1, 2] })).toBe("at .rows\nexpected [1,2]\n     got [1]");
});

test("a file takes the adapter of its name, also with more behind it, and unknown names have none", async () => {
  expect((await findAdapter("/x/rng.json"))?.file).toBe("rng");
  expect((await findAdapter("/x/rng.unseen.json"))?.file).toBe("rng");
  expect((await findAdapter("/x/prompt_list_2.json"))?.file).toBe("prompt_list");
  expect(await findAdapter("/x/rngs.json")).toBeNull();
});

test("broken files and empty folders are errors that say where", () => {
  expect(() => readGoldenFile(write("a.json", "{"))).toThrow(/a\.json is no JSON/);
  expect(() => readGoldenFile(write("b.json", '{"cases": [{"name": "x"}]}'))).toThrow(
    /b\.json is no golden file.*input/,
  );
  expect(() => listGoldenFiles(join(folder, "absent"))).toThrow(/no folder/);
});
