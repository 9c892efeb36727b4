// Greedy generation beside llama.cpp's own limit, its HTTP server, and node-llama-cpp's API.

import type { Comparison, ComparisonRow } from "../compare.ts";
import { generationSide } from "../engines.ts";
import { batchedBenchSide } from "../peers/batched-bench.ts";
import { serverSide } from "../peers/server.ts";
import { atLeast, atMost, informs, type RowPlan } from "../row.ts";
import type { Setup } from "../setup.ts";
import {
  equalJobs,
  equalLengths,
  outputTokens,
  totalTokens,
  variedJobs,
  variedLengths,
} from "../workloads/generation.ts";

/** Sequences at once; the middle one is compared with everything. */
const slotCounts = [8, 16, 32];
const serverSlots = 16;

export function equalGeneration(setup: Setup): Comparison[] {
  const { promptTokens, outputTokens: output, contextSize } = equalLengths;
  return slotCounts.map((slots) => {
    const work = {
      parallelSequences: slots,
      contextSize,
      jobsOf: (repetition: number) => equalJobs(setup.words, slots, repetition),
    };
    const limit = "llama-batched-bench";
    return {
      title: `Greedy generation of ${slots} sequences at once: ${promptTokens} tokens in, ${output} out`,
      facts: ["tokens/s: prompt and generated tokens together"],
      leastRepetitions: 5,
      sides: {
        llama: () => generationSide("llama", setup, work),
        [limit]: () => batchedBenchSide(setup, slots),
        "llama-server": () => serverSide(setup, { ...work, slots }),
        "node-llama-cpp": () => generationSide("node-llama-cpp", setup, work),
      },
      rows: [
        against(atLeast(`GEN, B = ${slots}: times llama-batched-bench`, "x", 0.97), limit),
        ...(slots === serverSlots ? rowsOfServerSlots : []),
        {
          ...informs(`GEN, B = ${slots}: all tokens`, "tokens/s"),
          from: ["llama"],
          value: (of) => of("llama").tokensPerSecond,
        },
      ],
    };
  });
}

const rowsOfServerSlots: ComparisonRow[] = [
  against(atLeast(`GEN, B = ${serverSlots}: times llama-server, equal lengths`, "x", 1.05), "llama-server"),
  against(atLeast(`GEN, B = ${serverSlots}: times the portable engine`, "x", 2.5), "node-llama-cpp"),
  {
    ...atMost(`GEN, B = ${serverSlots}: engine time above llama_decode per decoded token`, "%", 5),
    from: ["llama"],
    value: (of) => 100 * (of("llama").aboveDecode ?? Number.NaN),
  },
];

export function variedGeneration(setup: Setup): Comparison {
  const jobs = variedJobs(setup.words, 0);
  const work = {
    contextSize: variedLengths.contextSize,
    jobsOf: (repetition: number) => variedJobs(setup.words, repetition),
  };
  return {
    title: `Greedy generation on ${serverSlots} slots: outputs of 16 to 256 tokens behind a prefix of 600 that all share`,
    facts: [
      `${jobs.length} prompts: ${totalTokens(jobs)} tokens, ${outputTokens(jobs)} of them generated; another prefix each time`,
    ],
    sides: {
      llama: () => generationSide("llama", setup, { ...work, parallelSequences: serverSlots }),
      "llama-server": () => serverSide(setup, { ...work, slots: serverSlots }),
    },
    rows: [
      against(
        atLeast(`GEN, B = ${serverSlots}: times llama-server, outputs of 16 to 256 tokens, shared prefix`, "x", 1.3),
        "llama-server",
      ),
    ],
  };
}

function against(plan: RowPlan, theirs: string): ComparisonRow {
  return { ...plan, from: ["llama", theirs], value: (of) => of("llama").tokensPerSecond / of(theirs).tokensPerSecond };
}
