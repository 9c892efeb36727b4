// Which averages a table for people shows once.

import { expect, test } from "vitest";
import type { SummaryGroup } from "../../../src/core/summary.ts";
import { withoutRepeatedAverages } from "../../../src/report/summary/repeated-averages.ts";
import { summarize } from "../../../src/report/summary/summary.ts";

const accuracies = { law: 50, art: 75, logic: 50 };

function shown(groups: SummaryGroup[], scores: Record<string, number> = accuracies) {
  const results = new Map(Object.entries(scores).map(([name, accuracy]) => [name, { metrics: { accuracy } }]));
  const datasets = Object.keys(scores).map((abbr) => ({ abbr, mode: "ppl", version: "abcdef" }));
  const summary = summarize({ models: [{ abbr: "tiny" }], datasets, results: new Map([["tiny", results]]), groups });
  const once = withoutRepeatedAverages(summary, groups);
  const ofGroups = once.summary.rows.filter(({ version }) => version === "-");
  return { rows: ofGroups.map(({ dataset, metric }) => [dataset, metric]), footnote: once.footnote };
}

test("a group has one row where its average and that of the shared metric are the same", () => {
  expect(shown([{ name: "all", subsets: ["law", "art"] }])).toEqual({
    rows: [["all", "naive_average"]],
    footnote: undefined,
  });
});

test("averages that differ are all shown", () => {
  const weighted = { name: "all", subsets: ["law", "art"], weights: { law: 3, art: 1 } };
  expect(shown([weighted, { name: "plain", subsets: ["law", "art"] }]).rows).toEqual([
    ["all", "weighted_average"],
    ["plain", "naive_average"],
  ]);
});

test("a group of one dataset, or of one group, is that one", () => {
  const groups = [
    { name: "alone", subsets: ["art"] },
    { name: "both", subsets: ["law", "art"] },
    { name: "outer", subsets: ["both"] },
  ];
  expect(shown(groups)).toEqual({
    rows: [["both", "naive_average"]],
    footnote: "Averages that another row shows: alone (art), outer (both).",
  });
});

test("two groups over the same datasets show one average; groups of equal scores over others show theirs", () => {
  const subsets = (...names: string[]) => names.map((name): [string, string] => [name, "accuracy"]);
  const groups = [
    { name: "one", subsets: ["law", "art"] },
    { name: "two", subsets: subsets("art", "law") },
    { name: "other", subsets: ["logic", "art"] },
  ];
  expect(shown(groups)).toEqual({
    rows: [
      ["one", "naive_average"],
      ["other", "naive_average"],
    ],
    footnote: "Averages that another row shows: two (one).",
  });
});
