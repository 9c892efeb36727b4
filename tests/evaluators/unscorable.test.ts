import { expect, test } from "vitest";
import { createEvaluator } from "../../src/evaluators/unscorable.ts";

const evaluator = createEvaluator({ needs: "code", upstream: "HumanEvalEvaluator" });

test("an answer that nothing here can score is unscored, with what is missing", () => {
  expect(evaluator.score({ prediction: "x", reference: null })).toEqual({
    kind: "unscored",
    reason: "not scored: generated programs are not run; OpenCompass uses HumanEvalEvaluator",
  });
});

test("there is no number for such a dataset", () => {
  expect(() => evaluator.metrics?.([])).toThrow(/generated programs are not run/);
});
