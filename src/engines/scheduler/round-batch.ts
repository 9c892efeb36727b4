// A round of the prefix walk as one packed batch: which cells to copy and drop, which sequences a token belongs to, which
// positions are asked for what.

import { askedAt, type Leaf, type RoundPart } from "./prefix-leaves.ts";

/** An edit of the cells before a batch is computed, or after it. `to`: one past the last position; -1: to the end. */
export type CellEdit =
  | { kind: "clear" }
  | { kind: "remove"; sequence: number; from: number }
  | { kind: "copy"; sequence: number; target: number; to: number };

export interface PackedBatch {
  before: CellEdit[];
  after: CellEdit[];
  tokens: Int32Array;
  positions: Int32Array;
  /** `[tokens + 1]`: where each token's sequences begin in `sequences`. */
  sequenceOffsets: Int32Array;
  sequences: Int32Array;
  /** Tokens of the batch that are asked for something. */
  rows: Int32Array;
  /** `[rows + 1]` */
  targetOffsets: Int32Array;
  targets: Int32Array;
}

/** A part that computes something, and the sequence it is computed on. */
export interface PlacedPart extends RoundPart {
  sequence: number;
}

/** @param spine Sequence that holds what the first part goes on from. */
export function packRound(
  parts: readonly RoundPart[],
  { sequences, spine }: { sequences: number; spine: number },
): { batch: PackedBatch; last: PlacedPart | undefined } {
  const placed = placeParts(parts, sequences, spine);
  const last = placed.at(-1);
  const batch = {
    before: cellsBefore(parts, placed),
    after: placed.slice(0, -1).map(({ sequence }): CellEdit => ({ kind: "remove", sequence, from: 0 })),
    ...packTokens(parts, placed),
  };
  return { batch, last };
}

/** The first part goes on with the spine's sequence, the others take free ones. */
function placeParts(parts: readonly RoundPart[], sequences: number, spine: number): PlacedPart[] {
  const computing = parts.filter(({ start, end }) => end > start);
  const free = Array.from({ length: sequences }, (_, i) => i).filter((sequence) => sequence !== spine);
  return computing.map((part, i) => ({ ...part, sequence: i === 0 ? spine : (free[i - 1] as number) }));
}

/** The spine is cut back to what the first part shares with it; the others get what they share with it. */
function cellsBefore(parts: readonly RoundPart[], placed: readonly PlacedPart[]): CellEdit[] {
  const [first, ...others] = placed;
  if (first === undefined) return [];
  const copies: CellEdit[] = [];
  let shared = first.start;
  let next = parts.findIndex(({ leaf }) => leaf === first.leaf) + 1;
  for (const { leaf, sequence } of others) {
    for (; parts[next - 1]?.leaf !== leaf; next++) shared = Math.min(shared, (parts[next] as RoundPart).leaf.shared);
    if (shared > 0) copies.push({ kind: "copy", sequence: first.sequence, target: sequence, to: shared });
  }
  return [{ kind: "remove", sequence: first.sequence, from: first.start }, ...copies];
}

function packTokens(parts: readonly RoundPart[], placed: readonly PlacedPart[]) {
  const sequenceOf = new Map<Leaf, number>(placed.map(({ leaf, sequence }) => [leaf, sequence]));
  const tokens: number[] = [];
  const positions: number[] = [];
  const sequenceOffsets = [0];
  const sequences: number[] = [];
  const rows: number[] = [];
  const targetOffsets = [0];
  const targets: number[] = [];
  for (const [i, { leaf, start, end }] of parts.entries()) {
    if (end === start) continue;
    const sharers = laterSharers(parts, i, sequenceOf);
    let count = sharers.length;
    for (let position = start; position < end; position++) {
      while (count > 0 && (sharers[count - 1] as Sharer).shared <= position) count--;
      sequences.push(sequenceOf.get(leaf) as number);
      for (let k = 0; k < count; k++) sequences.push((sharers[k] as Sharer).sequence);
      sequenceOffsets.push(sequences.length);
      const asked = askedAt(leaf, position);
      if (asked.length > 0) {
        rows.push(tokens.length);
        targets.push(...asked);
        targetOffsets.push(targets.length);
      }
      tokens.push(leaf.request.tokens[position] as number);
      positions.push(position);
    }
  }
  return {
    tokens: Int32Array.from(tokens),
    positions: Int32Array.from(positions),
    sequenceOffsets: Int32Array.from(sequenceOffsets),
    sequences: Int32Array.from(sequences),
    rows: Int32Array.from(rows),
    targetOffsets: Int32Array.from(targetOffsets),
    targets: Int32Array.from(targets),
  };
}

interface Sharer {
  sequence: number;
  /** Tokens it has in common with the part; never more than those of a sharer before it. */
  shared: number;
}

/** Later parts of the round that share new tokens of part `index`. */
function laterSharers(parts: readonly RoundPart[], index: number, sequenceOf: ReadonlyMap<Leaf, number>): Sharer[] {
  const { start } = parts[index] as RoundPart;
  const sharers: Sharer[] = [];
  let shared = Infinity;
  for (let j = index + 1; j < parts.length; j++) {
    const { leaf } = parts[j] as RoundPart;
    shared = Math.min(shared, leaf.shared);
    if (shared <= start) break;
    const sequence = sequenceOf.get(leaf);
    if (sequence !== undefined) sharers.push({ sequence, shared });
  }
  return sharers;
}
