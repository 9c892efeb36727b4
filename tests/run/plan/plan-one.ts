import type { ModelFile } from "../../../src/run/plan/model-files.ts";
import type { PlannedDataset, PlannedModel, PlanOptions } from "../../../src/run/plan/plan.ts";
import { planModels } from "../../../src/run/plan/plan-models.ts";

/** One model, of a run that has no other. */
export async function planOne(
  model: ModelFile,
  datasets: readonly PlannedDataset[],
  options: PlanOptions = {},
): Promise<PlannedModel> {
  const [planned] = (await planModels([model], datasets, options)).models;
  if (planned === undefined) throw new Error("nothing was planned");
  return planned;
}
