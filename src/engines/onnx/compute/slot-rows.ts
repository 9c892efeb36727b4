// The slots of generation on the rows of the cache. Single tokens of all slots are one batch, and so are prompts of one length where
// the graph takes them side by side. A graph without past reads each text whole.

import type { EngineInfo } from "../../engine.ts";
import type { RequestLimits } from "../../scheduler/check-request.ts";
import { bansEnd, type DrawnTokens, type GenerateJob, type SlotDevice } from "../../scheduler/generate-flow.ts";
import type { CellEdit } from "../../scheduler/round-batch.ts";
import type { SlotShare } from "../../scheduler/slots.ts";
import type { Ask, Decoder, DecoderResult } from "./decoder.ts";
import { Sampler } from "./sampler.ts";

type Share = SlotShare<GenerateJob<Sampler>>;

/** @param check Throws where nothing more is wanted; asked before every run. */
export function slotDevice(
  decoder: Decoder,
  {
    tokenizer,
    ...info
  }: RequestLimits &
    Pick<EngineInfo, "parallelSequences"> &
    Pick<SlotDevice<Sampler>, "tokenizer"> &
    Pick<EngineInfo, "endTokenIds">,
  check: () => void,
): SlotDevice<Sampler> {
  const { contextSize, vocabularySize, parallelSequences, endTokenIds = [] } = info;
  const rows = new SlotRows(decoder, { endTokens: endTokenIds, vocabularySize });
  return {
    contextSize,
    vocabularySize,
    slots: parallelSequences,
    batchTokens: contextSize,
    // Without a cache there is nothing to copy from a neighbour.
    canRollBack: decoder.cache !== null,
    tokenizer,
    edit: (edits) => rows.edit(edits),
    createSampler: (sampling, prompt) => new Sampler(sampling, prompt),
    step: (shares) => rows.step(shares, check),
  };
}

class SlotRows {
  readonly #decoder: Decoder;
  readonly #endTokens: ReadonlySet<number>;
  readonly #vocabularySize: number;

  constructor(
    decoder: Decoder,
    { endTokens, vocabularySize }: { endTokens: readonly number[]; vocabularySize: number },
  ) {
    this.#decoder = decoder;
    this.#endTokens = new Set(endTokens);
    this.#vocabularySize = vocabularySize;
  }

  edit(edits: readonly CellEdit[]): void {
    const { cache } = this.#decoder;
    if (cache === null) return;
    for (const edit of edits) {
      if (edit.kind === "clear") cache.lengths.fill(0);
      else if (edit.kind === "copy") cache.copy(edit.sequence, edit.target);
      else cache.lengths[edit.sequence] = Math.min(edit.from, cache.lengths[edit.sequence] as number);
    }
  }

  /** @param check Throws where nothing more is wanted; asked before every run. */
  async step(shares: readonly Share[], check: () => void): Promise<DrawnTokens> {
    const drawn: number[] = [];
    const gaps: number[] = [];
    for (const group of this.#groups(shares)) {
      check();
      const result = await this.#run(group);
      const drawing = group.filter(({ draws }) => draws);
      for (const [i, share] of drawing.entries()) {
        const { token, gap } = this.#choose(share, result, { draw: i, draws: drawing.length });
        drawn.push(token);
        gaps.push(gap);
      }
    }
    return { drawn, gaps };
  }

  /** In the order of the shares, so that what is drawn keeps it. */
  #groups(shares: readonly Share[]): Share[][] {
    const { cache, abilities, batchesPrompts } = this.#decoder;
    if (cache === null || !abilities.padded) return shares.map((share) => [share]);
    if (shares.every(({ tokens }) => tokens.length === 1)) return [[...shares]];
    const groups: Share[][] = [];
    for (const share of shares) {
      const group = groups.at(-1);
      if (batchesPrompts && group !== undefined && goesOn(group, share)) group.push(share);
      else groups.push([share]);
    }
    return groups;
  }

  #run(group: readonly Share[]): Promise<DecoderResult> {
    const { cache } = this.#decoder;
    const [share] = group as [Share];
    if (cache === null) {
      const tokens = [...share.slot.cells, ...share.tokens];
      return this.#runRows({ first: 0, count: 1, length: tokens.length }, [{ ...share, tokens, firstPosition: 0 }]);
    }
    const rows = group.map(({ slot }) => slot.sequence);
    const first = Math.min(...rows);
    return this.#runRows({ first, count: Math.max(...rows) - first + 1, length: share.tokens.length }, group);
  }

  /** Rows between those of the group go along idly: what they compute is not kept. */
  #runRows(shape: { first: number; count: number; length: number }, group: readonly Share[]): Promise<DecoderResult> {
    const { first, count, length } = shape;
    const { cache } = this.#decoder;
    const tokens = new Int32Array(count * length);
    const positions = Int32Array.from({ length: count * length }, (_, i) => {
      return (cache?.lengths[first + Math.floor(i / length)] ?? 0) + (i % length);
    });
    for (const share of group) tokens.set(share.tokens, this.#batchRow(share, first) * length);
    return this.#decoder.run({
      ...shape,
      tokens,
      positions,
      store:
        cache === null
          ? []
          : group.map((share) => {
              return { batchRow: this.#batchRow(share, first), from: 0, count: length, cell: share.firstPosition };
            }),
      ask: this.#ask(
        group.filter(({ draws }) => draws).map((share) => ({ share, row: this.#batchRow(share, first) })),
        length,
      ),
    });
  }

  #batchRow({ slot }: Share, first: number): number {
    return this.#decoder.cache === null ? 0 : slot.sequence - first;
  }

  #ask(drawing: readonly { share: Share; row: number }[], length: number): Ask {
    const needs = drawing.map(({ share }) => this.#candidates(share));
    const most = Math.max(0, ...needs.map((need) => need ?? 0)) + this.#endTokens.size;
    return {
      positions: drawing.map(({ row }) => (row + 1) * length - 1),
      targets: [],
      draws: drawing.map((_, i) => i),
      candidates: Math.min(this.#vocabularySize, Math.max(2, most)),
      logits: needs.includes(null),
    };
  }

  /** The two best tell how close the choice was. */
  #candidates({ slot }: Share): number | null {
    const sampler = slot.job?.sampler ?? null;
    if (sampler === null) return 2;
    const wanted = sampler.candidates;
    return wanted === null ? null : Math.max(2, wanted);
  }

  #choose(
    { slot }: Share,
    result: DecoderResult,
    { draw, draws }: { draw: number; draws: number },
  ): { token: number; gap: number } {
    const job = slot.job as GenerateJob<Sampler>;
    const banned = bansEnd(job) ? this.#endTokens : noTokens;
    const count = result.bestTokens.length / draws;
    const candidates = Array.from({ length: count }, (_, k) => ({
      token: result.bestTokens[draw * count + k] as number,
      logit: result.bestLogits[draw * count + k] as number,
    })).filter(({ token }) => !banned.has(token));
    const [best, second] = candidates;
    const gap = (best?.logit ?? Number.NaN) - (second?.logit ?? Number.NaN);
    if (job.sampler === null)
      return { token: best !== undefined && Number.isFinite(best.logit) ? best.token : -1, gap };
    if (job.sampler.candidates !== null) {
      const logits = candidates.map(({ logit }) => logit);
      return { token: job.sampler.draw(logits, (k) => candidates[k]?.token ?? -1), gap };
    }
    const { logits } = result;
    const size = this.#vocabularySize;
    const row = logits?.slice(draw * size, (draw + 1) * size) ?? new Float32Array(0);
    return { token: job.sampler.drawFromAll(row, banned), gap };
  }
}

/** Prompts of neighbouring rows and of one length, as long as they are few tokens together. */
function goesOn(group: readonly Share[], { slot, tokens }: Share): boolean {
  const last = group.at(-1) as Share;
  const isNeighbour = slot.sequence === last.slot.sequence + 1 && tokens.length === last.tokens.length;
  return isNeighbour && (group.length + 1) * tokens.length <= mostPromptTokens;
}

const mostPromptTokens = 1024;

const noTokens: ReadonlySet<number> = new Set();
