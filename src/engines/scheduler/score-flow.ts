// Log-probabilities of given tokens: windows of requests, planned as rounds over their prefix tree, one step a round.
// The numbers are those of each text alone (docs/exactness.md E16.1).

import type { ScoreRequest, ScoreResult } from "../../core/request.ts";
import { checkScoreRequest, type RequestLimits } from "./check-request.ts";
import { PrefixRounds, type Round, type RoundLimits, type Spine } from "./prefix-rounds.ts";
import type { RequestSource } from "./request-flow.ts";
import type { PackedBatch } from "./round-batch.ts";
import { fillWindow } from "./window.ts";

/** What computes: a round at a time, keeping the spine between rounds. */
export interface RoundDevice extends RequestLimits {
  rounds: RoundLimits;
  /** Log-probabilities in the order of the batch's targets. Not asked for batches without tokens. */
  compute(batch: PackedBatch): Promise<Float32Array>;
}

/** @param device Holds no tokens yet. */
export async function* scoreFlow(flow: RequestSource<ScoreRequest>, device: RoundDevice): AsyncGenerator<ScoreResult> {
  let spine: Spine = { sequence: 0, tokens: new Int32Array(0) };
  for (;;) {
    const window = await fillWindow(flow);
    if (window.length === 0) return;
    for (const request of window) checkScoreRequest(request, device);
    const rounds = new PrefixRounds(window, spine, device.rounds);
    yield* runRounds(rounds, device);
    spine = rounds.spine;
  }
}

/** The next round is planned while one is computed. */
async function* runRounds(rounds: PrefixRounds, device: RoundDevice): AsyncGenerator<ScoreResult> {
  let round = rounds.plan();
  while (round !== null) {
    const computing = compute(round, device);
    const next = rounds.plan();
    yield* rounds.collect(round, await computing);
    round = next;
  }
}

async function compute({ batch }: Round, device: RoundDevice): Promise<Float32Array> {
  return batch.tokens.length === 0 ? new Float32Array(0) : device.compute(batch);
}
