// The flow of generation on a llama.cpp context: one sequence per slot, one native step over their shares.

import type { GenerateRequest, Generation } from "../../core/request.ts";
import type { RequestLimits } from "../scheduler/check-request.ts";
import { bansEnd, GenerateFlow, type GenerateJob, type SlotDevice } from "../scheduler/generate-flow.ts";
import type { RequestSource } from "../scheduler/request-flow.ts";
import type { SlotShare } from "../scheduler/slots.ts";
import type { Batch, Context, Sampler } from "./addon.ts";
import type { ContextHolder } from "./context-holder.ts";
import { isNativeError } from "./native-error.ts";
import { applyEdits, type Steps } from "./steps.ts";
import type { LlamaTokenizer } from "./tokenizer.ts";

export interface GenerateOptions extends RequestLimits {
  contexts: ContextHolder;
  steps: Steps;
  /** False for models whose state cannot be cut back (recurrent ones). */
  canRollBack: boolean;
  isLong: boolean;
  tokenizer: LlamaTokenizer;
  signal: AbortSignal | undefined;
}

/** Where a step runs out of memory, the requests in flight begin again on half of the slots. */
export async function* generateWithRetries(
  flow: RequestSource<GenerateRequest>,
  options: GenerateOptions,
): AsyncGenerator<Generation> {
  let waiting: GenerateRequest[] = [];
  for (;;) {
    const { context } = await options.contexts.open({ purpose: "generate", isLong: options.isLong });
    applyEdits(context, [{ kind: "clear" }]);
    const running = new GenerateFlow(slotDevice(context, options), waiting);
    try {
      return yield* running.run(flow);
    } catch (error) {
      if (!isNativeError(error) || error.code !== "NO_MEMORY") throw error;
      waiting = running.unfinished;
      options.contexts.halve("compute a batch", error);
      await options.contexts.close();
    }
  }
}

function slotDevice(context: Context, options: GenerateOptions): SlotDevice<Sampler> {
  const { steps, signal, tokenizer, canRollBack, contextSize, vocabularySize } = options;
  const { nSeqMax, nBatch } = context.facts;
  return {
    slots: nSeqMax,
    batchTokens: nBatch,
    canRollBack,
    contextSize,
    vocabularySize,
    tokenizer,
    edit: (edits) => applyEdits(context, edits),
    createSampler: (sampling, prompt) => {
      const sampler = context.createSampler(sampling);
      sampler.accept(prompt);
      return sampler;
    },
    step: (shares, work) => steps.run(context, packShares(shares), { signal, work }),
  };
}

function packShares(shares: readonly SlotShare<GenerateJob<Sampler>>[]): Batch {
  const tokens = shares.flatMap((share) => share.tokens);
  const ends = shares.map((_, i) => shares.slice(0, i + 1).reduce((sum, share) => sum + share.tokens.length, 0));
  const drawing = shares.filter(({ draws }) => draws);
  return {
    tokens: Int32Array.from(tokens),
    positions: Int32Array.from(shares.flatMap((share) => share.tokens.map((_, k) => share.firstPosition + k))),
    seqOffsets: Int32Array.from({ length: tokens.length + 1 }, (_, i) => i),
    seqIds: Int32Array.from(shares.flatMap((share) => share.tokens.map(() => share.slot.sequence))),
    rows: new Int32Array(0),
    targetOffsets: Int32Array.of(0),
    targets: new Int32Array(0),
    drawRows: Int32Array.from(ends.filter((_, i) => shares[i]?.draws).map((end) => end - 1)),
    samplers: drawing.map(({ slot }) => slot.job?.sampler ?? null),
    banEnd: Uint8Array.from(drawing, ({ slot }) => (slot.job === null || !bansEnd(slot.job) ? 0 : 1)),
  };
}
