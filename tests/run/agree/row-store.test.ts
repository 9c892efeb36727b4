import { readdirSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { RowStore } from "../../../src/run/agree/row-store.ts";
import { tempFolder } from "../../data/temp-folder.ts";
import { errorOf } from "../error-of.ts";
import { row } from "./rows.ts";

const folder = await tempFolder();

test("rows come back as they were, in any order, and no file has a name meanwhile", () => {
  vi.stubEnv("TMPDIR", folder.path);
  const rows = new RowStore(
    new Map([
      ["one", 3],
      ["two", 2],
    ]),
  );
  vi.unstubAllEnvs();
  expect(rows.isEmpty).toBe(true);
  const first = row([{ tokens: [1, 2, 3], logProbs: [-0.5, Number.NEGATIVE_INFINITY] }], {
    answer: "甲",
    isRight: false,
  });
  const second = row([{ tokens: [1], generated: [2, 3] }], { answer: ["A", "B"], isRight: true });
  rows.put("two", 1, second);
  rows.put("one", 2, first);
  expect(rows.get("one", 2)).toEqual(first);
  expect(rows.get("two", 1)).toEqual(second);
  expect(rows.get("one", 0)).toBeUndefined();
  expect(rows.isEmpty).toBe(false);
  expect(readdirSync(folder.path)).toEqual([]);
  rows.close();
});

test("without a place for the rows the error says where it was looked for", async () => {
  vi.stubEnv("TMPDIR", "/nowhere/at/all");
  const error = await errorOf(() => new RowStore(new Map()));
  vi.unstubAllEnvs();
  expect(error).toMatchObject({ code: "STORAGE", hint: "name a folder with room in the variable TMPDIR" });
  expect(error.message).toContain("cannot keep the first model's rows in /nowhere/at/all");
});
