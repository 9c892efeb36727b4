// What partitioners and the balance need to know of the rows that are still to be asked: what they cost, by the plan's own estimate.

import { writtenTokenCost } from "../estimate/cost.ts";
import type { PlannedDataset, PlannedModel } from "../plan.ts";
import type { OpenDataset } from "./cut-shards.ts";

/** Costs are in prompt tokens. @param rowsOf The rows of a dataset that are to be asked. */
export function openDatasets(
  { work }: Pick<PlannedModel, "work">,
  datasets: readonly PlannedDataset[],
  rowsOf: (dataset: string) => readonly number[],
): OpenDataset[] {
  return datasets.map(({ dataset }) => {
    const expected = work.find((other) => other.dataset === dataset.id);
    const written = expected?.generates ? expected.outputAtMost * writtenTokenCost : 0;
    const { promptTemplate, iceTemplate } = dataset.config.infer;
    return {
      dataset: dataset.id,
      rows: rowsOf(dataset.id),
      prefixCost: expected?.sharedTokens ?? 0,
      rowCost: (expected?.rowTokens ?? 1) + written,
      template: (promptTemplate ?? iceTemplate)?.template ?? "",
    };
  });
}
