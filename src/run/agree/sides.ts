// The two sides of a comparison, each a model as a run of its own would ask it, and the datasets that both are asked.

import { isDeepStrictEqual } from "node:util";
import { UsageError } from "../../core/errors.ts";
import type { FailedTask } from "../../job/failed-task.ts";
import type { Invocation } from "../../job/invocation.ts";
import type { ModelFile } from "../../plan/model-files.ts";
import type { ModelReader } from "../../plan/model-reader.ts";
import { dateNotices } from "../../plan/notices/date-notices.ts";
import { noticesOf } from "../../plan/notices.ts";
import { type PlannedDataset, type PlannedModel, type PlanOptions, planDatasets } from "../../plan/plan.ts";
import { type PlanModelsOptions, planModels } from "../../plan/plan-models.ts";
import { referenceNotes } from "../../plan/reference-notes.ts";
import { requireLibraries } from "../../plan/require-library.ts";
import { type ResolvedDataset, resolveRun } from "../../plan/resolve.ts";
import type { UnreadDataset } from "../../plan/unread.ts";

export type SideName = "a" | "b";

export interface Side {
  name: SideName;
  /** Resolves to the side's model, also in the process that asks it. */
  invocation: Invocation;
  planned: PlannedModel;
  reader: ModelReader;
}

export interface Sides {
  a: Side;
  b: Side;
  datasets: PlannedDataset[];
  /** Datasets that neither is asked. */
  unread: UnreadDataset[];
  /** Those that one of the two cannot be asked, and so neither is. */
  refused: FailedTask[];
  notes: string[];
}

/**
 * Refuses what a run refuses, and sides that would be asked different datasets.
 *
 * @param invocations Of a and of b: each names one model, or both name a config of one or two.
 * @param readers Of a and of b.
 */
export async function planSides(
  invocations: readonly [Invocation, Invocation],
  [readerA, readerB]: readonly [ModelReader, ModelReader],
  { areNamed, onEvent, signal }: Pick<PlanOptions, "onEvent" | "signal"> & { areNamed: boolean },
): Promise<Sides> {
  for (const reader of [readerA, readerB]) reader.start();
  const runA = await resolveRun(invocations[0], readerA.files);
  const runB = await resolveRun(invocations[1], readerB.files);
  readerA.hint(runA.models, runA.datasets);
  readerB.hint(runB.models, runB.datasets);
  if (runA.abbrs.length > 2)
    throw new UsageError(`the config has ${runA.abbrs.length} models, two are compared`, {
      hint: "name the two with --models, or their files with --model",
    });
  const [unopened] = [...runA.unopened, ...runB.unopened];
  if (unopened !== undefined) throw unopened.error;
  if (!areNamed && runA.models.length < 2 && isDeepStrictEqual(invocations[0], invocations[1]))
    throw new UsageError("there is one model and nothing to compare it with", {
      hint: "give a second --model, a second --engine or --device for the same one, or an adapter with --peft-path",
    });
  const [a, b] = [runA.models[0], runB.models.at(-1)];
  if (a === undefined || b === undefined)
    throw new UsageError("two models are needed", { hint: "name them with --model" });
  await requireLibraries([a, b]);
  requireSameDatasets(runA.datasets, runB.datasets);
  const unread: UnreadDataset[] = [];
  const datasets = await planDatasets(runA, invocations[0], {
    onUnread: (dataset) => unread.push(dataset),
    signal,
  });
  const notes = [runA, runB].flatMap((run, i) => [...run.notes, ...noticesOf(run, invocations[i] as Invocation)]);
  const forA = await planSide(a, datasets, { reader: readerA, onEvent });
  const forB = await planSide(b, forA.planned.datasets, { reader: readerB, onEvent });
  return {
    a: {
      name: "a",
      invocation: invocations[0],
      reader: readerA,
      planned: restrictedTo(forA.planned, forB.planned.datasets),
    },
    b: { name: "b", invocation: invocations[1], reader: readerB, planned: forB.planned },
    datasets: forB.planned.datasets,
    unread,
    refused: [...forA.refused, ...forB.refused],
    // The date itself is always settled by now, given or not.
    notes: [...new Set([...notes, ...referenceNotes(datasets), ...dateNotices([forA.planned, forB.planned], {})])],
  };
}

async function planSide(model: ModelFile, datasets: readonly PlannedDataset[], options: PlanModelsOptions) {
  const { models, refused } = await planModels({ models: [model], unopened: [] }, datasets, options);
  // Where nothing can be asked the first refusal was thrown.
  return { planned: models[0] as PlannedModel, refused };
}

function restrictedTo(planned: PlannedModel, datasets: PlannedDataset[]): PlannedModel {
  const work = planned.work.filter((entry) => datasets.some(({ dataset }) => dataset.id === entry.dataset));
  return { ...planned, datasets, work };
}

/** A bare name such as `ceval` means one variant for a base model and another for a chat model. */
function requireSameDatasets(a: readonly ResolvedDataset[], b: readonly ResolvedDataset[]): void {
  const named = (datasets: readonly ResolvedDataset[]) => datasets.map(({ id, version }) => `${id}\n${version}`);
  if (isDeepStrictEqual(named(a), named(b))) return;
  throw new UsageError(
    `one model is a base model, the other a chat model, and they would be asked ${a[0]?.variant ?? a[0]?.id} and ${b[0]?.variant ?? b[0]?.id}`,
    { hint: "name the variant, for example ceval_ppl, or say what both are with --hf-type" },
  );
}
