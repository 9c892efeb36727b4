// llama-perplexity: llama.cpp's own scoring of options, which shares a question's context among its options but not among
// questions, and its perplexity of a text.

import { writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder } from "../cache.ts";
import type { Side } from "../compare.ts";
import { Peer } from "../peers.ts";
import type { Setup } from "../setup.ts";
import { multipleChoiceFile } from "../workloads/multiple-choice-file.ts";
import type { Question } from "../workloads/questions.ts";
import { scoringWorkload } from "../workloads/scoring.ts";

/** @param questionsOf The questions of a repetition. Rates count their tokens as if every option was computed whole. */
export async function multipleChoiceSide(
  setup: Setup,
  questionsOf: (repetition: number) => readonly Question[],
): Promise<Side> {
  const peer = await Peer.open("llama-perplexity", setup);
  const file = join(cacheFolder("workloads"), `multiple-choice-${process.pid}.bin`);
  // Room for one question at a time (the tool makes it 4 sequences of 256): with more, its attention and its buffer grow.
  const flags = ["--multiple-choice", "-c", "256", "-np", "4"];
  return {
    get description() {
      return peer.describe(flags);
    },
    measure: async (repetition) => {
      const questions = questionsOf(repetition);
      writeFileSync(file, multipleChoiceFile(setup.words, questions));
      const seconds = await timeAllButTheFirst((onLine) => peer.run([...flags, "-bf", file], onLine));
      return { tokensPerSecond: scoringWorkload(questions.slice(1), "option").wholeTokens / seconds };
    },
    close: () => rm(file, { force: true }),
  };
}

/** The perplexity of a text in chunks of `contextSize` tokens, of which the second halves count. */
export async function textPerplexity(
  setup: Setup,
  { textPath, contextSize }: { textPath: string; contextSize: number },
): Promise<number> {
  const peer = await Peer.open("llama-perplexity", setup);
  let estimate = Number.NaN;
  await peer.run(["-f", textPath, "-c", `${contextSize}`], (line) => {
    const found = /Final estimate: PPL = ([\d.]+)/.exec(line);
    if (found !== null) estimate = Number(found[1]);
  });
  return estimate;
}

/** From the first line of the tool's table to the last: the model, the tokenizing and its buffers are made before. */
async function timeAllButTheFirst(run: (onLine: (line: string) => void) => Promise<string>): Promise<number> {
  const times: number[] = [];
  let lastLine = "";
  await run((line) => {
    if (/^\d+\t/.test(line)) times.push(performance.now());
    if (line.trim() !== "") lastLine = line;
  });
  if (times.length < 2) throw new Error(`llama-perplexity ended without results: ${lastLine}`);
  return ((times.at(-1) as number) - (times[0] as number)) / 1000;
}
