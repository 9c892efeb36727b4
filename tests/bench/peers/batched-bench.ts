// llama-batched-bench: what llama.cpp generates when several sequences are decoded together. It draws no tokens and reads no
// logits: the limit of what an engine can reach.

import type { Side } from "../compare.ts";
import { Peer } from "../peers.ts";
import type { Setup } from "../setup.ts";
import { equalLengths } from "../workloads/generation.ts";

export async function batchedBenchSide(setup: Setup, sequences: number): Promise<Side> {
  const peer = await Peer.open("llama-batched-bench", setup);
  const { promptTokens, outputTokens, contextSize } = equalLengths;
  const work = ["-npp", promptTokens, "-ntg", outputTokens, "-npl", sequences, "-c", contextSize * sequences];
  const flags = [...work.map(String), "-no-kvu"];
  return {
    get description() {
      return peer.describe(flags);
    },
    measure: async () => {
      const output = await peer.run([...flags, "--output-format", "jsonl"]);
      const line = output.split("\n").find((text) => text.startsWith("{"));
      if (line === undefined) throw new Error(`llama-batched-bench printed no result: ${output.slice(-300)}`);
      return { tokensPerSecond: (JSON.parse(line) as { speed: number }).speed };
    },
  };
}
