// A table read under another convention than the datasets' own: from stored results alone.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { generationSchema } from "../../../src/config/model-schema.ts";
import { runSummaryStage } from "../../../src/judge/summary/summary-stage.ts";
import type { Manifest } from "../../../src/store/workspace/manifest.ts";
import { writeJson } from "../../../src/store/workspace/manifest.ts";
import { createWorkspace, resultsPath } from "../../../src/store/workspace/workspace.ts";
import { tempFolder } from "../../data/temp-folder.ts";

const folder = await tempFolder();
const workspace = createWorkspace(join(folder.path, "run"), new Date(2026, 1, 20, 12));
const modes = { law: "ppl", art: "ppl", essay: "gen" };
const manifest: Manifest = {
  startedAt: "2026-02-20T12:00:00.000Z",
  version: "0.1.0",
  node: "v20.19.0",
  platform: "linux-x64",
  data: { path: "/data", isSample: false },
  models: [
    { abbr: "tiny", kind: "base", path: "/tiny.gguf", fingerprint: "ff", generation: generationSchema.parse({}) },
  ],
  datasets: Object.entries(modes).map(([id, mode]) => ({
    id,
    abbr: id,
    mode,
    version: "abcdef0123",
    rows: 4,
    data: "dd",
  })),
};
const counts = { n: 4, unscored: 0, cutByLength: 0, truncatedPrompts: 0, droppedShots: 2 };
const scored = (accuracy: number) => ({ metrics: { accuracy }, correct: accuracy / 25 });
const store = (dataset: string, accuracy: number, facts: object) =>
  writeJson(resultsPath(workspace, "tiny", dataset), { accuracy, oc_local: { ...counts, ...facts }, details: {} });
const conventions = { ppl: scored(75), "ll.byte": scored(50), clp: scored(25) };
store("law", 75, { correct: 3, convention: "ppl", conventions, differs: { shots: 1, frontMask: 0 } });
store("art", 100, {
  correct: 4,
  convention: "ppl",
  conventions: { ppl: scored(100), "ll.byte": scored(100), clp: { missing: "row 2: two tokens" } },
});
store("essay", 50, { correct: 2 });

const exams = { name: "exams", subsets: ["law", "art"].map((name): [string, string] => [name, "accuracy"]) };

function summaryUnder(metric?: "ll.byte" | "clp") {
  const time = `20260220_1300${metric === undefined ? "00" : metric === "clp" ? "01" : "02"}`;
  const outcome = runSummaryStage({ workspace, manifest, groups: [exams], datasetAbbrs: undefined, metric, time });
  return {
    ...outcome,
    csv: readFileSync(outcome.files.csv, "utf8"),
    details: readFileSync(outcome.files.details, "utf8"),
  };
}

test("without --metric each dataset shows its own convention, and the others stand in the details", () => {
  const { csv, details } = summaryUnder();
  expect(csv).toContain("law,abcdef,accuracy,ppl,75.00\n");
  expect(details).toContain("tiny,law,abcdef,accuracy,ppl,75,4,");
  expect(details).toMatch(/^tiny,law,abcdef,accuracy \(ll\.byte\),ppl,50,4,15\.\d+,84\.\d+,,,,,2,2,0,,0,0,2,+$/m);
  expect(details).toMatch(/^tiny,art,abcdef,\(clp\),ppl,+row 2: two tokens$/m);
  const fields = details
    .trimEnd()
    .split("\n")
    .map((line) => line.split(",").length);
  expect(new Set(fields)).toEqual(new Set([fields[0]]));
  expect(details).not.toContain("accuracy (ppl)");
});

test("--metric replaces the scores of labelled datasets and of their averages, and says so in every form", () => {
  const { csv, table, details } = summaryUnder("ll.byte");
  expect(csv).toBe(
    [
      "dataset,version,metric,mode,tiny",
      "law,abcdef,accuracy (ll.byte),ppl,50.00",
      "art,abcdef,accuracy (ll.byte),ppl,100.00",
      "essay,abcdef,accuracy,gen,50.00",
      "exams,-,naive_average,ppl,75.00",
      "",
    ].join("\n"),
  );
  // The interval is that of the shown score.
  expect(table).toMatch(/law .*accuracy \(ll\.byte\).*50\.00 \[15\.00, 85\.00\]/);
  expect(table).toContain(
    "--metric ll.byte, for datasets scored by label: log-likelihood of the continuation per UTF-8 byte of the option's text.",
  );
  expect(details).toContain("accuracy (ppl),ppl,75,");
});

test("a dataset without the convention has a dash and the reason; that is no failed task", () => {
  const { table, unscored, csv } = summaryUnder("clp");
  expect(csv).toContain("law,abcdef,accuracy (clp),ppl,25.00\n");
  expect(csv).toContain("art,-,-,-,-\n");
  expect(table).toMatch(/art .* - .*no score: clp: row 2: two tokens/);
  expect(unscored).toEqual([]);
});

test("what was corrected is noted beside the dataset and told below the table", () => {
  const { table } = summaryUnder();
  expect(table).toMatch(/law .*corrected: 1 row/);
  expect(table).not.toMatch(/art .*corrected/);
  expect(table).toMatch(/Corrected: .*\(law: 1 of 4 rows\)\. oc-local eval --compat opencompass gives its way\./);
});
