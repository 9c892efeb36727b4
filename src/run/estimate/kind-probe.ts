// What a probe saw of one kind of dataset.

import type { Observation } from "../../plan/cost.ts";

/** How long one answer was, and the most tokens it was allowed in the probe. */
export interface ObservedOutput {
  /** Counted from 0. */
  portion: number;
  tokens: number;
  allowed: number;
  /** It ended by itself, or at the length that the run allows too. */
  ended: boolean;
}

export interface KindProbe {
  rows: number;
  observations: Observation[];
  /** Of generated rows. */
  outputs: ObservedOutput[];
}
