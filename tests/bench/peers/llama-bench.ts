// llama-bench: how fast llama.cpp reads a prompt of 512 tokens when nothing else is asked of it.

import type { Side } from "../compare.ts";
import { Peer } from "../peers.ts";
import type { Setup } from "../setup.ts";

const promptTokens = 512;

/** `last`: logits of the last token. `every`: of every token, which the tool's embedding mode computes beside the embeddings. */
export type LogitsOf = "last" | "every";

export async function prefillSide(setup: Setup, logits: LogitsOf): Promise<Side> {
  // Batches of the prompt's length: larger ones would make the buffer for all logits take a gigabyte.
  const peer = await Peer.open("llama-bench", setup, promptTokens);
  const flags = ["-p", `${promptTokens}`, "-n", "0", "-r", "3", ...(logits === "every" ? ["-embd", "1"] : [])];
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
