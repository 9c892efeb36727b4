// The ONNX engine on a five-shot question and on generation, beside itself without sharing and beside transformers.js.

import type { Comparison, ComparisonRow } from "../compare.ts";
import { generationSide, scoringSide } from "../engines.ts";
import { transformersJsSide } from "../onnx/transformers-js-side.ts";
import { fiveShot, fiveShotPart, generationJobs, slots } from "../onnx/workload.ts";
import { atLeast, informs, type RowPlan } from "../row.ts";
import type { Setup } from "../setup.ts";
import { equalLengths, totalTokens } from "../workloads/generation.ts";
import { describeWorkload } from "./tree-limit.ts";

const contextSize = 1024;
const peer = "transformers.js";

/** @param setup With the ONNX model. */
export function onnxComparisons(setup: Setup): Comparison[] {
  return [scoring(setup), generation(setup)];
}

function scoring(setup: Setup): Comparison {
  const name = "ONNX five-shot log-likelihood";
  return {
    title: "Log-likelihood of the options of 26 five-shot questions on the ONNX engine",
    facts: [describeWorkload(fiveShot(0)), "tokens/s: tokens computed whole; slow sides take two of the questions"],
    sides: {
      tree: () => scoringSide("onnx", setup, { contextSize, workloadOf: fiveShot }),
      "sharing off": () => scoringSide("onnx", setup, { contextSize, sharing: false, workloadOf: fiveShotPart }),
      [peer]: () =>
        transformersJsSide(setup, (repetition) => {
          const { requests, wholeTokens } = fiveShotPart(repetition);
          return { work: { kind: "score", sequences: requests.map(({ tokens }) => [...tokens]) }, tokens: wholeTokens };
        }),
    },
    rows: [
      ratio(atLeast(`${name}: times the same engine without sharing`, "x", 10), "tree", "sharing off"),
      ratio(atLeast(`${name}: times ${peer}`, "x", 5), "tree", peer),
      {
        ...informs(`${name}: 26 questions`, "s"),
        from: ["tree"],
        value: (of) => fiveShot(0).wholeTokens / of("tree").tokensPerSecond,
      },
    ],
  };
}

function generation(setup: Setup): Comparison {
  const { promptTokens, outputTokens, contextSize: size } = equalLengths;
  const name = `ONNX GEN, B = ${slots}`;
  return {
    title: `Greedy generation of ${slots} sequences at once on the ONNX engine: ${promptTokens} tokens in, ${outputTokens} out`,
    facts: ["tokens/s: prompt and generated tokens together"],
    sides: {
      onnx: () =>
        generationSide("onnx", setup, { parallelSequences: slots, contextSize: size, jobsOf: generationJobs }),
      [peer]: () =>
        transformersJsSide(setup, (repetition) => {
          const jobs = generationJobs(repetition);
          return {
            work: { kind: "generate", prompts: jobs.map(({ prompt }) => prompt), outputTokens },
            tokens: totalTokens(jobs),
          };
        }),
    },
    rows: [
      ratio(atLeast(`${name}: times ${peer}`, "x", 1.5), "onnx", peer),
      { ...informs(`${name}: all tokens`, "tokens/s"), from: ["onnx"], value: (of) => of("onnx").tokensPerSecond },
    ],
  };
}

function ratio(plan: RowPlan, ours: string, theirs: string): ComparisonRow {
  return { ...plan, from: [ours, theirs], value: (of) => of(ours).tokensPerSecond / of(theirs).tokensPerSecond };
}
