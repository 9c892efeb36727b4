// The rounds of scoring on a llama.cpp context: one native step each.

import type { RequestLimits } from "../scheduler/check-request.ts";
import type { PackedBatch } from "../scheduler/round-batch.ts";
import type { RoundDevice } from "../scheduler/score-flow.ts";
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
  isLong: boolean;
  signal: AbortSignal | undefined;
}

export async function openRounds(options: ScoreContext): Promise<RoundDevice> {
  const { contexts, steps, canRollBack, sharing, isLong, signal, contextSize, vocabularySize } = options;
  const { context, params } = await contexts.open({ purpose: "score", isLong });
  const { nBatch, nCtx, nSeqMax, nOutputsMax } = params;
  applyEdits(context, [{ kind: "clear" }]);
  return {
    contextSize,
    vocabularySize,
    rounds: { tokens: nBatch, rows: nOutputsMax, sequences: nSeqMax, cells: nCtx, sharing: sharing && canRollBack },
    compute: async (batch) => {
      applyEdits(context, batch.before);
      const { logProbs } = await steps.run(context, nativeBatch(batch), { signal }).catch((error: unknown) => {
        throw engineError(`compute ${batch.tokens.length} tokens`, error);
      });
      applyEdits(context, batch.after);
      return logProbs;
    },
  };
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
