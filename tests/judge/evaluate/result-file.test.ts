import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import type { JsonObject } from "../../../src/core/json.ts";
import { DetailsSpool } from "../../../src/judge/evaluate/details-spool.ts";
import { readResult, writeResult } from "../../../src/judge/evaluate/result-file.ts";
import { resultsPath } from "../../../src/store/workspace/workspace.ts";
import { tempFolder } from "../../data/temp-folder.ts";

const folder = await tempFolder();
const workspace = { path: folder.path, timestamp: "t" };
const facts = { n: 2, unscored: 0, source: 'a text with "details": { in it,' };

function write(dataset: string, numbers: JsonObject, details: JsonObject[] | undefined): string {
  const path = resultsPath(workspace, "m", dataset);
  const spool = new DetailsSpool(path);
  for (const [row, detail] of (details ?? []).entries()) spool.add(row, detail);
  writeResult(path, numbers, details && spool);
  spool.close();
  return path;
}

const detail = { pred: '中文\n"details": {', answer: ["A"], correct: true, rule: {} };

test.each<[what: string, numbers: JsonObject, details: JsonObject[] | undefined]>([
  ["rows", { accuracy: 50, oc_local: facts }, [detail, { unscored: "no memory" }]],
  ["many rows", { accuracy: 50 }, Array.from({ length: 30_000 }, () => detail)],
  ["no rows", { error: "the dataset has no rows" }, []],
  ["no details", { error: "it failed" }, undefined],
  ["nothing", {}, undefined],
  ["rows without numbers", {}, [detail]],
])("a result with %s is the text that JSON.stringify makes", (what, numbers, details) => {
  const whole = { ...numbers, ...(details && { details: { ...details } }) };
  expect(readFileSync(write(what, numbers, details), "utf8")).toBe(`${JSON.stringify(whole, null, 4)}\n`);
});

test("numbers, facts and error are read back, whatever the rows hold", () => {
  write("read", { accuracy: 50, f1: 0.5, oc_local: facts }, [detail, detail]);
  expect(readResult(workspace, "m", "read")).toEqual({ metrics: { accuracy: 50, f1: 0.5 }, facts });
  write("failed", { error: "it failed", oc_local: { n: 0, unscored: 1 } }, [detail]);
  expect(readResult(workspace, "m", "failed")).toMatchObject({
    metrics: {},
    error: "it failed",
    facts: { unscored: 1 },
  });
  write("bare", { accuracy: 1 }, undefined);
  expect(readResult(workspace, "m", "bare")).toEqual({ metrics: { accuracy: 1 }, facts: undefined });
});

test("what is no stored fact is left out: another version's, and what is made with the table", () => {
  const oc_local = { n: 2, unscored: 0, later: [1], interval: "none", ofMetrics: 5, parts: {} };
  write("more", { accuracy: 50, oc_local }, [detail]);
  expect(readResult(workspace, "m", "more")).toEqual({ metrics: { accuracy: 50 }, facts: { n: 2, unscored: 0 } });
});

test("facts longer than what is read at once are read whole", () => {
  const long = { ...facts, source: "x".repeat(300_000) };
  write("long", { accuracy: 50, oc_local: long }, [detail]);
  expect(readResult(workspace, "m", "long")).toEqual({ metrics: { accuracy: 50 }, facts: long });
});

test("a result in another layout is read as well, and one that is damaged is no score but names its file", () => {
  const path = write("other", { accuracy: 50 }, [detail]);
  const whole = readFileSync(path, "utf8");
  writeFileSync(path, JSON.stringify({ details: { 0: detail }, accuracy: 25 }));
  expect(readResult(workspace, "m", "other")?.metrics).toEqual({ accuracy: 25 });
  writeFileSync(path, whole.slice(0, -20));
  expect(readResult(workspace, "m", "other")?.error).toMatch(
    /other\.json cannot be read: it is no whole JSON .*--mode eval/,
  );
  const zeros = String.fromCharCode(0).repeat(64);
  for (const damaged of ["", "\n", zeros, "null", "5", "[]", "{}", '{"details":{}}', '{"accuracy":50,"oc_local":{}}']) {
    writeFileSync(path, damaged);
    expect(readResult(workspace, "m", "other"), damaged).toMatchObject({
      metrics: {},
      error: expect.stringContaining(`${path} cannot be read: `),
    });
  }
});

test("nothing is left beside the result", () => {
  const path = join(folder.path, "results", "alone", "d.json");
  mkdirSync(dirname(path), { recursive: true });
  const spool = new DetailsSpool(path);
  spool.add(0, detail);
  writeResult(path, { accuracy: 1 }, spool);
  spool.close();
  expect(readdirSync(dirname(path))).toEqual(["d.json"]);
});
