// One model's inference on a cluster, from the rows that are stored to the last shard: the counterpart of superviseModel.

import { askedRows } from "../../plan/asked-rows.ts";
import { modelIdentity } from "../../plan/identity.ts";
import { freed } from "../../plan/model-reader.ts";
import type { PlannedModel } from "../../plan/plan.ts";
import type { SlurmRunner } from "../../plan/runner.ts";
import type { InferStage } from "../infer/infer-request.ts";
import type { OpenTask, WorkerMessage } from "../infer/messages.ts";
import { cutShards } from "../shards/cut-shards.ts";
import { gatherShards } from "../shards/gather.ts";
import { openDatasets } from "../shards/open-datasets.ts";
import { keysOf, reusable } from "../shards/reusable-rows.ts";
import { mostArrayJobs } from "./array-limit.ts";
import { jobNeeds } from "./batch-script.ts";
import { runOnCluster } from "./cluster-run.ts";

export interface SlurmInference {
  planned: PlannedModel;
  /** Every dataset, with the rows that are stored. */
  tasks: readonly OpenTask[];
  stage: InferStage;
  runner: SlurmRunner;
  cache: string | undefined;
  onMessage(message: WorkerMessage): void;
}

/** @throws OcLocalError CLUSTER, STORAGE */
export async function inferOnSlurm({ planned, tasks, stage, runner, cache, onMessage }: SlurmInference): Promise<void> {
  const { config } = planned.model;
  const { workspace, datasets, invocation, settings, signal, onEvent } = stage;
  const rowsOf = await rowsToAsk(planned, { tasks, stage, onMessage });
  const onNote = (text: string) => onEvent({ type: "note", text: `${config.abbr}: ${text}` });
  const cut = cutShards(openDatasets(planned, datasets, rowsOf), runner.partitioner, runner.maxNumWorkers);
  const shards = gatherShards(cut, await mostArrayJobs());
  if (shards.length < cut.length)
    onNote(`${cut.length} shards are put together to ${shards.length}: arrays of this cluster have no more jobs`);
  const { cpus } = jobNeeds(config);
  const job = {
    invocation,
    model: config.abbr,
    identity: modelIdentity(planned.model),
    contextSize: planned.contextSize,
    parallelSequences: planned.parallelSequences,
    ...(cpus !== undefined && { threads: cpus }),
    ...(cache !== undefined && { cache }),
    retry: runner.retry,
    stuckAfterSeconds: settings.stuckAfterSeconds,
  };
  await runOnCluster(shards, {
    submission: { workspace, runner, needs: jobNeeds(config), tasks, job },
    signal,
    onMessage,
    onNote,
    onWarning: (text) => onEvent({ type: "warning", text: `${config.abbr}: ${text}` }),
  });
}

/** Rows whose stored answers still count are told as reused; the others are by dataset what it returns. */
async function rowsToAsk(
  planned: PlannedModel,
  { tasks, stage, onMessage }: Pick<SlurmInference, "tasks" | "stage" | "onMessage">,
): Promise<(dataset: string) => number[]> {
  const done = keysOf(tasks);
  const isAnythingStored = [...done.values()].some(({ size }) => size > 0);
  const reused = isAnythingStored
    ? await freed(stage.reader, () => stage.reader.ask(reusable, planned, { done }))
    : new Map<string, Set<number>>();
  for (const [dataset, rows] of reused) for (const row of rows) onMessage({ type: "reused", dataset, row });
  const rowsOf = new Map(
    stage.datasets.map((dataset) => {
      const { id } = dataset.dataset;
      return [id, askedRows(dataset).filter((row) => !reused.get(id)?.has(row))];
    }),
  );
  return (dataset) => rowsOf.get(dataset) ?? [];
}
