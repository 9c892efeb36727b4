// One summary for the tests of all formats: two models, Chinese names, a missing score, NaN, a failed dataset, a group.

import type { StoredResult } from "../../../src/core/summary.ts";
import type { Annotations } from "../../../src/report/summary/annotations.ts";
import type { Facts } from "../../../src/report/summary/facts.ts";
import type { StoredResults } from "../../../src/report/summary/scoreboard.ts";
import { type Summary, summarize } from "../../../src/report/summary/summary.ts";

export function storedResults(results: Record<string, Record<string, StoredResult>>): StoredResults {
  return new Map(Object.entries(results).map(([model, content]) => [model, new Map(Object.entries(content))]));
}

export const exampleSummary: Summary = summarize({
  models: [{ abbr: "qwen-q4" }, { abbr: "书生-1.8b" }],
  datasets: [
    { abbr: "ceval-law", mode: "gen", version: "4d3a0b" },
    { abbr: "高考数学", mode: "ppl", version: "123456" },
    { abbr: "broken", mode: "gen", version: "abcdef" },
  ],
  results: storedResults({
    "qwen-q4": {
      "ceval-law": { metrics: { accuracy: 62.5 } },
      高考数学: { metrics: { accuracy: 50, f1: 12.125 } },
      broken: { metrics: {}, error: "2 of 5 rows failed" },
    },
    "书生-1.8b": { "ceval-law": { metrics: { accuracy: Number.NaN } } },
  }),
  groups: [{ name: "平均", subsets: ["ceval-law", "高考数学"] }],
});

const law: Facts = {
  n: 200,
  interval: { metric: "accuracy", low: 55.62, high: 68.92 },
  extractedShare: 0.9567,
  ofMetrics: ["accuracy"],
  correct: 125,
  wrong: 75,
  unscored: 0,
  cutByLength: 3,
  truncatedPrompts: 0,
  droppedShots: 0,
  chance: { expected: 25, low: 19, high: 31 },
  alarms: [],
};

const mathematics: Facts = {
  n: 8,
  ofMetrics: ["accuracy"],
  unscored: 2,
  unscoredReasons: { "the prediction is not a text": 2 },
  truncatedPrompts: 1,
  droppedShots: 4,
  alarms: [{ code: "too_few_to_tell", message: "50.0 on 8 questions cannot be told from guessing", numbers: { n: 8 } }],
};

export const exampleAnnotations: Annotations = new Map([
  [
    "qwen-q4",
    new Map<string, Facts>([
      ["ceval-law", law],
      ["高考数学", mathematics],
    ]),
  ],
  ["书生-1.8b", new Map<string, Facts>([["ceval-law", { n: 198, unscored: 0, extractedShare: 1 }]])],
]);
