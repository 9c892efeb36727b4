import { expect, test } from "vitest";
import type { Alarm } from "../../../src/core/alarm.ts";
import type { Facts } from "../../../src/report/summary/facts.ts";
import { annotateGroups } from "../../../src/report/summary/group-annotations.ts";
import { formatMarkdown } from "../../../src/report/summary/markdown.ts";
import { summarize } from "../../../src/report/summary/summary.ts";
import { storedResults } from "./example.ts";

const alarm: Alarm = { code: "at_chance", message: "25.0", numbers: {} };
const groups = [
  { name: "law", subsets: ["a", "b"] },
  { name: "all", subsets: [["law", "naive_average"] as [string, string], ["c", "accuracy"] as [string, string]] },
];
const annotations = new Map([
  [
    "m",
    new Map<string, Facts>([
      [
        "a",
        { n: 10, unscored: 0, extractedShare: 0.5, cutByLength: 2, alarms: [alarm, { ...alarm, code: "same_answer" }] },
      ],
      ["b", { n: 28, unscored: 2, extractedShare: 1, droppedShots: 4, alarms: [] }],
      ["c", { n: 60, unscored: 0, truncatedPrompts: 1, alarms: [alarm] }],
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
    "| law | - | accuracy | gen | 38 | 30.00 | 87.5% | 1 of 2 parts with an alarm, 2 cut at the token limit (5%), 4 shots dropped, 2 not scored |",
    "| all | - | naive_average | gen | 98 | 30.00 | 87.5% | 2 of 3 parts with an alarm, 2 cut at the token limit (2%), 1 prompt truncated, 4 shots dropped, 2 not scored |",
  ]);
});

test("generated tokens add up over the datasets that generate", () => {
  const summary = summaryOf({ metrics: { accuracy: 30 } });
  const tokens = (given: Record<string, number>) => {
    const facts = (name: string): Facts => ({
      n: 1,
      unscored: 0,
      ...(name in given && { generatedTokens: given[name] as number }),
    });
    const byDataset = new Map(["a", "b", "c"].map((name) => [name, facts(name)]));
    return annotateGroups(new Map([["m", byDataset]]), groups, summary.raw)
      .get("m")
      ?.get("all")?.generatedTokens;
  };
  expect(tokens({ a: 20, b: 300 })).toBe(320);
  expect(tokens({})).toBeUndefined();
});

test("an average that could not be computed counts nothing", () => {
  const summary = summaryOf({ metrics: {}, error: "1 of 60 rows failed" });
  const found = annotateGroups(annotations, groups, summary.raw).get("m");
  expect(found?.get("law")?.n).toBe(38);
  expect(found?.has("all")).toBe(false);
});

const subject = (correct: number): Facts => ({
  n: 20,
  unscored: 0,
  correct,
  chance: { expected: 25, low: 5, high: 45 },
  alarms: correct > 9 ? [] : [alarm],
});

test.each([
  ["subjects that each look like guessing may not do so together", [8, 8, 9, 8], [], "4 of 4 parts with an alarm"],
  ["subjects at chance level are so together", [5, 4, 6, 5], ["at_chance"], "! at chance level, 4 of 4 parts with an"],
])("%s", (_what, right, codes, note) => {
  const abbrs = right.map((_, i) => `s${i}`);
  const group = { name: "exam", subsets: abbrs };
  const summary = summarize({
    models: [{ abbr: "m" }],
    datasets: abbrs.map((abbr) => ({ abbr, mode: "gen", version: "v" })),
    results: storedResults({ m: Object.fromEntries(abbrs.map((abbr) => [abbr, { metrics: { accuracy: 40 } }])) }),
    groups: [group],
    datasetAbbrs: ["exam"],
  });
  const parts = new Map([["m", new Map(abbrs.map((abbr, i) => [abbr, subject(right[i] as number)]))]]);
  const annotated = annotateGroups(parts, [group], summary.raw);
  expect(
    annotated
      .get("m")
      ?.get("exam")
      ?.alarms?.map(({ code }) => code),
  ).toEqual(codes);
  expect(formatMarkdown(summary, { annotations: annotated })).toContain(note);
});

test("a whole with a part of unknown guessing rate is compared with nothing", () => {
  const summary = summaryOf({ metrics: { accuracy: 30 } });
  expect(annotateGroups(annotations, groups, summary.raw).get("m")?.get("law")).not.toHaveProperty("chance");
});
