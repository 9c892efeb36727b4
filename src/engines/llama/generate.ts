// Generation with continuous batching: a slot that finishes takes the next request at once, prompts are read in the same
// batches in which the other slots go on, and a prefix is copied from a slot that holds it.

import { OcLocalError } from "../../core/errors.ts";
import type { FinishReason, GenerateRequest, Generation } from "../../core/request.ts";
import { checkGenerateRequest, emptyGeneration, type RequestLimits } from "../scheduler/check-request.ts";
import type { RequestFlow } from "../scheduler/request-flow.ts";
import { type Slot, type SlotJob, type SlotShare, SlotTable } from "../scheduler/slots.ts";
import { StopWords } from "../scheduler/stop-words.ts";
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
  tokenizer: LlamaTokenizer;
  signal: AbortSignal | undefined;
}

/** Where a step runs out of memory, the requests in flight begin again on half of the slots. */
export async function* generateWithRetries(
  flow: RequestFlow<GenerateRequest>,
  options: GenerateOptions,
): AsyncGenerator<Generation> {
  let waiting: GenerateRequest[] = [];
  for (;;) {
    const { context } = await options.contexts.open("generate");
    applyEdits(context, [{ kind: "clear" }]);
    const running = new GenerateFlow({ ...options, context }, waiting);
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

interface GenerateContext extends GenerateOptions {
  context: Context;
}

interface Job extends SlotJob {
  stopWords: StopWords;
  /** At most `request.maxTokens`, and no more than the context has room for. */
  maxTokens: number;
  /** Null: greedy. */
  sampler: Sampler | null;
  gaps: number[];
}

class GenerateFlow {
  readonly #context: GenerateContext;
  readonly #table: SlotTable<Job>;
  /** Requests to take before those of the flow. */
  readonly #waiting: GenerateRequest[];
  /** Tokens of answers since the last step was told. */
  #written = 0;

  /** @param waiting Requests that an earlier context could not finish. */
  constructor(context: GenerateContext, waiting: readonly GenerateRequest[] = []) {
    const { nSeqMax, nBatch } = context.context.facts;
    this.#context = context;
    this.#table = new SlotTable({ slots: nSeqMax, batchTokens: nBatch, canRollBack: context.canRollBack });
    this.#waiting = [...waiting];
  }

  /** Requests taken and not answered. */
  get unfinished(): GenerateRequest[] {
    return [...this.#table.busy.map(({ job }) => job.request), ...this.#waiting];
  }

  async *run(flow: RequestFlow<GenerateRequest>): AsyncGenerator<Generation> {
    try {
      for (;;) {
        yield* this.#fillSlots(flow);
        if (this.#table.busy.length === 0) return;
        yield* await this.#advance();
      }
    } finally {
      for (const { job } of this.#table.busy) job.sampler?.close();
    }
  }

  /** Gives free slots the next requests. Waits for one only while no slot is busy. Yields what needs no slot. */
  async *#fillSlots(flow: RequestFlow<GenerateRequest>): AsyncGenerator<Generation> {
    while (this.#table.free.length > 0) {
      const request = this.#waiting.shift() ?? (await this.#draw(flow));
      if (request === undefined) return;
      checkGenerateRequest(request, this.#context);
      if (request.maxTokens === 0) yield emptyGeneration(request);
      else applyEdits(this.#context.context, this.#table.start(this.#open(request)));
    }
  }

  async #draw(flow: RequestFlow<GenerateRequest>): Promise<GenerateRequest | undefined> {
    const drawn = await flow.draw(this.#table.busy.length === 0 ? Infinity : 0);
    return drawn.kind === "request" ? drawn.request : undefined;
  }

  #open(request: GenerateRequest): Job {
    const { context, tokenizer, contextSize } = this.#context;
    const { sampling, tokens } = request;
    const isGreedy = sampling.temperature <= 0 && sampling.repetitionPenalty === 1;
    const sampler = isGreedy ? null : context.createSampler(sampling);
    sampler?.accept(tokens);
    return {
      request,
      tokens: Array.from(tokens),
      stopWords: new StopWords(request.stopWords, (generated) => tokenizer.detokenize(generated)),
      maxTokens: Math.min(request.maxTokens, contextSize - tokens.length),
      sampler,
      gaps: [],
    };
  }

  async #advance(): Promise<Generation[]> {
    const shares = this.#table.deal();
    const { steps, context, signal } = this.#context;
    const drawing = shares.filter(({ draws }) => draws);
    const work = { read: sumOf(shares, promptTokens), written: this.#written };
    this.#written = 0;
    const { drawn, gaps } = await steps.run(context, packShares(shares), { signal, work });
    this.#table.computed(shares);
    applyEdits(context, this.#table.copies());
    return drawing.flatMap(({ slot }, i) => this.#accept(slot, drawn[i] as number, gaps[i] as number) ?? []);
  }

  #accept(slot: Slot<Job>, token: number, gap: number): Generation | undefined {
    const job = slot.job as Job;
    if (token < 0)
      throw new OcLocalError("ENGINE", `no token could be drawn for request ${job.request.index}`, {
        hint: "the model computed no numbers: try another quantisation or the CPU",
      });
    if (this.#context.tokenizer.isEndToken(token)) return this.#finish(slot, "eos");
    job.tokens.push(token);
    job.gaps.push(gap);
    this.#written += 1;
    const generated = job.tokens.slice(job.request.tokens.length);
    const text = job.stopWords.textBefore(generated);
    if (text !== null) return this.#finish(slot, "stop", text);
    return generated.length >= job.maxTokens ? this.#finish(slot, "length") : undefined;
  }

  #finish(slot: Slot<Job>, finishReason: FinishReason, text?: string): Generation {
    const { request, tokens, gaps, sampler } = slot.job as Job;
    slot.job = null;
    sampler?.close();
    const prompt = request.tokens.length;
    const generated = Int32Array.from(tokens.slice(prompt));
    return {
      index: request.index,
      text: text ?? this.#context.tokenizer.detokenize(generated),
      tokens: generated,
      finishReason,
      tokenCounts: { prompt, generated: generated.length },
      topTwoGaps: Float32Array.from(gaps),
    };
  }
}

function packShares(shares: readonly SlotShare<Job>[]): Batch {
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

/** Of a share's tokens, those of the prompt: behind them stand generated ones. */
function promptTokens({ slot, tokens, firstPosition }: SlotShare<Job>): number {
  const prompt = slot.job?.request.tokens.length ?? 0;
  return Math.min(tokens.length, Math.max(0, prompt - firstPosition));
}

function sumOf<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + of(item), 0);
}

function bansEnd({ request, tokens }: Job): boolean {
  return tokens.length - request.tokens.length < request.minTokens;
}
