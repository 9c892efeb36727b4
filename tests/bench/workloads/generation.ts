// Prompts to continue, each with the number of tokens that are to come. End tokens are banned.

import { integerBetween, seededRandom } from "../random.ts";
import { type Words, wordsOf } from "../words.ts";

export interface GenerationJob {
  prompt: number[];
  outputTokens: number;
}

/** What llama-batched-bench measures: as many prompts as slots, 128 tokens in and 64 out. */
export const equalLengths = { promptTokens: 128, outputTokens: 64, contextSize: 256 };

export function equalJobs(vocabulary: Words, count: number, content: number): GenerationJob[] {
  const words = wordsOf(vocabulary, content);
  const { promptTokens, outputTokens } = equalLengths;
  return Array.from({ length: count }, () => ({ prompt: words(promptTokens), outputTokens }));
}

/** Few-shot prompts: 600 tokens that all share, 20 to 60 of their own, answers of 16 to 256 tokens. */
export const variedLengths = { jobs: 48, prefixTokens: 600, contextSize: 1024 };

export function variedJobs(vocabulary: Words, content: number): GenerationJob[] {
  const words = wordsOf(vocabulary, content);
  const lengths = seededRandom(11);
  const prefix = words(variedLengths.prefixTokens);
  return Array.from({ length: variedLengths.jobs }, () => ({
    prompt: [...prefix, ...words(integerBetween(lengths, 20, 60))],
    outputTokens: integerBetween(lengths, 16, 256),
  }));
}

export function totalTokens(jobs: readonly GenerationJob[]): number {
  return jobs.reduce((sum, { prompt, outputTokens }) => sum + prompt.length + outputTokens, 0);
}

export function outputTokens(jobs: readonly GenerationJob[]): number {
  return jobs.reduce((sum, job) => sum + job.outputTokens, 0);
}
