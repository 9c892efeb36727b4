// The rounds of the prefix walk, executed on simulated cells: what a position sees must be exactly what stands before it in
// every request that asks it, whatever the tree's shape and however little room there is.

import { expect, test } from "vitest";
import type { ScoreRequest, ScoreResult } from "../../src/core/request.ts";
import { PrefixRounds, type RoundLimits, type Spine } from "../../src/engines/scheduler/prefix-rounds.ts";
import type { PackedBatch } from "../../src/engines/scheduler/round-batch.ts";
import { randomTree, seededRandom, shuffled } from "../contracts/random.ts";

const roomy: RoundLimits = { tokens: 64, rows: 64, sequences: 16, cells: 1000, sharing: true };

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  "random trees: every score sees its own prefix, every token is computed once (%i)",
  (seed) => {
    const random = seededRandom(seed);
    const requests = requestsOf(randomTree(random, { count: 80, vocabulary: 2 + seed }), random);
    const { results, computed } = run(requests, roomy);
    expect(results).toEqual(expected(requests));
    expect(computed).toBe(distinctPositions(requests));
  },
);

test.each([
  ["one token at a time", { tokens: 1 }],
  ["few rows", { rows: 1 }],
  ["one sequence", { sequences: 1 }],
  ["two sequences", { sequences: 2, tokens: 7 }],
])("the room of a round changes nothing: %s", (_name, room) => {
  const random = seededRandom(11);
  const requests = requestsOf(randomTree(random, { count: 60, vocabulary: 3 }), random);
  const { results, computed } = run(requests, { ...roomy, ...room });
  expect(results).toEqual(expected(requests));
  expect(computed).toBe(distinctPositions(requests));
});

test("hardly more cells than the longest request has tokens are enough", () => {
  const random = seededRandom(12);
  const requests = requestsOf(randomTree(random, { count: 60, vocabulary: 3 }), random);
  const cells = Math.max(...requests.map(({ tokens }) => tokens.length));
  const { results, computed } = run(requests, { ...roomy, cells });
  expect(results).toEqual(expected(requests));
  expect(computed).toBe(distinctPositions(requests));
});

test("without sharing every request is computed whole", () => {
  const random = seededRandom(5);
  const requests = requestsOf(randomTree(random, { count: 30, vocabulary: 3 }), random);
  const { results, computed } = run(requests, { ...roomy, sharing: false });
  expect(results).toEqual(expected(requests));
  const whole = requests.filter(({ tokens, from }) => from < tokens.length);
  expect(computed).toBe(whole.reduce((sum, { tokens }) => sum + tokens.length - 1, 0));
});

test("a window goes on from the cells of the one before", () => {
  const prefix = [5, 6, 7, 8];
  const spine: Spine = { sequence: 3, tokens: Int32Array.from([...prefix, 9]) };
  const requests = [1, 2].map((token, index) => ({
    index,
    tokens: Int32Array.from([...prefix, token, token]),
    from: 4,
  }));
  const { results, computed } = run(requests, roomy, spine);
  expect(results).toEqual(expected(requests));
  expect(computed).toBe(1 + 2); // position 3 again, for its logits, and two new tokens
});

test("requests that ask for nothing are answered without a computation", () => {
  const requests = [[1], [1, 2, 3]].map((tokens, index) => ({
    index,
    tokens: Int32Array.from(tokens),
    from: tokens.length,
  }));
  const { results, computed } = run(requests, roomy);
  expect(results.map(({ logProbs }) => logProbs.length)).toEqual([0, 0]);
  expect(computed).toBe(0);
});

function run(requests: ScoreRequest[], limits: RoundLimits, spine: Spine = { sequence: 0, tokens: new Int32Array(0) }) {
  const cells = new SimulatedCells(limits, spine);
  const rounds = new PrefixRounds(requests, spine, limits);
  const results: ScoreResult[] = [];
  for (let round = rounds.plan(); round !== null; round = rounds.plan()) {
    expect(round.batch.tokens.length).toBeLessThanOrEqual(limits.tokens);
    expect(round.batch.rows.length).toBeLessThanOrEqual(limits.rows);
    results.push(...rounds.collect(round, cells.compute(round.batch)));
  }
  return { results: results.sort((a, b) => a.index - b.index), computed: cells.computed };
}

/** Unified cells as llama.cpp has them: a token at a position that belongs to some sequences. */
class SimulatedCells {
  computed = 0;
  readonly #limits: RoundLimits;
  #cells: { token: number; position: number; sequences: Set<number> }[];

  constructor(limits: RoundLimits, spine: Spine) {
    this.#limits = limits;
    this.#cells = Array.from(spine.tokens, (token, position) => ({
      token,
      position,
      sequences: new Set([spine.sequence]),
    }));
  }

  /** Log-probabilities are a fingerprint of the tokens that the position sees and of the target. */
  compute(batch: PackedBatch): Float32Array {
    this.#edit(batch.before);
    const logProbs: number[] = [];
    for (const [i, token] of batch.tokens.entries()) {
      const position = batch.positions[i] as number;
      const sequences = [...batch.sequences.subarray(batch.sequenceOffsets[i], batch.sequenceOffsets[i + 1])];
      expect(sequences.length).toBeGreaterThan(0);
      // llama.cpp refuses a sequence whose positions are not consecutive.
      for (const sequence of sequences) expect(this.#seen(sequence)).toHaveLength(position);
      this.#cells.push({ token, position, sequences: new Set(sequences) });
      this.computed++;
      const row = batch.rows.indexOf(i);
      if (row === -1) continue;
      const seen = sequences.map((sequence) => this.#seen(sequence).join(" "));
      expect(new Set(seen).size).toBe(1);
      for (let t = batch.targetOffsets[row] as number; t < (batch.targetOffsets[row + 1] as number); t++)
        logProbs.push(fingerprint(seen[0] as string, batch.targets[t] as number));
    }
    expect(this.#cells.length).toBeLessThanOrEqual(this.#limits.cells);
    this.#edit(batch.after);
    return Float32Array.from(logProbs);
  }

  #edit(edits: PackedBatch["before"]): void {
    for (const edit of edits) {
      for (const { position, sequences } of this.#cells) {
        if (edit.kind === "remove" && position >= edit.from) sequences.delete(edit.sequence);
        if (edit.kind === "copy" && position < edit.to && sequences.has(edit.sequence)) sequences.add(edit.target);
      }
    }
    this.#cells = this.#cells.filter(({ sequences }) => sequences.size > 0);
  }

  #seen(sequence: number): number[] {
    const own = this.#cells.filter(({ sequences }) => sequences.has(sequence));
    return own.sort((a, b) => a.position - b.position).map(({ token }) => token);
  }
}

function expected(requests: readonly ScoreRequest[]): ScoreResult[] {
  return requests.map(({ index, tokens, from }) => ({
    index,
    logProbs: Float32Array.from(tokens.subarray(from), (token, k) =>
      fingerprint(tokens.subarray(0, from + k).join(" "), token),
    ),
  }));
}

function fingerprint(seen: string, target: number): number {
  let hash = target;
  for (const character of seen) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) | 0;
  return Math.fround(hash);
}

function distinctPositions(requests: readonly ScoreRequest[]): number {
  const paths = requests.filter(({ tokens, from }) => from < tokens.length).map(({ tokens }) => tokens.subarray(0, -1));
  return new Set(paths.flatMap((path) => Array.from(path, (_, i) => path.subarray(0, i + 1).join(" ")))).size;
}

function requestsOf(sequences: Int32Array[], random: () => number): ScoreRequest[] {
  const requests = sequences.map((tokens, index) => ({
    index,
    tokens,
    from: 1 + Math.floor(random() * tokens.length),
  }));
  return shuffled(requests, random).sort((a, b) => a.index - b.index);
}
