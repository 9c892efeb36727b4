import { expect, test } from "vitest";
import { createEvaluator } from "../../src/evaluators/unscorable.ts";
import { metricsOf } from "./load.ts";

const evaluator = createEvaluator({ needs: "code", upstream: "HumanEvalEvaluator" });

test("an answer that nothing here can score is unscored, with what is missing", () => {
  expect(evaluator.score({ prediction: "x", reference: null })).toEqual({
    kind: "unscored",
    reason: "not scored: generated programs are not run; OpenCompass uses HumanEvalEvaluator",
  });
});

test("there is no number for such a dataset", () => {
  const scores = [evaluator.score({ prediction: "x", reference: null })];
  expect(() => metricsOf(evaluator, scores)).toThrow(/0 of 1 samples have a score .*generated programs are not run/);
});
