// A round of the prefix walk on one row of the cache: all its tokens side by side, each looking at the spine's cells that its
// sequence shares and at its own ancestors in the batch. Afterwards the row holds the new spine.

import type { RequestLimits } from "../../scheduler/check-request.ts";
import type { CellEdit, PackedBatch } from "../../scheduler/round-batch.ts";
import type { RoundDevice } from "../../scheduler/score-flow.ts";
import { roundRows, roundSequences, roundTokens } from "../memory-plan.ts";
import type { Decoder, DecoderBatch } from "./decoder.ts";
import { hidden, type KeyLayout } from "./key-layout.ts";

/** Row of the cache that scoring uses. */
const row = 0;

/** Rounds of the prefix walk, of several sequences where the graph's attention allows it. */
export function roundDevice(
  decoder: Decoder,
  { contextSize, vocabularySize, sharing }: RequestLimits & { sharing: boolean },
): RoundDevice {
  const { cache, abilities } = decoder;
  // Without a cache a sequence cannot be cut into rounds.
  const whole = { tokens: contextSize, rows: contextSize, sequences: 1, sharing: false };
  const rounds = {
    tokens: roundTokens,
    rows: roundRows(vocabularySize),
    sequences: abilities.tree ? roundSequences : 1,
    sharing,
  };
  // One key less than permitted: a run without a past is given a hidden one.
  const cells = Math.min(contextSize + roundTokens, decoder.mostKeys(contextSize) - 1);
  return {
    contextSize,
    vocabularySize,
    rounds: { ...(cache === null ? whole : rounds), cells },
    compute: (batch) => computeRound(decoder, batch),
  };
}

/** Log-probabilities in the order of the batch's targets. */
export async function computeRound(decoder: Decoder, batch: PackedBatch): Promise<Float32Array> {
  if (batch.tokens.length === 0) return new Float32Array(0);
  const { cache } = decoder;
  const shared = sharedCells(batch.before);
  const last = lastSequence(batch);
  if (cache !== null) cache.lengths[row] = Math.min(cache.lengths[row] as number, Math.max(0, ...shared.values()));
  const { logProbs } = await decoder.run({
    first: row,
    count: 1,
    length: batch.tokens.length,
    tokens: batch.tokens,
    positions: batch.positions,
    ...(decoder.abilities.tree && { bias: (layout: KeyLayout) => treeBias(batch, shared, layout) }),
    store: cache === null ? [] : spineRuns(batch, last),
    ask: askOf(batch),
  });
  if (cache !== null) cache.lengths[row] = spineLength(batch, last, shared);
  return logProbs;
}

/** Cells of the spine that each sequence of the round goes on from. */
function sharedCells(before: readonly CellEdit[]): Map<number, number> {
  const shared = new Map<number, number>();
  for (const edit of before) {
    if (edit.kind === "remove") shared.set(edit.sequence, edit.from);
    if (edit.kind === "copy") shared.set(edit.target, edit.to);
  }
  return shared;
}

/** The sequence that computes last stays. */
function lastSequence({ sequences, sequenceOffsets, tokens }: PackedBatch): number {
  return sequences[sequenceOffsets[tokens.length - 1] as number] as number;
}

function belongsTo(batch: PackedBatch, token: number, sequence: number): boolean {
  const start = batch.sequenceOffsets[token] as number;
  return batch.sequences.subarray(start, batch.sequenceOffsets[token + 1]).includes(sequence);
}

/** The last sequence's tokens of the round, as runs of neighbours: those of a sequence come in the order of their positions. */
function spineRuns(batch: PackedBatch, last: number): DecoderBatch["store"] {
  const runs: DecoderBatch["store"] = [];
  for (let i = 0; i < batch.tokens.length; i++) {
    if (!belongsTo(batch, i, last)) continue;
    const cell = batch.positions[i] as number;
    const run = runs.at(-1);
    if (run !== undefined && run.from + run.count === i && run.cell + run.count === cell) run.count++;
    else runs.push({ batchRow: 0, from: i, count: 1, cell });
  }
  return runs;
}

function spineLength(batch: PackedBatch, last: number, shared: ReadonlyMap<number, number>): number {
  const end = (batch.positions.at(-1) as number) + 1;
  return Math.max(end, shared.get(last) ?? 0);
}

function treeBias(
  batch: PackedBatch,
  shared: ReadonlyMap<number, number>,
  { fresh: [fresh = 0], keys }: KeyLayout,
): Float32Array {
  const { tokens, sequences, sequenceOffsets } = batch;
  const bias = new Float32Array(tokens.length * keys).fill(hidden);
  const ancestors = new Map<number, number[]>(); // of each sequence, in the order of the batch
  for (let i = 0; i < tokens.length; i++) {
    const own = sequences[sequenceOffsets[i] as number] as number;
    for (let k = sequenceOffsets[i] as number; k < (sequenceOffsets[i + 1] as number); k++) {
      const sequence = sequences[k] as number;
      const list = ancestors.get(sequence);
      if (list === undefined) ancestors.set(sequence, [i]);
      else list.push(i);
    }
    const line = i * keys;
    bias.fill(0, line, line + (shared.get(own) ?? 0));
    for (const ancestor of ancestors.get(own) as number[]) bias[line + fresh + ancestor] = 0;
  }
  return bias;
}

function askOf({ rows, targetOffsets, targets }: PackedBatch): DecoderBatch["ask"] {
  const pairs = [...rows.keys()].flatMap((position) =>
    [...targets.subarray(targetOffsets[position], targetOffsets[position + 1])].map((token) => ({ position, token })),
  );
  return { positions: [...rows], targets: pairs, draws: [], candidates: 1, logits: false };
}
