// Generation with as many requests side by side as there are sequences. All move in rounds of one batch: one token for
// every sequence that decodes, the rest of the batch for prompts that are still being read. A sequence that finishes takes
// the next request in the same round. (Left to run freely, node-llama-cpp's sequences drift apart into smaller batches.)

import type { GenerateRequest, Generation } from "../../core/request.ts";
import { checkGenerateRequest, emptyGeneration } from "../scheduler/check-request.ts";
import type { RequestSource } from "../scheduler/request-flow.ts";
import type { SequenceCache } from "./sequence-cache.ts";
import { Slot, type SlotContext } from "./slot.ts";

export interface GenerateContext extends SlotContext {
  caches: readonly SequenceCache[];
  batchSize: number;
}

export async function* generateFlow(
  flow: RequestSource<GenerateRequest>,
  context: GenerateContext,
): AsyncGenerator<Generation> {
  for (const cache of context.caches) await cache.cut(0);
  const slots = context.caches.map((cache) => new Slot(cache, context));
  for (;;) {
    yield* fillSlots(slots, flow, context);
    const busy = slots.filter((slot) => !slot.isFree);
    if (busy.length === 0) return;
    const shares = dealBatch(
      busy.map((slot) => slot.pendingTokens),
      context.batchSize,
    );
    const finished = await allSettled(busy.map((slot, i) => slot.advance(shares[i] as number)));
    yield* finished.filter((generation) => generation !== null);
  }
}

/** Gives free slots the next requests. Waits for one only while no slot is busy. Yields what needs no slot. */
async function* fillSlots(
  slots: readonly Slot[],
  flow: RequestSource<GenerateRequest>,
  context: GenerateContext,
): AsyncGenerator<Generation> {
  for (;;) {
    const free = slots.filter((slot) => slot.isFree);
    if (free.length === 0) return;
    const drawn = await flow.draw(free.length === slots.length ? Infinity : 0);
    if (drawn.kind !== "request") return;
    const { request } = drawn;
    checkGenerateRequest(request, context);
    if (request.maxTokens === 0) yield emptyGeneration(request);
    else await closest(free, request.tokens).start(request);
  }
}

/** The slot whose cache shares most with the prompt. */
function closest(slots: readonly Slot[], prompt: Int32Array): Slot {
  const shared = slots.map((slot) => slot.sharedWith(prompt));
  return slots[shared.indexOf(Math.max(...shared))] as Slot;
}

/** How many tokens each sequence computes in this round: one each, and what is left of the batch in order. */
function dealBatch(pending: readonly number[], batchSize: number): number[] {
  let left = batchSize - pending.length;
  return pending.map((count) => {
    const extra = Math.min(left, count - 1);
    left -= extra;
    return 1 + extra;
  });
}

/** Like Promise.all, but nothing is still running when it throws. */
async function allSettled<Result>(promises: readonly Promise<Result>[]): Promise<Result[]> {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}
