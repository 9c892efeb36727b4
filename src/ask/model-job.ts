// A model and what it is to be asked, as the job of whoever asks: the same for a run, a job of a cluster and a comparison.

import { writtenTokenCost } from "../plan/cost.ts";
import { goldOf, type OpenedDataset } from "../plan/open-dataset.ts";
import type { PlannedDataset, PlannedModel } from "../plan/plan.ts";
import type { ResolvedDataset } from "../plan/resolve.ts";
import type { ModelJob, OpenTask } from "./infer/messages.ts";
import { workersAsked } from "./pool/find-workers.ts";
import type { Asking } from "./row-sink.ts";

type AskedModel = Pick<PlannedModel, "model" | "contextSize" | "parallelSequences" | "threads">;

export function modelJob(
  { model, contextSize, parallelSequences, threads }: AskedModel,
  asked: Omit<ModelJob, "model" | "contextSize" | "parallelSequences" | "threads" | "workers">,
  limits: Omit<Parameters<typeof workersAsked>[1], "keepThreads">,
): ModelJob {
  const workers = workersAsked(model, { ...limits, keepThreads: asked.invocation.deterministic === true });
  return { ...asked, model: model.config.abbr, contextSize, parallelSequences, threads, workers };
}

/** The rows of a dataset that are asked at all, of which some may be stored. */
export function taskOf(
  planned: Pick<PlannedModel, "work">,
  { dataset: { id }, rows, unasked }: PlannedDataset,
  known: Pick<OpenTask, "done" | "data" | "identity">,
): OpenTask {
  return {
    dataset: id,
    from: 0,
    to: rows,
    ...(unasked && { settled: unasked }),
    ...known,
    ...kindAndCost(planned, id),
  };
}

/** The references of rows of these datasets. */
export function goldsOf(
  datasets: readonly { dataset: Pick<ResolvedDataset, "id" | "config">; opened: Pick<OpenedDataset, "splits"> }[],
): Asking["gold"] {
  return ({ dataset: id, row }) => {
    const found = datasets.find(({ dataset }) => dataset.id === id);
    return found === undefined ? null : goldOf(found.opened.splits, found.dataset.config, row);
  };
}

/** What those who cut and deal out work have to know. @param id Of a dataset that was planned with the model. */
export function kindAndCost({ work }: Pick<PlannedModel, "work">, id: string): Pick<OpenTask, "kind" | "cost"> {
  const expected = work.find(({ dataset }) => dataset === id);
  if (expected === undefined) throw new Error(`dataset ${id} was not planned`);
  const { generates, sharedTokens, rowTokens, outputAtMost } = expected;
  const written = generates ? outputAtMost * writtenTokenCost : 0;
  return { kind: generates ? "generate" : "score", cost: { prefix: sharedTokens, row: rowTokens + written } };
}
