// One of the sequences that generate side by side: works on one request, token by token, and keeps its cache for the next.

import type { Token, TokenBias } from "node-llama-cpp";
import { OcLocalError } from "../../core/errors.ts";
import type { FinishReason, GenerateRequest, Generation } from "../../core/request.ts";
import { commonPrefix } from "../../core/token-sequence.ts";
import type { RequestLimits } from "../scheduler/check-request.ts";
import { keptTokens } from "../scheduler/prefix-walk.ts";
import { StopWords } from "../scheduler/stop-words.ts";
import { samplingOptions } from "./sampling.ts";
import type { SequenceCache } from "./sequence-cache.ts";
import type { ModelTokenizer } from "./tokenizer.ts";

export interface SlotContext extends RequestLimits {
  tokenizer: ModelTokenizer;
  /** Bans all end tokens. */
  banEnd: () => TokenBias;
  signal: AbortSignal | undefined;
}

interface Job {
  request: GenerateRequest;
  stopWords: StopWords;
  /** At most `request.maxTokens`, and no more than the context has room for. */
  maxTokens: number;
  /** Prompt and generated tokens. */
  tokens: Token[];
  /** Tokens behind those in the cache: the rest of the prompt, or the token generated last. */
  pending: Token[];
}

export class Slot {
  readonly #cache: SequenceCache;
  readonly #context: SlotContext;
  #job: Job | null = null;

  constructor(cache: SequenceCache, context: SlotContext) {
    this.#cache = cache;
    this.#context = context;
  }

  get isFree(): boolean {
    return this.#job === null;
  }

  /** Tokens that have to be computed before the next one can be drawn. */
  get pendingTokens(): number {
    return this.#job?.pending.length ?? 0;
  }

  /** Tokens of a prompt that the cache holds already. */
  sharedWith(prompt: Int32Array): number {
    return commonPrefix(this.#cache.tokens, prompt);
  }

  async start(request: GenerateRequest): Promise<void> {
    const { tokenizer, contextSize } = this.#context;
    const prompt = Array.from(request.tokens) as Token[];
    // The last token is computed again even where the cache holds it: its logits are gone.
    const shared = Math.min(this.sharedWith(request.tokens), prompt.length - 1);
    const keep = keptTokens(shared, this.#cache.tokens.length, this.#cache.settings);
    await this.#cache.cut(keep);
    this.#job = {
      request,
      stopWords: new StopWords(request.stopWords, (tokens) => tokenizer.detokenize(tokens)),
      maxTokens: Math.min(request.maxTokens, contextSize - prompt.length),
      tokens: prompt,
      pending: prompt.slice(keep),
    };
  }

  /** Computes up to `count` pending tokens; behind the last one it draws the next. Null while the request goes on. */
  async advance(count: number): Promise<Generation | null> {
    const job = this.#requireJob();
    const batch = job.pending.slice(0, count);
    if (count < job.pending.length) {
      await this.#cache.compute(batch, this.#context.signal);
      job.pending = job.pending.slice(count);
      return null;
    }
    const last = batch.pop() as Token;
    const generateNext = { token: true, options: this.#samplingOptions(job) };
    const computed = await this.#cache.compute([...batch, [last, { generateNext }]], this.#context.signal);
    return this.#accept(job, computed.at(-1)?.next.token);
  }

  #accept(job: Job, token: Token | null | undefined): Generation | null {
    if (token == null)
      throw new OcLocalError("ENGINE", `no token could be drawn for request ${job.request.index}`, {
        hint: "the model computed no numbers: try another quantisation or the CPU",
      });
    if (this.#context.tokenizer.isEndToken(token)) return this.#finish(job, "eos");
    job.tokens.push(token);
    job.pending = [token];
    const generated = job.tokens.slice(job.request.tokens.length);
    const text = job.stopWords.textBefore(generated);
    if (text !== null) return this.#finish(job, "stop", text);
    return generated.length >= job.maxTokens ? this.#finish(job, "length") : null;
  }

  #finish(job: Job, finishReason: FinishReason, text?: string): Generation {
    this.#job = null;
    const prompt = job.request.tokens.length;
    const generated = Int32Array.from(job.tokens.slice(prompt));
    return {
      index: job.request.index,
      text: text ?? this.#context.tokenizer.detokenize(generated),
      tokens: generated,
      finishReason,
      tokenCounts: { prompt, generated: generated.length },
    };
  }

  #samplingOptions({ request, tokens }: Job) {
    const step = tokens.length - request.tokens.length;
    const banned = step < request.minTokens ? this.#context.banEnd() : undefined;
    return samplingOptions(request.sampling, { history: tokens, step, banned });
  }

  #requireJob(): Job {
    if (this.#job === null) throw new Error("a free slot was asked to go on");
    return this.#job;
  }
}
