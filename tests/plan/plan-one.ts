import type { ModelFile } from "../../src/plan/model-files.ts";
import type { PlannedDataset, PlannedModel, PlanOptions } from "../../src/plan/plan.ts";
import { planModels } from "../../src/plan/plan-models.ts";
import { openReader } from "../../src/run/open-reader.ts";
import { invocationOf } from "../run/invocation.ts";

/** One model, of a run that has no other. */
export async function planOne(
  model: ModelFile,
  datasets: readonly PlannedDataset[],
  options: PlanOptions = {},
): Promise<PlannedModel> {
  const { signal, ...rest } = options;
  const reader = openReader({ invocation: invocationOf("/"), signal, isDebug: true });
  const [planned] = (await planModels({ models: [model], unopened: [] }, datasets, { ...rest, reader })).models;
  if (planned === undefined) throw new Error("nothing was planned");
  return planned;
}
