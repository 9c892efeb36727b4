// Where two greedy texts part, and how far apart the two tokens lie there.

import { open } from "../../../src/engines/llama.ts";

export interface Turn {
  /** Of the prompt, as the engine was given them. */
  promptTokens: readonly number[];
  ours: string;
  theirs: string;
}

export interface Parting {
  /** Counted from 1, in the answer. */
  token: number;
  /** What follows the text that both have: theirs, ours. */
  words: [string, string];
  /** Nats between the two tokens. */
  margin: number;
}

/** By this project's own engine with keys and values in F32. */
export async function measureParting(modelPath: string, { promptTokens, ours, theirs }: Turn): Promise<Parting> {
  const engine = await open({
    modelPath,
    contextSize: promptTokens.length + Math.max(ours.length, theirs.length) + 2,
    parallelSequences: 1,
    device: { backend: "cpu", index: null },
    threads: 0,
    adapters: [],
    gpuLayers: 0,
    flashAttention: false,
    useMmap: true,
    kvCacheType: "f32",
  });
  try {
    const end = engine.info.specialTokenIds.eos ?? -1;
    const [left, right] = [theirs, ours].map((text) => {
      const tokens = engine.tokenize(text, { addBos: false, parseSpecial: true });
      return [...tokens, end];
    }) as [number[], number[]];
    const at = left.findIndex((token, i) => token !== right[i]);
    const tokens = [left[at], right[at]] as [number, number];
    const shared = [...promptTokens, ...left.slice(0, at)];
    const scores: number[] = [];
    const requests = tokens.map((token, index) => ({
      index,
      tokens: Int32Array.from([...shared, token]),
      from: shared.length,
    }));
    for await (const { index, logProbs } of engine.score(flowOf(requests))) scores[index] = logProbs[0] as number;
    const words = tokens.map((token) => engine.detokenize(Int32Array.of(token))) as Parting["words"];
    return { token: at + 1, words, margin: Math.abs((scores[0] as number) - (scores[1] as number)) };
  } finally {
    await engine.close();
  }
}

async function* flowOf<Request>(requests: readonly Request[]): AsyncGenerator<Request> {
  yield* requests;
}
