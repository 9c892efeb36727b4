// One run of the graph on a batch of new tokens, each row of which goes on from a row of the cache.

import { errorMessage, OcLocalError } from "../../../core/errors.ts";
import { biasName } from "../graph/attention-mask.ts";
import type { DrivableGraph } from "../graph/drivable-graph.ts";
import { longName } from "../graph/factor-switch.ts";
import { freshName } from "../graph/key-value-cache.ts";
import { elementTypes } from "../graph/onnx-graph.ts";
import { headNames } from "../graph/output-head.ts";
import type { OrtLibrary } from "../runtime-package.ts";
import { type CacheNumbers, CacheRows } from "./cache-rows.ts";
import { causalBias, freshKeys, type KeyLayout, keyMask } from "./key-layout.ts";
import type { Session } from "./runtime.ts";

type Tensor = InstanceType<OrtLibrary["Tensor"]>;

export interface DecoderBatch {
  /** Rows of the cache that the batch goes on from: `first` and those behind it. */
  first: number;
  count: number;
  /** New tokens per row. */
  length: number;
  /** `[count, length]` */
  tokens: Int32Array;
  positions: Int32Array;
  /** Which keys each new token may look at, where that is not everything before it in its row. */
  bias?: (keys: KeyLayout) => Float32Array;
  /** New tokens to keep: `from` counts within the batch's row, `cell` within the cache's. In the order of their cells. */
  store: { batchRow: number; from: number; count: number; cell: number }[];
  ask: Ask;
}

/** What is read from the logits. Indexes of `positions` are into the flattened batch; others into `positions`. */
export interface Ask {
  positions: number[];
  /** Token whose log-probability is asked, and at which of the positions. */
  targets: { position: number; token: number }[];
  /** Positions to draw at. */
  draws: number[];
  /** Best candidates of each. */
  candidates: number;
  /** Also all logits of the positions. */
  logits: boolean;
}

export interface DecoderResult {
  logProbs: Float32Array;
  /** `[draws, candidates]`, best first. */
  bestLogits: Float32Array;
  bestTokens: number[];
  /** `[positions, vocabulary]` */
  logits: Float32Array | null;
}

/** What the graph was seen to do right when it was opened. */
export interface Abilities {
  /** Many sequences share one row, each token with its own view of the keys. */
  tree: boolean;
  /** Cells that are masked do not change the result. */
  padded: boolean;
}

export interface DecoderParts {
  ort: OrtLibrary;
  session: Session;
  graph: DrivableGraph;
}

export interface DecoderOptions {
  abilities: Abilities;
  rows: number;
  /** Cells that each row has room for from the start. */
  leastCells?: number;
  /** Whether its texts are longer than those the graph takes for short. @default false */
  isLong?: boolean;
  /** Told after each run. */
  onRun?(ms: number, tokens: number): void;
}

export class Decoder {
  readonly cache: CacheRows | null;
  readonly abilities: Abilities;
  readonly #ort: OrtLibrary;
  readonly #session: Session;
  readonly #graph: DrivableGraph;
  readonly #isLong: boolean;
  readonly #onRun: (ms: number, tokens: number) => void;

  constructor(
    { ort, session, graph }: DecoderParts,
    { abilities, rows, leastCells, isLong = false, onRun = () => {} }: DecoderOptions,
  ) {
    this.#isLong = isLong;
    this.#ort = ort;
    this.#session = session;
    this.#graph = graph;
    this.abilities = abilities;
    this.#onRun = onRun;
    this.cache = graph.cache === null ? null : new CacheRows(graph.cache, rows, leastCells);
  }

  /** @throws OcLocalError ENGINE with the runtime's words. */
  async run(batch: DecoderBatch): Promise<DecoderResult> {
    const layout = this.#layout(batch);
    const feeds = { ...this.#feedTokens(batch, layout), ...this.#feedAsk(batch.ask), ...this.#feedPast(batch, layout) };
    const started = performance.now();
    const outputs = await this.#session.run(feeds, this.#fetches(batch)).catch((error: unknown) => {
      const what = `onnxruntime could not compute ${batch.tokens.length} tokens`;
      throw new OcLocalError("ENGINE", `${what}: ${errorMessage(error)}`, {
        hint: "where memory ran out: lower --batch-size or --max-seq-len",
        cause: error,
      });
    });
    this.#onRun(performance.now() - started, batch.tokens.length);
    this.#store(batch, outputs);
    return {
      logProbs: numbersOf(outputs[headNames.logProbs]).subarray(0, batch.ask.targets.length),
      bestLogits: numbersOf(outputs[headNames.bestLogits]),
      bestTokens: Array.from((outputs[headNames.bestTokens]?.data ?? []) as BigInt64Array, Number),
      logits: batch.ask.logits ? numbersOf(outputs[headNames.logits]) : null,
    };
  }

  #layout({ first, count, length, bias }: DecoderBatch): KeyLayout {
    const { cache } = this;
    const all = (value: number) => Array.from({ length: count }, () => value);
    if (cache === null) return { length, past: 0, keys: length, valid: all(0), fresh: all(0) };
    const lengths = cache.lengths.slice(first, first + count);
    const isBehindValid = !this.batchesPrompts;
    // GroupQueryAttention takes a batch without past for the start of a text and then looks at no bias: a hidden cell is a past.
    const longest = Math.max(isBehindValid && bias !== undefined ? 1 : 0, ...lengths);
    cache.reserve(longest);
    const past = this.abilities.padded ? cache.capacity : longest;
    const start = isBehindValid ? longest : past;
    const keys = start + length;
    // A given view says it all; the mask then only counts.
    if (bias !== undefined) return { length, past, keys, valid: all(start), fresh: all(start) };
    return { length, past, keys, valid: lengths, fresh: isBehindValid ? lengths : all(past) };
  }

  /** Keys that a run may have, where texts of so many tokens fit: the runtime refuses longer texts with its own words. */
  mostKeys(contextSize: number): number {
    const { longFrom, mostKeys } = this.#graph;
    if (longFrom !== null) return this.#isLong ? contextSize : longFrom;
    return mostKeys === null || mostKeys < contextSize ? Number.POSITIVE_INFINITY : mostKeys;
  }

  /** GroupQueryAttention takes several rows only for one token each. */
  get batchesPrompts(): boolean {
    return this.#graph.cache?.freshKeys !== "behind valid";
  }

  #feedTokens({ count, length, tokens, positions, bias }: DecoderBatch, layout: KeyLayout): Record<string, Tensor> {
    const { inputs, hasBias, longFrom } = this.#graph;
    const { keys } = layout;
    const feeds: Record<string, Tensor> = { input_ids: this.#ints(inputs.tokens, tokens, [count, length]) };
    if (inputs.mask !== null) feeds.attention_mask = this.#ints(inputs.mask, keyMask(layout), [count, keys]);
    if (inputs.positions !== null) feeds.position_ids = this.#ints(inputs.positions, positions, [count, length]);
    if (inputs.freshKeys) feeds[freshName] = this.#ints(elementTypes.int64, freshKeys(layout), [count, 1, length, 1]);
    if (inputs.keepCount !== null) feeds.num_logits_to_keep = this.#ints(inputs.keepCount, Int32Array.of(0), []);
    if (longFrom !== null) feeds[longName] = new this.#ort.Tensor("bool", Uint8Array.of(this.#isLong ? 1 : 0), []);
    if (hasBias)
      feeds[biasName] = new this.#ort.Tensor("float32", (bias ?? causalBias)(layout), [count, 1, length, keys]);
    return feeds;
  }

  /** Nothing is asked of no rows: TopK of the runtime divides by their number. */
  #feedAsk({ positions, targets, draws, candidates }: Ask): Record<string, Tensor> {
    const { int64 } = elementTypes;
    const list = (values: readonly number[]) => Int32Array.from(values.length === 0 ? [0] : values);
    const [rows, drawn] = [list(positions), list(draws)];
    const pairs = targets.length === 0 ? [0, 0] : targets.flatMap(({ position, token }) => [position, token]);
    return {
      [headNames.rows]: this.#ints(int64, rows, [rows.length]),
      [headNames.targets]: this.#ints(int64, Int32Array.from(pairs), [pairs.length / 2, 2]),
      [headNames.draws]: this.#ints(int64, drawn, [drawn.length]),
      [headNames.candidates]: this.#ints(int64, Int32Array.of(candidates), [1]),
    };
  }

  #feedPast({ first, count }: DecoderBatch, { past }: { past: number }): Record<string, Tensor> {
    const { cache } = this;
    if (cache === null) return {};
    const isWhole = past === cache.capacity;
    return Object.fromEntries(
      cache.tensors.map(({ input, heads, width }, i) => {
        const numbers = isWhole ? cache.view(i, first, count) : cache.compact(i, { first, count, length: past });
        return [input, this.#cacheTensor(numbers, [count, heads, past, width])];
      }),
    );
  }

  #cacheTensor(numbers: CacheNumbers, dims: number[]): Tensor {
    return numbers instanceof Uint16Array
      ? new this.#ort.Tensor("float16", numbers, dims)
      : new this.#ort.Tensor("float32", numbers, dims);
  }

  /** Only what is needed leaves the runtime. */
  #fetches({ ask, store }: DecoderBatch): string[] {
    const { logProbs, bestLogits, bestTokens, logits } = headNames;
    return [
      ...(ask.targets.length > 0 || ask.draws.length === 0 ? [logProbs] : []),
      ...(ask.draws.length > 0 ? [bestLogits, bestTokens] : []),
      ...(ask.logits ? [logits] : []),
      ...(store.length > 0 ? (this.cache?.tensors ?? []).map(({ output }) => output) : []),
    ];
  }

  #store({ first, length, store }: DecoderBatch, outputs: Record<string, Tensor>): void {
    const { cache } = this;
    if (cache === null || store.length === 0) return;
    cache.reserve(Math.max(...store.map(({ cell, count }) => cell + count), ...cache.lengths));
    for (const { batchRow, from, count, cell } of store) {
      const row = first + batchRow;
      for (const [i, { output }] of cache.tensors.entries()) {
        const numbers = (outputs[output] as Tensor).data as CacheNumbers;
        cache.write(i, { numbers, length, batchRow, from, count }, { row, cell });
      }
      cache.lengths[row] = Math.max(cell + count, cache.lengths[row] as number);
    }
  }

  #ints(elementType: number, values: Int32Array, dims: number[]): Tensor {
    return elementType === elementTypes.int32
      ? new this.#ort.Tensor("int32", values, dims)
      : new this.#ort.Tensor("int64", BigInt64Array.from(values, BigInt), dims);
  }
}

function numbersOf(tensor: Tensor | undefined): Float32Array {
  return (tensor?.data ?? new Float32Array(0)) as Float32Array;
}
