import { expect, test } from "vitest";
import type { Alarm } from "../../src/core/alarm.ts";
import type { Annotation } from "../../src/report/annotations.ts";
import { annotateGroups } from "../../src/report/group-annotations.ts";
import { formatMarkdown } from "../../src/report/markdown.ts";
import { summarize } from "../../src/report/summary.ts";
import { storedResults } from "./example.ts";

const alarm: Alarm = { code: "at_chance", message: "25.0", numbers: {} };
const groups = [
  { name: "law", subsets: ["a", "b"] },
  { name: "all", subsets: [["law", "naive_average"] as [string, string], ["c", "accuracy"] as [string, string]] },
];
const annotations = new Map([
  [
    "m",
    new Map<string, Annotation>([
      ["a", { n: 10, extractedShare: 0.5, cutByLength: 2, alarms: [alarm, { ...alarm, code: "same_answer" }] }],
      ["b", { n: 28, unscored: 2, extractedShare: 1, droppedShots: 4, alarms: [] }],
      ["c", { n: 60, truncatedPrompts: 1, alarms: [alarm] }],
    ]),
  ],
]);

function summaryOf(c: { metrics: Record<string, number>; error?: string }) {
  return summarize({
    models: [{ abbr: "m" }],
    datasets: ["a", "b", "c"].map((abbr) => ({ abbr, mode: "gen", version: "v" })),
    results: storedResults({ m: { a: { metrics: { accuracy: 20 } }, b: { metrics: { accuracy: 40 } }, c } }),
    groups,
    datasetAbbrs: ["law", "all"],
  });
}

test("an average shows the counts of its datasets and how many have an alarm, also of groups in groups", () => {
  const summary = summaryOf({ metrics: { accuracy: 30 } });
  const markdown = formatMarkdown(summary, { annotations: annotateGroups(annotations, groups, summary.raw) });
  expect(markdown.split("\n").slice(2, 4)).toEqual([
    "| law | - | accuracy | gen | 38 | 30.00 | 87.5% | ! 1 of 2 parts with an alarm, 2 cut at the token limit (5%), 4 shots dropped, 2 not scored |",
    "| all | - | naive_average | gen | 98 | 30.00 | 87.5% | ! 2 of 3 parts with an alarm, 2 cut at the token limit (2%), 1 prompt truncated, 4 shots dropped, 2 not scored |",
  ]);
});

test("an average that could not be computed counts nothing", () => {
  const summary = summaryOf({ metrics: {}, error: "1 of 60 rows failed" });
  const found = annotateGroups(annotations, groups, summary.raw).get("m");
  expect(found?.get("law")?.n).toBe(38);
  expect(found?.has("all")).toBe(false);
});
