import { expect, test } from "vitest";
import { wordText, wordToken } from "./random-model/vocabulary.ts";
import { randomModelWords } from "./words.ts";
import {
  equalJobs,
  equalLengths,
  outputTokens,
  totalTokens,
  variedJobs,
  variedLengths,
} from "./workloads/generation.ts";
import { multipleChoiceFile } from "./workloads/multiple-choice-file.ts";
import { continuations, fiveShotQuestions, gapSentences } from "./workloads/questions.ts";
import { scoringWorkload } from "./workloads/scoring.ts";

test("the five-shot questions have the totals of 104 C-Eval questions, within 2 percent", () => {
  const { requests, wholeTokens, distinctTokens, logitRows } = scoringWorkload(
    fiveShotQuestions(randomModelWords, 0),
    "option",
  );
  expect(requests).toHaveLength(416);
  expect(Math.abs(wholeTokens / 302_036 - 1)).toBeLessThan(0.02);
  expect(Math.abs(distinctTokens / 14_109 - 1)).toBeLessThan(0.02);
  expect(logitRows).toBe(104); // one row answers all four letters
});

test("every computed token needs its logits where everything is scored", () => {
  const { computedTokens, logitRows } = scoringWorkload(fiveShotQuestions(randomModelWords, 0), "everything");
  expect(logitRows).toBe(computedTokens);
});

test("lengths do not depend on the words, so that repetitions take the same time", () => {
  for (const questions of [fiveShotQuestions, continuations, gapSentences]) {
    const [one, other] = [0, 1].map((content) => scoringWorkload(questions(randomModelWords, content), "option"));
    expect({ ...other, requests: [] }).toEqual({ ...one, requests: [] });
    expect(other?.requests[0]?.tokens).not.toEqual(one?.requests[0]?.tokens);
  }
});

test("a tree is counted once", () => {
  const questions = [
    { context: [1, 2], options: [[3], [4, 5]], tail: [] },
    { context: [1, 6], options: [[7]], tail: [8] },
  ];
  const { requests: _, ...counts } = scoringWorkload(questions, "option");
  // 1 ─ 2 ─ 3        asked: 2 (for 3 and 4), 4 (for 5), 6 (for 7), 7 (for 8)
  //   │   └ 4 ─ 5    not computed: the leaves 3, 5 and 8
  //   └ 6 ─ 7 ─ 8
  expect(counts).toEqual({
    wholeTokens: 11,
    distinctTokens: 8,
    computedTokens: 5,
    meanDepth: (0 + 1 + 2 + 1 + 2) / 5,
    logitRows: 4,
  });
});

test("generation has the lengths it says", () => {
  expect(totalTokens(equalJobs(randomModelWords, 8, 0))).toBe(
    8 * (equalLengths.promptTokens + equalLengths.outputTokens),
  );
  const jobs = variedJobs(randomModelWords, 0);
  const lengths = jobs.map((job) => job.outputTokens);
  expect(Math.min(...lengths)).toBeGreaterThanOrEqual(16);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(256);
  const longest = Math.max(...jobs.map(({ prompt, outputTokens }) => prompt.length + outputTokens));
  expect(longest).toBeLessThanOrEqual(variedLengths.contextSize);
  expect(outputTokens(jobs)).toBe(lengths.reduce((sum, length) => sum + length, 0));
  const first = jobs[0]?.prompt.slice(0, variedLengths.prefixTokens);
  for (const { prompt } of jobs) expect(prompt.slice(0, variedLengths.prefixTokens)).toEqual(first);
});

test("the file for llama-perplexity holds the words of the tokens", () => {
  const tokens = [1, 2, 3, 4].map(wordToken) as [number, number, number, number];
  const [a, b, right, wrong] = tokens.map(wordText) as [string, string, string, string];
  const file = multipleChoiceFile(randomModelWords, [
    { context: tokens.slice(0, 2), options: [[tokens[2]], [tokens[3]]], tail: [] },
  ]);
  expect(file.readUInt32LE(0)).toBe(1); // one task,
  expect(file.readUInt32LE(4)).toBe(0); // which begins behind the positions
  const text = file.toString("latin1");
  expect(text).toContain(a + b);
  // The tool puts the space between question and answer itself.
  expect(text).not.toContain(right);
  expect(text).toContain(right.trimStart());
  expect(text).toContain(wrong.trimStart());
});
