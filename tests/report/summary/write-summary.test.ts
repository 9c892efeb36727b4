import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { formatCsv } from "../../../src/report/summary/csv.ts";
import { writeSummary } from "../../../src/report/summary/write-summary.ts";
import { exampleAnnotations, exampleSummary } from "./example.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "summary-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("writes the four files, makes the folder and leaves no temporary names", () => {
  const place = join(folder, "summary");
  const files = writeSummary(exampleSummary, {
    folder: place,
    time: "20260220_120000",
    annotations: exampleAnnotations,
  });
  expect(readdirSync(place).sort()).toEqual([
    "summary_20260220_120000.csv",
    "summary_20260220_120000.details.csv",
    "summary_20260220_120000.md",
    "summary_20260220_120000.txt",
  ]);
  expect(readFileSync(files.csv, "utf8")).toBe(formatCsv(exampleSummary));
  expect(readFileSync(files.txt, "utf8").startsWith("20260220_120000\ntabulate format\n")).toBe(true);
  expect(readFileSync(files.md, "utf8")).toContain("62.50 [55.62, 68.92]");
  expect(readFileSync(files.details, "utf8")).toContain("qwen-q4,ceval-law,4d3a0b,accuracy,gen,62.5,200,");
});

test("says which file cannot be written", () => {
  const place = join(folder, "summary");
  writeFileSync(place, "a file where the folder should be");
  expect(() => writeSummary(exampleSummary, { folder: place, time: "t" })).toThrow(
    expect.objectContaining({ code: "STORAGE", message: expect.stringContaining("summary_t.txt") }),
  );
});
