// A config whose answers are looked through by a pattern that goes back and forth for years, or whose evaluator counts for as long.
// Standard error tells where it begins.

/** What is told when scoring has begun. */
export const scoringBegins = "SCORING";

const tell = `writeSync(2, "${scoringBegins}\\n")`;
const evaluations = {
  pattern: `{ evaluator: { type: "accuracy" }, predPostprocessor: { type: (text) => { ${tell}; /^(a+)+$/.test("a".repeat(60) + "!"); return text; } } }`,
  evaluator: `{ evaluator: { type: () => ({ score: () => ({ kind: "judged", correct: true, detail: {} }), metrics: () => { ${tell}; for (;;); } }) } }`,
};

/** @returns The text of a TypeScript config; it asks oc-tiny two rows. */
export function slowConfig(slow: keyof typeof evaluations): string {
  return `import { writeSync } from "node:fs";
export default {
  models: ["oc_tiny"],
  datasets: [{
    abbr: "slow",
    source: { type: async () => ({ test: [{ q: "one", a: "b" }, { q: "two", a: "b" }] }), path: "x" },
    reader: { inputColumns: ["q"], outputColumn: "a", trainSplit: "test", testSplit: "test" },
    infer: { promptTemplate: { template: "{q}" }, retriever: { type: "zero" }, inferencer: { type: "generate", maxOutLen: 2 } },
    evaluate: ${evaluations[slow]},
  }],
};
`;
}
