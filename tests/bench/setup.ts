// What all sides of all comparisons share.

import type { Backend } from "./peers/libraries.ts";
import type { Words } from "./words.ts";

export interface Setup {
  /** Path of what is measured: a file that was named, or the random model, which is written when the first side asks for it. */
  model: () => Promise<string>;
  /** Of its vocabulary. */
  words: Words;
  backend: Backend;
  threads: number;
  repetitions: number;
  note: (text: string) => void;
}

/** Tokens of one llama_decode and of one pass through the graph: llama.cpp's defaults, said to every tool. */
export const batchSize = 2048;
export const microBatchSize = 512;
