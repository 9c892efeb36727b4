// How much a run bears with an inference process, where neither flags nor config say otherwise.

export interface Patience {
  /** Restarts before the rows that were in flight at every death are asked one at a time. */
  retry: number;
  /** Without a step of any worker. */
  stuckAfterSeconds: number;
}

export const patience: Patience = { retry: 2, stuckAfterSeconds: 1800 };
