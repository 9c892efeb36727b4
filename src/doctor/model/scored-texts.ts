// Scores the exam texts in four ways: as they are, beside the others and alone, with their tokens in random order, and with the opposite of what the file
// says about BOS.

import { PythonRandom } from "../../core/python-random.ts";
import type { ScoreRequest } from "../../core/request.ts";
import type { Engine } from "../../engines/engine.ts";
import { type ExamText, examTexts } from "./exam-texts.ts";

/** Log-probabilities `[n - 1]` of the last n - 1 of a text's n tokens, natural logarithm. */
export interface ScoredText {
  language: string;
  plain: Float32Array;
  /** As plain, but asked alone. */
  alone: Float32Array;
  shuffled: Float32Array;
  /** Without BOS where the file adds one, with it where it does not; null where there is none. */
  otherBos: Float32Array | null;
}

const shuffleSeed = 1;

export async function scoreTexts(engine: Engine): Promise<ScoredText[]> {
  const scored: ScoredText[] = [];
  for (const exam of examTexts) scored.push(await scoreText(engine, exam));
  return scored;
}

async function scoreText(engine: Engine, { language, text }: ExamText): Promise<ScoredText> {
  const { addsBos, specialTokenIds } = engine.info;
  const tokens = [...engine.tokenize(text, { addBos: false, parseSpecial: false })];
  const bos = specialTokenIds.bos === null ? [] : [specialTokenIds.bos];
  const [start, otherStart] = addsBos ? [bos, []] : [[], bos];
  const sequences = [
    [...start, ...tokens],
    [...start, ...shuffle(tokens)],
    ...(bos.length === 0 ? [] : [[...otherStart, ...tokens]]),
  ].map((sequence) => Int32Array.from(sequence));
  const results = await score(engine, sequences);
  // The first token is predicted only where BOS stands before it: it is left out, so that all can be compared.
  results.push(...(await score(engine, sequences.slice(0, 1))));
  const ends = results.map((logProbs) => logProbs.subarray(logProbs.length - tokens.length + 1));
  const [plain, shuffled] = ends as [Float32Array, Float32Array];
  return {
    language,
    plain,
    alone: ends.at(-1) as Float32Array,
    shuffled,
    otherBos: bos.length === 0 ? null : (ends[2] as Float32Array),
  };
}

/** All tokens are scored, so `results[i]` has one number less than `sequences[i]` tokens. */
async function score(engine: Engine, sequences: readonly Int32Array[]): Promise<Float32Array[]> {
  const results: Float32Array[] = [];
  for await (const { index, logProbs } of engine.score(requestsFor(sequences))) results[index] = logProbs;
  return results;
}

async function* requestsFor(sequences: readonly Int32Array[]): AsyncGenerator<ScoreRequest> {
  for (const [index, tokens] of sequences.entries()) yield { index, tokens, from: 1 };
}

function shuffle(tokens: readonly number[]): number[] {
  const shuffled = [...tokens];
  new PythonRandom(shuffleSeed).shuffle(shuffled);
  return shuffled;
}
