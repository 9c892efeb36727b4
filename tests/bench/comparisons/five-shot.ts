// 104 five-shot questions: what the prefix tree saves, and how close it comes to the time its tokens must take.

import type { Comparison, ComparisonRow } from "../compare.ts";
import { scoringSide } from "../engines.ts";
import { prefillSide } from "../peers/llama-bench.ts";
import { multipleChoiceSide } from "../peers/perplexity.ts";
import { atLeast, atMost, informs } from "../row.ts";
import type { Setup } from "../setup.ts";
import { fiveShotQuestions, type Question, questionsPerPrefix } from "../workloads/questions.ts";
import { type Scored, scoringWorkload } from "../workloads/scoring.ts";
import { describeWorkload, shareOfLimit } from "./tree-limit.ts";

/** Longest sequence: 815 tokens. */
const contextSize = 1024;

export function fiveShotLogLikelihood(setup: Setup): Comparison {
  const shared = describedWorkload("option", setup);
  const name = "five-shot log-likelihood";
  return {
    title: "Log-likelihood of the options of 104 five-shot questions",
    facts: [...shared.facts, ...ratesFact(setup)],
    sides: {
      tree: () => scoringSide("llama", setup, { contextSize, workloadOf: allOf("option", setup) }),
      prefill: () => prefillSide(setup, "last", shared.workload.meanDepth),
      "fresh prompt": () => prefillSide(setup, "last"),
      "sharing off": () =>
        scoringSide("llama", setup, { contextSize, sharing: false, workloadOf: sliceOf("option", setup) }),
      "llama-perplexity": () => multipleChoiceSide(setup, (repetition) => slice(repetition, setup)),
    },
    rows: [
      ratio(atLeast(`${name}: times the same engine without sharing`, "x", 15), "tree", "sharing off"),
      {
        ...atLeast(`${name}: share of the tree's limit`, "%", 80),
        from: ["tree", "prefill"],
        value: (of) => shareOfLimit(shared.workload, { tree: of("tree"), plain: of("prefill") }),
      },
      {
        // The same as if no token had more than the 512 of a fresh prompt before it.
        ...informs(`${name}: share of the rate of a fresh prompt of 512 tokens`, "%"),
        from: ["tree", "fresh prompt"],
        value: (of) => shareOfLimit(shared.workload, { tree: of("tree"), plain: of("fresh prompt") }),
      },
      ratio(atLeast(`${name}: times llama-perplexity --multiple-choice`, "x", 5), "tree", "llama-perplexity"),
      {
        ...informs(`${name}: 104 questions`, "s"),
        from: ["tree"],
        value: (of) => shared.seconds(of("tree").tokensPerSecond),
      },
    ],
  };
}

export function fiveShotPerplexity(setup: Setup): Comparison {
  const shared = describedWorkload("everything", setup);
  const name = "five-shot PPL";
  return {
    title: "OpenCompass's PPL of the same questions: every token scored",
    facts: [...shared.facts, ...ratesFact(setup)],
    sides: {
      tree: () => scoringSide("llama", setup, { contextSize, workloadOf: allOf("everything", setup) }),
      "prefill, every logit": () => prefillSide(setup, "every", shared.workload.meanDepth),
      "sharing off": () =>
        scoringSide("llama", setup, { contextSize, sharing: false, workloadOf: sliceOf("everything", setup) }),
    },
    rows: [
      ratio(atLeast(`${name}: times the same engine without sharing`, "x", 12), "tree", "sharing off"),
      {
        ...atLeast(`${name}: share of the tree's limit`, "%", 80),
        from: ["tree", "prefill, every logit"],
        value: (of) => shareOfLimit(shared.workload, { tree: of("tree"), everyLogit: of("prefill, every logit") }),
      },
      {
        // Where it weighs most: of every token the whole vocabulary's logits are read.
        ...atMost("log-softmax and gather: share of scoring time at 152 k tokens, every token scored", "%", 5),
        from: ["tree"],
        value: (of) => 100 * (of("tree").readShare ?? Number.NaN),
      },
      {
        ...informs(`${name}: 104 questions`, "s"),
        from: ["tree"],
        value: (of) => shared.seconds(of("tree").tokensPerSecond),
      },
    ],
  };
}

function describedWorkload(scored: Scored, { words }: Setup) {
  const workload = scoringWorkload(fiveShotQuestions(words, 0), scored);
  const seconds = (wholeTokensPerSecond: number) => workload.wholeTokens / wholeTokensPerSecond;
  return { workload, facts: [describeWorkload(workload)], seconds };
}

function ratesFact(setup: Setup): string[] {
  return [
    `tokens/s of the engine and of llama-perplexity: tokens computed whole; slow sides take ${sliceQuestions(setup)} other questions each time`,
  ];
}

/** Other words in every repetition, so that nothing is left over from the one before. */
function allOf(scored: Scored, { words }: Setup) {
  return (repetition: number) => scoringWorkload(fiveShotQuestions(words, repetition), scored);
}

function sliceOf(scored: Scored, setup: Setup) {
  return (repetition: number) => scoringWorkload(slice(repetition, setup), scored);
}

/** What computes every option whole needs the same time for each: a few of one prefix's questions tell its rate. */
function slice(repetition: number, setup: Setup): Question[] {
  const from = Math.max(0, repetition) * sliceQuestions(setup);
  return fiveShotQuestions(setup.words, repetition).slice(from, from + sliceQuestions(setup));
}

/** One with a real model takes seconds. llama-perplexity is timed from the second on. */
function sliceQuestions({ repetitions }: Setup): number {
  return Math.min(4, Math.floor(questionsPerPrefix / repetitions));
}

function ratio(plan: ReturnType<typeof atLeast>, ours: string, theirs: string): ComparisonRow {
  return { ...plan, from: [ours, theirs], value: (of) => of(ours).tokensPerSecond / of(theirs).tokensPerSecond };
}
