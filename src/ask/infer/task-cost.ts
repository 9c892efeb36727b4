// What those who cut and deal out work have to know of a dataset, from the plan's estimate.

import { writtenTokenCost } from "../../plan/cost.ts";
import type { PlannedModel } from "../../plan/plan.ts";
import type { OpenTask } from "./messages.ts";

/** @param id Of a dataset that was planned with the model. */
export function kindAndCost({ work }: Pick<PlannedModel, "work">, id: string): Pick<OpenTask, "kind" | "cost"> {
  const expected = work.find(({ dataset }) => dataset === id);
  if (expected === undefined) throw new Error(`dataset ${id} was not planned`);
  const { generates, sharedTokens, rowTokens, outputAtMost } = expected;
  const written = generates ? outputAtMost * writtenTokenCost : 0;
  return { kind: generates ? "generate" : "score", cost: { prefix: sharedTokens, row: rowTokens + written } };
}
