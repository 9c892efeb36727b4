// Generation with continuous batching: a slot that finishes takes the next request at once, prompts are read in the same
// batches in which the other slots go on, and a prefix is copied from a slot that holds it.

import { OcLocalError } from "../../core/errors.ts";
import type { FinishReason, GenerateRequest, Generation, Sampling, Tokenizer } from "../../core/request.ts";
import type { GenerationWork } from "../engine.ts";
import { checkGenerateRequest, emptyGeneration, type RequestLimits } from "./check-request.ts";
import type { RequestSource } from "./request-flow.ts";
import type { CellEdit } from "./round-batch.ts";
import { type Slot, type SlotJob, type SlotOptions, type SlotShare, SlotTable } from "./slots.ts";
import { StopWords } from "./stop-words.ts";

/** What computes: cells that can be edited, and a step over the shares of some slots. */
export interface SlotDevice<Sampler extends TokenSampler> extends RequestLimits, SlotOptions {
  tokenizer: Pick<Tokenizer, "detokenize"> & { isEndToken(token: number): boolean };
  edit(edits: readonly CellEdit[]): void;
  /** For sampling other than greedy. @param prompt Counts for the repetition penalty. */
  createSampler(sampling: Sampling, prompt: Int32Array): Sampler;
  /**
   * Computes the shares. One token for each share that draws, in their order; below 0: none could be drawn.
   * @param work What the step does for answers to come.
   */
  step(shares: readonly SlotShare<GenerateJob<Sampler>>[], work: GenerationWork): Promise<DrawnTokens>;
}

export interface TokenSampler {
  close(): void;
}

export interface DrawnTokens {
  drawn: ArrayLike<number>;
  /** Best logit minus the second best. */
  gaps: ArrayLike<number>;
}

export interface GenerateJob<Sampler> extends SlotJob {
  stopWords: StopWords;
  /** At most `request.maxTokens`, and no more than the context has room for. */
  maxTokens: number;
  /** Null: greedy. */
  sampler: Sampler | null;
  gaps: number[];
}

export class GenerateFlow<Sampler extends TokenSampler> {
  readonly #device: SlotDevice<Sampler>;
  readonly #table: SlotTable<GenerateJob<Sampler>>;
  /** Requests to take before those of the flow. */
  readonly #waiting: GenerateRequest[];
  /** Tokens of answers since the last step was told. */
  #written = 0;

  /** @param waiting Requests that an earlier device could not finish. */
  constructor(device: SlotDevice<Sampler>, waiting: readonly GenerateRequest[] = []) {
    this.#device = device;
    this.#table = new SlotTable(device);
    this.#waiting = [...waiting];
  }

  /** Requests taken and not answered. */
  get unfinished(): GenerateRequest[] {
    return [...this.#table.busy.map(({ job }) => job.request), ...this.#waiting];
  }

  async *run(flow: RequestSource<GenerateRequest>): AsyncGenerator<Generation> {
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
  async *#fillSlots(flow: RequestSource<GenerateRequest>): AsyncGenerator<Generation> {
    while (this.#table.free.length > 0) {
      const request = this.#waiting.shift() ?? (await this.#draw(flow));
      if (request === undefined) return;
      checkGenerateRequest(request, this.#device);
      if (request.maxTokens === 0) yield emptyGeneration(request);
      else this.#device.edit(this.#table.start(this.#open(request)));
    }
  }

  async #draw(flow: RequestSource<GenerateRequest>): Promise<GenerateRequest | undefined> {
    const drawn = await flow.draw(this.#table.busy.length === 0 ? Infinity : 0);
    return drawn.kind === "request" ? drawn.request : undefined;
  }

  #open(request: GenerateRequest): GenerateJob<Sampler> {
    const { tokenizer, contextSize } = this.#device;
    const { sampling, tokens } = request;
    const isGreedy = sampling.temperature <= 0 && sampling.repetitionPenalty === 1;
    return {
      request,
      tokens: Array.from(tokens),
      stopWords: new StopWords(request.stopWords, (generated) => tokenizer.detokenize(Int32Array.from(generated))),
      maxTokens: Math.min(request.maxTokens, contextSize - tokens.length),
      sampler: isGreedy ? null : this.#device.createSampler(sampling, tokens),
      gaps: [],
    };
  }

  async #advance(): Promise<Generation[]> {
    const shares = this.#table.deal();
    const work = { read: sumOf(shares, promptTokens), written: this.#written };
    this.#written = 0;
    const { drawn, gaps } = await this.#device.step(shares, work);
    this.#table.computed(shares);
    this.#device.edit(this.#table.copies());
    const drawing = shares.filter(({ draws }) => draws);
    return drawing.flatMap(({ slot }, i) => this.#accept(slot, drawn[i] as number, gaps[i] as number) ?? []);
  }

  #accept(slot: Slot<GenerateJob<Sampler>>, token: number, gap: number): Generation | undefined {
    const job = slot.job as GenerateJob<Sampler>;
    if (token < 0)
      throw new OcLocalError("ENGINE", `no token could be drawn for request ${job.request.index}`, {
        hint: "the model computed no numbers: try another quantisation or the CPU",
      });
    if (this.#device.tokenizer.isEndToken(token)) return this.#finish(slot, "eos");
    job.tokens.push(token);
    job.gaps.push(gap);
    this.#written += 1;
    const generated = job.tokens.slice(job.request.tokens.length);
    const text = job.stopWords.textBefore(generated);
    if (text !== null) return this.#finish(slot, "stop", text);
    return generated.length >= job.maxTokens ? this.#finish(slot, "length") : undefined;
  }

  #finish(slot: Slot<GenerateJob<Sampler>>, finishReason: FinishReason, text?: string): Generation {
    const { request, tokens, gaps, sampler } = slot.job as GenerateJob<Sampler>;
    slot.job = null;
    sampler?.close();
    const prompt = request.tokens.length;
    const generated = Int32Array.from(tokens.slice(prompt));
    return {
      index: request.index,
      text: text ?? this.#device.tokenizer.detokenize(generated),
      tokens: generated,
      finishReason,
      tokenCounts: { prompt, generated: generated.length },
      topTwoGaps: Float32Array.from(gaps),
    };
  }
}

/** Of a share's tokens, those of the prompt: behind them stand generated ones. */
function promptTokens<Job extends SlotJob>({ slot, tokens, firstPosition }: SlotShare<Job>): number {
  const prompt = slot.job?.request.tokens.length ?? 0;
  return Math.min(tokens.length, Math.max(0, prompt - firstPosition));
}

function sumOf<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + of(item), 0);
}

/** End tokens are banned before `minTokens` were generated. */
export function bansEnd({ request, tokens }: SlotJob): boolean {
  return tokens.length - request.tokens.length < request.minTokens;
}
