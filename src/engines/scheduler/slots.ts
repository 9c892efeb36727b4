// Sequences that generate side by side, as a table: which request each works on, which tokens its cells hold, and what it
// computes next. A prefix that another slot holds, or is about to compute, is copied instead of computed again.

import type { GenerateRequest } from "../../core/request.ts";
import { commonPrefix } from "../../core/token-sequence.ts";
import type { CellEdit } from "./round-batch.ts";

export interface SlotOptions {
  slots: number;
  /** Most tokens of a batch. */
  batchTokens: number;
  /** False for models whose state cannot be cut back (recurrent ones): they keep all of their cells or nothing. */
  canRollBack: boolean;
}

export interface Slot<Job extends SlotJob> {
  readonly sequence: number;
  /** Tokens in the cells. */
  cells: number[];
  job: Job | null;
  /** Tokens to get from another slot as soon as that has computed them. */
  awaits: { donor: Slot<Job>; length: number } | null;
}

export interface SlotJob {
  request: GenerateRequest;
  /** Prompt and generated tokens. Those behind the cells have to be computed. */
  tokens: number[];
}

/** A slot's share of a batch. Behind the last of its tokens, `draws` says whether the next one is drawn. */
export interface SlotShare<Job extends SlotJob> {
  slot: Slot<Job>;
  tokens: number[];
  firstPosition: number;
  draws: boolean;
}

/** A copy costs about as much as computing this many tokens; below, a prefix is computed again. */
const worthCopying = 16;

export class SlotTable<Job extends SlotJob> {
  readonly slots: readonly Slot<Job>[];
  readonly #options: SlotOptions;

  constructor(options: SlotOptions) {
    this.#options = options;
    this.slots = Array.from({ length: options.slots }, (_, sequence) => ({
      sequence,
      cells: [],
      job: null,
      awaits: null,
    }));
  }

  get free(): readonly Slot<Job>[] {
    return this.slots.filter(({ job }) => job === null);
  }

  get busy(): readonly (Slot<Job> & { job: Job })[] {
    return this.slots.filter((slot): slot is Slot<Job> & { job: Job } => slot.job !== null);
  }

  /** Gives a job to the free slot that holds most of its prompt. Returns the edits that cut its cells. */
  start(job: Job): CellEdit[] {
    const prompt = job.request.tokens;
    const slot = best(this.free, ({ cells }) => commonPrefix(cells, prompt));
    // The last token is computed again even where the cells hold it: its logits are gone.
    const own = this.#keep(slot, Math.min(commonPrefix(slot.cells, prompt), prompt.length - 1));
    slot.job = job;
    slot.awaits = this.#options.canRollBack ? this.#findDonor(slot, own) : null;
    if (slot.awaits === null) return cut(slot, own);
    slot.cells = [];
    return [{ kind: "remove", sequence: slot.sequence, from: 0 }];
  }

  /** Copies what slots wait for, as far as it is computed. To be asked after every batch, before jobs change. */
  copies(): CellEdit[] {
    return this.slots.flatMap((slot) => {
      if (slot.awaits === null || slot.job === null) return [];
      const { donor, length } = slot.awaits;
      const shared = commonPrefix(donor.cells, slot.job.request.tokens);
      const willGrow = donor.job !== null && commonPrefix(donor.job.tokens, slot.job.request.tokens) >= length;
      if (shared < length && willGrow) return [];
      slot.awaits = null;
      if (shared < worthCopying) return [];
      const keep = Math.min(shared, slot.job.request.tokens.length - 1);
      slot.cells = donor.cells.slice(0, keep);
      // Between streams llama.cpp copies whole sequences only.
      return [
        { kind: "copy", sequence: donor.sequence, target: slot.sequence, to: -1 },
        { kind: "remove", sequence: slot.sequence, from: keep },
      ] satisfies CellEdit[];
    });
  }

  /**
   * A batch of prompts as long as there are any, else one token for every slot. Both at once would save nothing: sequences
   * with streams of their own are computed together only as far as they bring equally many tokens.
   */
  deal(): SlotShare<Job>[] {
    // Nobody is left to wait for: the first goes on by itself.
    const [stuck] = this.busy;
    if (stuck !== undefined && this.busy.every(({ awaits }) => awaits !== null)) stuck.awaits = null;
    const working = this.busy.filter(({ awaits }) => awaits === null);
    const reading = working.filter(({ job, cells }) => job.tokens.length - cells.length > 1);
    return reading.length === 0 ? working.map((slot) => shareOf(slot, 1)) : this.#dealPrompts(reading);
  }

  /** Whole prompts in the order of the slots; a part only of one that is longer than a batch. */
  #dealPrompts(reading: readonly (Slot<Job> & { job: Job })[]): SlotShare<Job>[] {
    const { batchTokens } = this.#options;
    let left = batchTokens;
    return reading.flatMap((slot) => {
      const pending = slot.job.tokens.length - slot.cells.length;
      const count = left === batchTokens ? Math.min(pending, left) : pending;
      if (count > left) return [];
      left -= count;
      return [shareOf(slot, count)];
    });
  }

  /** The batch with these shares was computed. */
  computed(shares: readonly SlotShare<Job>[]): void {
    for (const { slot, tokens } of shares) slot.cells.push(...tokens);
  }

  #keep({ cells }: Slot<Job>, wanted: number): number {
    return this.#options.canRollBack || wanted === cells.length ? wanted : 0;
  }

  /** Another slot that holds, or whose job begins with, clearly more of the prompt than the slot's own cells. */
  #findDonor(slot: Slot<Job>, own: number): Slot<Job>["awaits"] {
    const prompt = slot.job?.request.tokens ?? new Int32Array(0);
    const others = this.slots.filter((other) => other !== slot);
    if (others.length === 0) return null;
    const promised = (other: Slot<Job>) =>
      Math.max(commonPrefix(other.cells, prompt), other.job === null ? 0 : commonPrefix(other.job.tokens, prompt));
    const donor = best(others, promised);
    const length = Math.min(promised(donor), prompt.length - 1);
    return length - own >= worthCopying ? { donor, length } : null;
  }
}

function shareOf<Job extends SlotJob>(slot: Slot<Job> & { job: Job }, count: number): SlotShare<Job> {
  const firstPosition = slot.cells.length;
  const tokens = slot.job.tokens.slice(firstPosition, firstPosition + count);
  return { slot, tokens, firstPosition, draws: firstPosition + count === slot.job.tokens.length };
}

function cut<Job extends SlotJob>(slot: Slot<Job>, keep: number): CellEdit[] {
  if (slot.cells.length === keep) return [];
  slot.cells = slot.cells.slice(0, keep);
  return [{ kind: "remove", sequence: slot.sequence, from: keep }];
}

/** The first of the items with the highest value. */
function best<Item>(items: readonly Item[], value: (item: Item) => number): Item {
  const values = items.map(value);
  return items[values.indexOf(Math.max(...values))] as Item;
}
