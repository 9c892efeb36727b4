// How close a row's two best candidates were, for rows that two runs answered differently.

import type { RowRecord } from "../../../src/core/record.ts";
import type { GenerateRequest } from "../../../src/core/request.ts";
import { open } from "../../../src/engines/llama.ts";
import { tinyOptions } from "../../engines/tiny-model.ts";

/** Of a row scored by label: the best value minus the second best. */
export function labelGap({ scores }: RowRecord): number {
  const [best = 0, second = 0] = [...(scores?.values.ppl ?? [])].sort((a, b) => a - b);
  return second - best;
}

/** Of rows that a base model generated: the smallest gap of the two best logits along the answer. */
export async function generationGaps(rows: readonly [RowRecord, RowRecord][], maxTokens: number): Promise<number[]> {
  const engine = await open(tinyOptions({ contextSize: 512, parallelSequences: 1 }));
  try {
    const sampling = { temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 };
    const requests = rows.map(([{ prediction }], index): GenerateRequest => {
      const tokens = engine.tokenize(String(prediction.origin_prompt), { addBos: "model", parseSpecial: true });
      return { index, tokens, maxTokens, minTokens: 0, stopWords: [], sampling };
    });
    const gaps: number[] = [];
    for await (const { index, topTwoGaps } of engine.generate(flowOf(requests)))
      gaps[index] = Math.min(...(topTwoGaps ?? [Number.POSITIVE_INFINITY]));
    return gaps;
  } finally {
    await engine.close();
  }
}

async function* flowOf<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}
