import { expect, test } from "vitest";
import {
  choiceProbabilities,
  frontMaskedLogLikelihood,
  normalizedPerplexity,
  openCompassPerplexity,
} from "../../src/core/perplexity.ts";
import {
  bestLabel,
  choiceValues,
  continuationValues,
  type ScoredContinuation,
} from "../../src/core/scoring-conventions.ts";

const tokens = (...ids: number[]) => Int32Array.from(ids);
const logProbs = (...values: number[]) => Float32Array.from(values);

/** Context 1 2, then the continuation. */
function label(continuation: number[], values: number[], text: string): ScoredContinuation {
  return {
    tokens: tokens(1, 2, ...continuation),
    logProbs: logProbs(-9, ...values),
    from: 2,
    bytes: Buffer.byteLength(text),
    characters: [...text].length,
  };
}

test("the continuation's log-likelihood, and its mean per token, UTF-8 byte and code point", () => {
  const values = continuationValues([label([7, 8], [-1, -3], "蓝色"), label([9], [-3], "𝒳")], ["A", "B"]);
  expect(values).toEqual({
    "ll.sum": [-4, -3],
    "ll.token": [-2, -3],
    "ll.byte": [-4 / 6, -3 / 4],
    "ll.char": [-2, -3],
  });
});

test("conventions can disagree: the longer answer wins per token and loses in the sum", () => {
  const values = continuationValues([label([7, 8], [-1, -3], "ab"), label([9], [-3], "a")], ["A", "B"]);
  expect(bestLabel("ll.sum", values["ll.sum"])).toBe(1);
  expect(bestLabel("ll.token", values["ll.token"] as number[])).toBe(0);
});

test("the smallest PPL and the largest log-likelihood win; ties go to the earliest label", () => {
  expect(bestLabel("ppl", [3, 2, 2])).toBe(1);
  expect(bestLabel("ppl.norm", [0, -1])).toBe(1);
  expect(bestLabel("ll.byte", [-3, -2, -2])).toBe(1);
  expect(bestLabel("clp", [0.4, 0.6])).toBe(1);
});

test("choices of one token have probabilities among themselves", () => {
  const values = choiceValues([label([7], [Math.log(0.3)], "A"), label([8], [Math.log(0.1)], "B")], ["A", "B"]);
  expect(values).toEqual([expect.closeTo(0.75, 6), expect.closeTo(0.25, 6)]);
});

test("a continuation of two tokens, or another context, has no such probability, and the reason is told", () => {
  expect(choiceValues([label([7], [-1], "A"), label([8, 9], [-1, -1], "BC")], ["A", "B"])).toEqual({
    missing: 'the continuation of label "B" has 2 tokens, not one',
  });
  const other = { ...label([7], [-1], "A"), tokens: tokens(1, 3, 7) };
  expect(choiceValues([label([7], [-1], "A"), other], ["A", "B"])).toEqual({
    missing: "the labels stand behind different contexts",
  });
});

test("an option without text has no value per byte", () => {
  const values = continuationValues([label([7], [-1], "A"), label([8], [-1], "")], ["A", "B"]);
  expect(values["ll.sum"]).toEqual([-1, -1]);
  expect(values["ll.byte"]).toEqual({ missing: 'the option of label "B" has no text' });
});

test("a token that all continuations begin with is context for the choice", () => {
  const values = choiceValues([label([5, 7], [-2, 0], "A"), label([5, 8], [-2, 0], "B")], ["A", "B"]);
  expect(values).toEqual([0.5, 0.5]);
});

test("very small log-probabilities do not underflow to no probability at all", () => {
  expect(choiceProbabilities([-2000, -2000])).toEqual([0.5, 0.5]);
});

test("hidden tokens are neither summed nor counted, also the first, which nothing predicts", () => {
  const text = [tokens(1, 7, 8, 9), logProbs(-1, -2, -4)] as const;
  expect(openCompassPerplexity(...text, null, 0)).toBe(7 / 4);
  expect(openCompassPerplexity(...text, null, 2)).toBe(6 / 2);
  expect(openCompassPerplexity(...text, null, 4)).toBeNaN();
});

test("upstream's log-likelihood hides tokens at the front, as many as the continuation has", () => {
  // The continuation is the last token; the mean is taken over the others but the first.
  const text = { tokens: tokens(1, 7, 8, 9), logProbs: logProbs(-1, -2, -4) };
  expect(frontMaskedLogLikelihood(text, 1, null)).toBe(-7 / 3);
});

test("normalised PPL is the answer's mean behind its question less that behind the normalising text", () => {
  const asked = { tokens: tokens(1, 5, 6, 9), logProbs: logProbs(-8, -8, -1), contextLength: 3 };
  const unasked = { tokens: tokens(1, 4, 9), logProbs: logProbs(-8, -5), contextLength: 2 };
  expect(normalizedPerplexity(asked, unasked, null)).toBe(1 - 5);
});
