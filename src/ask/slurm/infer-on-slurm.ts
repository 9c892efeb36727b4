// One model's inference on a cluster, from the rows that are stored to the last shard: the counterpart of supervised.

import { freed, type ModelReader } from "../../plan/model-reader.ts";
import type { PlannedModel } from "../../plan/plan.ts";
import type { SlurmRunner } from "../../plan/runner.ts";
import type { Workspace } from "../../store/workspace/workspace.ts";
import type { ModelJob } from "../infer/messages.ts";
import type { AskModel, RowSink } from "../row-sink.ts";
import { cutShards } from "../shards/cut-shards.ts";
import { gatherShards } from "../shards/gather.ts";
import { openDatasets } from "../shards/open-datasets.ts";
import { keysOf, reusable } from "../shards/reusable-rows.ts";
import { mostArrayJobs } from "./array-limit.ts";
import { jobNeeds } from "./batch-script.ts";
import { runOnCluster } from "./cluster-run.ts";

export interface SlurmStage {
  workspace: Workspace;
  reader: ModelReader;
  runner: SlurmRunner;
  stuckAfterSeconds: number;
}

/** It throws OcLocalError CLUSTER and STORAGE. */
export function onSlurm(planned: PlannedModel, stage: SlurmStage): AskModel {
  return async (job, { sink, signal }) => {
    const { workspace, runner, stuckAfterSeconds } = stage;
    await takeReusable(planned, job, stage.reader, sink);
    const cut = cutShards(openDatasets(planned, sink.book), runner.partitioner, runner.maxNumWorkers);
    const shards = gatherShards(cut, await mostArrayJobs());
    if (shards.length < cut.length) {
      const text = `${cut.length} shards are put together to ${shards.length}: arrays of this cluster have no more jobs`;
      sink.take({ type: "note", text });
    }
    const needs = jobNeeds(planned.model.config);
    const { invocation, model, identity, contextSize, parallelSequences, cache, tasks } = job;
    const shard = {
      invocation,
      model,
      identity,
      contextSize,
      parallelSequences,
      ...(needs.cpus !== undefined && { threads: needs.cpus }),
      ...(cache !== undefined && { cache }),
      retry: runner.retry,
      stuckAfterSeconds,
    };
    await runOnCluster(shards, { submission: { workspace, runner, needs, tasks, job: shard }, signal, sink });
  };
}

/** What is left open is to be asked. */
async function takeReusable(planned: PlannedModel, { tasks }: ModelJob, reader: ModelReader, sink: RowSink) {
  const done = keysOf(tasks);
  if ([...done.values()].every(({ size }) => size === 0)) return;
  const reused = await freed(reader, () => reader.ask(reusable, planned, { done }));
  for (const [dataset, rows] of reused) for (const row of rows) sink.take({ type: "reused", dataset, row });
}
