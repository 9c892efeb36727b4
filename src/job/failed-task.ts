// A dataset of a model that has no score, or not all of its rows behind it, and why.

import type { AffectedRows } from "./affected-rows.ts";

export interface FailedTask {
  model: string;
  dataset: string;
  reason: string;
  hint?: string | undefined;
  /** Absent where what failed is not about rows. */
  affected?: AffectedRows | undefined;
  /** Its files cannot be read, or its model cannot be asked: told together with others before anything was asked. */
  isRefused?: boolean | undefined;
  /** What it lacks is its evaluation, as far as is known. */
  needsEvaluation?: true;
}
