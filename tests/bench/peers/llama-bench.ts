// llama-bench: how fast llama.cpp reads 512 tokens of a prompt when nothing else is asked of it.

import type { Side } from "../compare.ts";
import { Peer } from "../peers.ts";
import type { Setup } from "../setup.ts";

const promptTokens = 512;

/** `last`: logits of the last token. `every`: of every token, which the tool's embedding mode computes beside the embeddings. */
export type LogitsOf = "last" | "every";

/**
 * @param meanDepth Tokens that stand before each of the 512 on average. What stands before all of them is in the cache and not
 * timed; attention over it is.
 */
export async function prefillSide(setup: Setup, logits: LogitsOf, meanDepth = promptTokens / 2): Promise<Side> {
  // Batches of the prompt's length: larger ones would make the buffer for all logits take a gigabyte.
  const peer = await Peer.open("llama-bench", setup, promptTokens);
  const before = Math.max(0, Math.round(meanDepth - promptTokens / 2));
  const flags = [
    "-p",
    `${promptTokens}`,
    "-d",
    `${before}`,
    "-n",
    "0",
    "-r",
    "3",
    // On the CPU scoring runs with the kernels that are exact: what the tree saves is measured against these.
    ...(setup.backend === "cpu" ? ["-fa", "0", "-ctk", "f32", "-ctv", "f32"] : []),
    ...(logits === "every" ? ["-embd", "1"] : []),
  ];
  return {
    get description() {
      return peer.describe(flags);
    },
    measure: async () => {
      const output = await peer.run([...flags, "-o", "jsonl"]);
      const result = JSON.parse(output.trim()) as { avg_ts: number };
      return { tokensPerSecond: result.avg_ts };
    },
  };
}
