import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packageRoot } from "../../src/core/package.ts";
import { runCheck } from "../../src/doctor/check.ts";
import { dataChecks } from "../../src/doctor/data/checks.ts";
import type { CheckResult } from "../../src/report/doctor/check-lines.ts";
import { tempFolder } from "../data/temp-folder.ts";

const folder = await tempFolder();
const root = join(folder.path, "benchmarks");
// The sample rows without the file that says they are samples.
for (const name of ["gsm8k", "siqa", "mmlu", "winogrande"])
  cpSync(join(packageRoot, "data", name), join(root, name), { recursive: true });
rmSync(join(root, "siqa", "dev-labels.lst"));
await folder.write("benchmarks/gsm8k/test.jsonl", '{"question": "How many?", "answer": "#### 1"}\n{"question": \n');

async function checkData(options: { dataDir?: string; env?: Record<string, string> }) {
  const results: Record<string, CheckResult> = {};
  for (const check of dataChecks({ cwd: folder.path, env: {}, ...options }))
    results[check.name] = await runCheck(check);
  return results;
}

test("a dataset is complete, incomplete, unreadable or not there, each with its rows or its file", async () => {
  const results = await checkData({ dataDir: root });
  expect(results.folder).toMatchObject({ status: "ok", detail: `${root} (named by --data-dir)` });
  expect(results.winogrande).toMatchObject({ status: "ok", detail: expect.stringMatching(/^\d+ rows/) as string });
  expect(results.mmlu).toMatchObject({
    status: "warn",
    detail: expect.stringMatching(/^incomplete, \d+ rows in \d+ of 57 parts: no file .*mmlu/) as string,
  });
  expect(results.gsm8k).toMatchObject({
    status: "fail",
    detail: expect.stringMatching(/cannot be read: .*test\.jsonl.*2/) as string,
  });
  expect(results.siqa).toMatchObject({
    status: "warn",
    detail: expect.stringMatching(/^incomplete, 0 rows: no file .*dev-labels\.lst/) as string,
  });
  expect(results.math).toEqual({
    area: "data",
    name: "math",
    status: "info",
    detail: "not there (math)",
    remedy: null,
  });
  expect(results.jsonl).toMatchObject({
    status: "info",
    detail: expect.stringMatching(/^no prompts for it/) as string,
  });
});

test("the samples of the package are read where nothing else is named, with a warning", async () => {
  const results = await checkData({});
  expect(results.folder).toMatchObject({
    status: "warn",
    remedy: expect.stringContaining("--data-dir") as string,
  });
  expect(results.mmlu?.detail).toMatch(/a sample$/);
  expect(Object.values(results).filter(({ status }) => status === "fail")).toEqual([]);
});

test("a folder that OC_LOCAL_DATA names and that is not there fails, and the datasets say why they were not read", async () => {
  const { folder: root, ...datasets } = await checkData({ env: { OC_LOCAL_DATA: "nowhere" } });
  expect(root).toMatchObject({ status: "fail", detail: expect.stringContaining("OC_LOCAL_DATA") as string });
  for (const { status, detail } of Object.values(datasets))
    expect({ status, detail }).toEqual({ status: "info", detail: 'not checked, because of "folder" above' });
});
