// Log-probabilities of given tokens: windows of requests, planned as rounds over their prefix tree, one native step a round.

import type { ScoreRequest, ScoreResult } from "../../core/request.ts";
import { checkScoreRequest, type RequestLimits } from "../scheduler/check-request.ts";
import { PrefixRounds, type Round, type RoundLimits, type Spine } from "../scheduler/prefix-rounds.ts";
import type { RequestFlow } from "../scheduler/request-flow.ts";
import type { PackedBatch } from "../scheduler/round-batch.ts";
import { fillWindow } from "../scheduler/window.ts";
import type { Batch } from "./addon.ts";
import type { ContextHolder } from "./context-holder.ts";
import { engineError } from "./native-error.ts";
import { applyEdits, type Steps } from "./steps.ts";

export interface ScoreContext extends RequestLimits {
  contexts: ContextHolder;
  steps: Steps;
  /** False for models whose state cannot be cut back (recurrent ones): they share nothing. */
  canRollBack: boolean;
  sharing: boolean;
  signal: AbortSignal | undefined;
}

export async function* scoreFlow(flow: RequestFlow<ScoreRequest>, options: ScoreContext): AsyncGenerator<ScoreResult> {
  const step = await openStep(options);
  let spine: Spine = { sequence: 0, tokens: new Int32Array(0) };
  for (;;) {
    const window = await fillWindow(flow);
    if (window.length === 0) return;
    for (const request of window) checkScoreRequest(request, options);
    const rounds = new PrefixRounds(window, spine, step.limits);
    yield* runRounds(rounds, step);
    spine = rounds.spine;
  }
}

interface Step {
  limits: RoundLimits;
  compute: (round: Round) => Promise<Float32Array>;
}

async function openStep({ contexts, steps, canRollBack, sharing, signal }: ScoreContext): Promise<Step> {
  const { context, params } = await contexts.open("score");
  const { nBatch, nCtx, nSeqMax, nOutputsMax } = params;
  applyEdits(context, [{ kind: "clear" }]);
  return {
    limits: { tokens: nBatch, rows: nOutputsMax, sequences: nSeqMax, cells: nCtx, sharing: sharing && canRollBack },
    compute: async ({ batch }) => {
      if (batch.tokens.length === 0) return new Float32Array(0);
      applyEdits(context, batch.before);
      const { logProbs } = await steps.run(context, nativeBatch(batch), { signal }).catch((error: unknown) => {
        throw engineError(`compute ${batch.tokens.length} tokens`, error);
      });
      applyEdits(context, batch.after);
      return logProbs;
    },
  };
}

/** The next round is planned while one is computed. */
async function* runRounds(rounds: PrefixRounds, step: Step): AsyncGenerator<ScoreResult> {
  let round = rounds.plan();
  while (round !== null) {
    const computing = step.compute(round);
    const next = rounds.plan();
    yield* rounds.collect(round, await computing);
    round = next;
  }
}

function nativeBatch(batch: PackedBatch): Batch {
  return {
    tokens: batch.tokens,
    positions: batch.positions,
    seqOffsets: batch.sequenceOffsets,
    seqIds: batch.sequences,
    rows: batch.rows,
    targetOffsets: batch.targetOffsets,
    targets: batch.targets,
    drawRows: new Int32Array(0),
    samplers: [],
    banEnd: new Uint8Array(0),
  };
}
