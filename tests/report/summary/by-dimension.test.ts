import { expect, test } from "vitest";
import { type Benchmark, benchmarksOf, tableByDimension } from "../../../src/report/summary/by-dimension.ts";
import { summarize } from "../../../src/report/summary/summary.ts";

const exam = { name: "exam", subsets: ["exam-law", "exam-logic"] };

const datasets = [
  { id: "exam-law", set: "exam_ppl", dimension: "examination" as const },
  { id: "exam-logic", set: "exam_ppl", dimension: "examination" as const },
  { id: "quiz", dimension: "examination" as const },
  { id: "sums", dimension: "mathematics" as const },
  { id: "mine" },
];

const results = new Map([
  [
    "m",
    new Map([
      ["exam-law", { metrics: { accuracy: 40 } }],
      ["exam-logic", { metrics: { accuracy: 60 } }],
      ["quiz", { metrics: {}, error: "no file quiz.csv" }],
      ["sums", { metrics: { average_ppl: 3.5 } }],
      ["mine", { metrics: { score: 7 } }],
    ]),
  ],
]);

function tableOf(benchmarks: readonly Benchmark[]) {
  const summary = summarize({
    models: [{ abbr: "m" }],
    datasets: datasets.map(({ id }) => ({ abbr: id, mode: "gen", version: "abc123" })),
    results,
    groups: [exam],
    datasetAbbrs: benchmarks.map(({ name }) => name),
  });
  return tableByDimension(summary, benchmarks)?.cells;
}

test("one row for each benchmark, below the average of its dimension, which says how many it is over", () => {
  expect(tableOf(benchmarksOf(datasets, [exam]))).toEqual([
    ["by dimension", "metric", "mode", "m", "notes"],
    ["examination", "naive_average", "", "50.00", "over 1 of 2"],
    ["  exam", "accuracy", "gen", "50.00", ""],
    ["  quiz", "-", "-", "-", "no score: no file quiz.csv"],
    ["mathematics", "naive_average", "", "-", "over 0 of 1"],
    ["  sums", "average_ppl", "gen", "3.50", ""],
    ["other", "", "", "", ""],
    ["  mine", "score", "gen", "7.00", ""],
  ]);
});

test("parts that no average holds are benchmarks of their own", () => {
  const names = (groups: (typeof exam)[]) => benchmarksOf(datasets.slice(0, 2), groups).map(({ name }) => name);
  expect(names([])).toEqual(["exam-law", "exam-logic"]);
  expect(names([{ name: "more", subsets: ["exam-law", "quiz"] }])).toEqual(["exam-law", "exam-logic"]);
  expect(names([{ name: "part", subsets: ["exam-law"] }, exam])).toEqual(["exam"]);
});

test("what a collection left out of one variant is one row", () => {
  const left = ["a", "b"].map((id) => ({ id, set: "v_gen_123456", isLeftOut: true, dimension: "code" as const }));
  expect(benchmarksOf(left, [])).toEqual([{ name: "v_gen_123456", dimension: "code", parts: ["a", "b"] }]);
});

test("there is no table where no dimension has several benchmarks", () => {
  expect(tableOf(benchmarksOf(datasets.slice(2, 4), [exam]))).toBeUndefined();
});
