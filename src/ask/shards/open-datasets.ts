// What partitioners and the balance need to know of the rows that are still to be asked: what they cost, by the plan's own estimate.

import type { PlannedDataset, PlannedModel } from "../../plan/plan.ts";
import { kindAndCost } from "../infer/task-cost.ts";
import type { OpenDataset } from "./cut-shards.ts";

/** Costs are in prompt tokens. @param rowsOf The rows of a dataset that are to be asked. */
export function openDatasets(
  planned: Pick<PlannedModel, "work">,
  datasets: readonly PlannedDataset[],
  rowsOf: (dataset: string) => readonly number[],
): OpenDataset[] {
  return datasets.map(({ dataset }) => {
    const { cost } = kindAndCost(planned, dataset.id);
    const { promptTemplate, iceTemplate } = dataset.config.infer;
    return {
      dataset: dataset.id,
      rows: rowsOf(dataset.id),
      prefixCost: cost.prefix,
      rowCost: cost.row,
      template: (promptTemplate ?? iceTemplate)?.template ?? "",
    };
  });
}
