import { expect, test } from "vitest";
import { logLikelihood, openCompassPerplexity } from "../../src/core/perplexity.ts";

const tokens = (...ids: number[]) => Int32Array.from(ids);
const logProbs = (...values: number[]) => Float32Array.from(values);

test("n - 1 terms are summed and divided by n: the first token is counted but nothing predicts it", () => {
  expect(openCompassPerplexity(tokens(1, 7, 8, 9), logProbs(-1, -2, -3), null)).toBe(6 / 4);
});

test("tokens equal to the pad token are neither summed nor counted, wherever they stand", () => {
  expect(openCompassPerplexity(tokens(1, 7, 0, 9), logProbs(-1, -50, -3), 0)).toBe(4 / 3);
  expect(openCompassPerplexity(tokens(0, 7, 8, 9), logProbs(-1, -2, -3), 0)).toBe(6 / 3);
});

test("without a pad token every token counts, also token 0", () => {
  expect(openCompassPerplexity(tokens(0, 0), logProbs(-4), null)).toBe(4 / 2);
});

test("a single token has the value 0, a text of pad tokens alone none", () => {
  expect(openCompassPerplexity(tokens(5), logProbs(), null)).toBe(0);
  expect(openCompassPerplexity(tokens(0), logProbs(), 0)).toBeNaN();
});

test("the log-likelihood is the sum, not the mean", () => {
  expect(logLikelihood(logProbs(-1, -0.5, -2))).toBe(-3.5);
  expect(logLikelihood(logProbs())).toBe(0);
});
