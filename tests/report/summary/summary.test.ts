import { expect, test } from "vitest";
import { OcLocalError } from "../../../src/core/errors.ts";
import type { StoredResult, SummaryGroup } from "../../../src/core/summary.ts";
import { type SummaryInput, summarize } from "../../../src/report/summary/summary.ts";
import { formatText } from "../../../src/report/summary/text.ts";
import { storedResults } from "./example.ts";

const datasets = [
  { abbr: "a", mode: "gen", version: "111111" },
  { abbr: "b", mode: "ppl", version: "222222" },
  { abbr: "c", mode: "gen", version: "333333" },
];

function rowsOf(results: Record<string, Record<string, StoredResult>>, rest: Partial<SummaryInput> = {}): unknown[] {
  const models = Object.keys(results).map((abbr) => ({ abbr }));
  const summary = summarize({ models, datasets, groups: [], ...rest, results: storedResults(results) });
  return summary.rows.map(({ dataset, metric, mode, scores }) => [dataset, metric, mode, ...scores]);
}

const accuracy = (value: number): StoredResult => ({ metrics: { accuracy: value } });

test("metrics come in upstream's order, then in the order of the file, without the evaluators' side facts", () => {
  const metrics = { zeta: 1, bp: 0.9, f1: 2, alpha: 3, sys_len: 10, accuracy: 4 };
  expect(rowsOf({ m: { a: { metrics } } }, { datasets: datasets.slice(0, 1) })).toEqual([
    ["a", "accuracy", "gen", 4],
    ["a", "f1", "gen", 2],
    ["a", "zeta", "gen", 1],
    ["a", "alpha", "gen", 3],
  ]);
});

test("a boolean is a metric of 1 or 0, and anything else stands among the raw results alone", () => {
  const of = (ok: boolean): StoredResult => ({ metrics: { ok, note: "x", none: null, list: [1] } });
  const groups: SummaryGroup[] = [{ name: "g", subsets: ["a", "b"] }];
  const results = { m: { a: of(true), b: of(false) } };
  expect(rowsOf(results, { groups, datasetAbbrs: ["a", "b", "g"] })).toEqual([
    ["a", "ok", "gen", 1],
    ["b", "ok", "ppl", 0],
    ["g", "ok", "mixed", 0.5],
  ]);
  const summary = summarize({ models: [{ abbr: "m" }], datasets, groups, results: storedResults(results) });
  expect(formatText(summary, "T")).toContain("a: {'ok': True, 'note': 'x', 'none': None, 'list': [1]}");
});

test("a failed dataset has no score, and neither has a group that contains it", () => {
  const failed: StoredResult = { metrics: { accuracy: 12 }, error: "3 rows failed" };
  const groups: SummaryGroup[] = [{ name: "g", subsets: ["a", "b"] }];
  const results = { m: { a: accuracy(1), b: failed, c: accuracy(3) } };
  expect(rowsOf(results, { groups, datasetAbbrs: ["a", "b", "g"] })).toEqual([
    ["a", "accuracy", "gen", 1],
    ["b", "-", "-", null],
    ["g", "-", "-", null],
  ]);
  const { raw } = summarize({ models: [{ abbr: "m" }], datasets, groups, results: storedResults(results) });
  expect(raw.get("m")?.get("g")?.get("error")).toBe("missing metrics: ['b']");
});

test("a model that lacks a dataset keeps its column", () => {
  const groups: SummaryGroup[] = [{ name: "g", subsets: ["a", "b"] }];
  expect(rowsOf({ m1: { a: accuracy(1), b: accuracy(2) }, m2: { b: accuracy(4) } }, { groups })).toEqual([
    ["a", "accuracy", "gen", 1, null],
    ["b", "accuracy", "ppl", 2, 4],
    ["c", "-", "-", null, null],
    ["g", "accuracy", "mixed", 1.5, null],
    ["g", "naive_average", "mixed", 1.5, null],
  ]);
});

test("shared metrics of a group keep the order of its first subset; the default one takes every subset's first metric", () => {
  const results = {
    m: { a: { metrics: { accuracy: 10, f1: 20, own: 1 } }, c: { metrics: { score: 50, f1: 40, accuracy: 30 } } },
  };
  const groups: SummaryGroup[] = [{ name: "g", subsets: ["a", "c"] }];
  const rows = rowsOf(results, { groups, datasetAbbrs: ["g", ["g", "f1"], ["g", "naive_average"], ["g", "own"]] });
  expect(rows).toEqual([
    ["g", "accuracy", "gen", 20],
    ["g", "f1", "gen", 30],
    ["g", "naive_average", "gen", 30],
    ["g", "-", "-", null],
  ]);
});

test.each<[string, Partial<SummaryGroup>, string, number]>([
  ["weights by name", { weights: { a: 1, b: 3 } }, "weighted_average", 17.5],
  ["weights by name@metric", { weights: { "a@accuracy": 3, "b@accuracy": 1 } }, "weighted_average", 12.5],
  ["weighted sum", { sum: true, weights: { a: 2, b: 1 } }, "sum", 40],
  ["population standard deviation before sum", { std: true, sum: true }, "standard_deviation", 5],
  ["harmonic mean", { harmonicMean: true }, "harmonic_mean", 2 / (1 / 10 + 1 / 20)],
  ["a given metric name switches the flags off", { metric: "mine", std: true }, "mine", 15],
  ["a given name that names a kind switches it on", { metric: "sum" }, "sum", 30],
  ["transforms", { transforms: { b: "100 - x" } }, "naive_average", 45],
])("group with %s", (_, options, metric, expected) => {
  const groups: SummaryGroup[] = [{ name: "g", subsets: ["a", "b"], ...options }];
  const results = { m: { a: accuracy(10), b: accuracy(20) } };
  expect(rowsOf(results, { groups, datasetAbbrs: [["g", metric]] })).toEqual([["g", metric, "mixed", expected]]);
});

test("a harmonic mean over a score of zero counts every score as at least one", () => {
  const groups: SummaryGroup[] = [{ name: "g", subsets: ["a", "b"], harmonicMean: true }];
  const results = { m: { a: accuracy(0), b: accuracy(50) } };
  expect(rowsOf(results, { groups, datasetAbbrs: ["g"] })).toEqual([["g", "accuracy", "mixed", 2 / (1 + 1 / 50)]]);
});

test("a weight of zero keeps a NaN out of the average", () => {
  const groups: SummaryGroup[] = [{ name: "g", subsets: ["a", "b"], weights: { a: 0, b: 2 } }];
  const results = { m: { a: accuracy(Number.NaN), b: accuracy(20) } };
  expect(rowsOf(results, { groups, datasetAbbrs: ["g"] })).toEqual([["g", "accuracy", "mixed", 20]]);
});

test("groups may contain earlier groups, by name or by metric", () => {
  const groups: SummaryGroup[] = [
    { name: "inner", subsets: ["a", "b"] },
    { name: "outer", subsets: ["inner", "c"] },
    {
      name: "pairs",
      subsets: [
        ["inner", "naive_average"],
        ["c", "accuracy"],
      ],
    },
  ];
  const results = { m: { a: accuracy(10), b: accuracy(20), c: accuracy(45) } };
  expect(rowsOf(results, { groups, datasetAbbrs: [["outer", "naive_average"], "pairs"] })).toEqual([
    ["outer", "naive_average", "mixed", 30],
    ["pairs", "naive_average", "mixed", 30],
  ]);
});

test("names that objects already have are ordinary names", () => {
  const odd = [{ abbr: "constructor", mode: "gen", version: "1" }];
  const results = storedResults({ toString: { constructor: accuracy(5) } });
  const summary = summarize({
    models: [{ abbr: "toString" }],
    datasets: odd,
    results,
    groups: [],
    datasetAbbrs: ["valueOf", "constructor"],
  });
  expect(summary.rows.map(({ scores }) => scores)).toEqual([[null], [5]]);
});

test("models with one display name share a column, the later one wins", () => {
  const models = [
    { abbr: "m1", summarizerAbbr: "M" },
    { abbr: "m2", summarizerAbbr: "M" },
  ];
  const results = storedResults({ m1: { a: accuracy(1), b: accuracy(2) }, m2: { a: accuracy(3) } });
  const summary = summarize({ models, datasets, results, groups: [] });
  expect(summary.models).toEqual(["M"]);
  expect(summary.rows.map(({ scores }) => scores[0])).toEqual([3, 2, null]);
});

test.each<[string, SummaryGroup, string]>([
  ["mixes names and pairs", { name: "g", subsets: ["a", ["b", "accuracy"]] }, "subsets mix names"],
  ["weighs a stranger", { name: "g", subsets: ["a", "b"], weights: { a: 1, z: 2 } }, 'weight "z" fits none'],
  ["has weights of sum zero", { name: "g", subsets: ["a", "b"], weights: { a: 1, b: -1 } }, "add up to 0"],
])("a group that %s is refused", (_, group, message) => {
  const results = { m: { a: accuracy(1), b: accuracy(2) } };
  expect(() => rowsOf(results, { groups: [group] })).toThrow(OcLocalError);
  expect(() => rowsOf(results, { groups: [group] })).toThrow(message);
});

test("models scored by different metrics on one dataset cannot share a row", () => {
  const results = { m1: { a: accuracy(1) }, m2: { a: { metrics: { f1: 1 } } } };
  expect(() => rowsOf(results)).toThrow("a: model m2 has the metrics f1, the models before it accuracy");
});

test("an average that lacks parts says how many it has, where the run was to fill all of them", () => {
  const groups: SummaryGroup[] = [
    { name: "g", subsets: ["a", "b", "c"] },
    { name: "outer", subsets: ["g", "c"] },
    { name: "elsewhere", subsets: ["a", "z"] },
    { name: "empty", subsets: ["b"] },
  ];
  const results = storedResults({ m: { a: accuracy(1), c: accuracy(3) } });
  const { rows, partRows, partGroups } = summarize({ models: [{ abbr: "m" }], datasets, groups, results });
  expect(rows.map(({ dataset }) => dataset)).toEqual(["a", "b", "c"]);
  expect(partRows.map(({ dataset, metric, scores }) => [dataset, metric, scores])).toEqual([
    ["g", "-", [null]],
    ["outer", "-", [null]],
  ]);
  expect(partGroups.get("m")?.get("g")).toEqual({ of: 3, without: ["b"] });
  expect(partGroups.get("m")?.get("outer")).toEqual({ of: 2, without: ["g"] });
});
