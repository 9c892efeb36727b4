// What partitioners and the balance need to know of the rows that are still to be asked: what they cost, by the plan's own estimate.

import type { PlannedModel } from "../../plan/plan.ts";
import { kindAndCost } from "../model-job.ts";
import type { RowBook } from "../row-book.ts";
import type { OpenDataset } from "./cut-shards.ts";

/** Costs are in prompt tokens. */
export function openDatasets(planned: Pick<PlannedModel, "work" | "datasets">, book: RowBook): OpenDataset[] {
  return planned.datasets.map(({ dataset: { id, config } }) => {
    const { prefix: prefixCost, row: rowCost } = kindAndCost(planned, id).cost;
    const { promptTemplate, iceTemplate } = config.infer;
    const template = (promptTemplate ?? iceTemplate)?.template ?? "";
    return { dataset: id, rows: book.openRows(id), prefixCost, rowCost, template };
  });
}
