// The workers of a model on this machine: what is there, and the plan made of it.

import { availableParallelism } from "node:os";
import { isCpuOnly } from "../../engines/cpu-only.ts";
import { freeMemory } from "../../engines/memory-plan.ts";
import type { RunSettings } from "../../job/invocation.ts";
import type { ModelFile } from "../../plan/model-files.ts";
import { parseDevice } from "../../plan/model-session.ts";
import { loadEngine } from "../../plan/parts.ts";
import type { WorkersAsked } from "../infer/messages.ts";
import { planWorkers, type WorkerPlan } from "./worker-plan.ts";

export function workersAsked(
  { config, file }: ModelFile,
  {
    maxNumWorkers,
    maxWorkersPerGpu,
    keepThreads,
  }: Pick<RunSettings, "maxNumWorkers" | "maxWorkersPerGpu"> & Pick<WorkersAsked, "keepThreads">,
): WorkersAsked {
  return {
    most: maxNumWorkers,
    perGpu: maxWorkersPerGpu,
    engine: config.engine,
    device: parseDevice(config),
    areThreadsChosen: config.threads > 0,
    sharedBytes: file.sharesWeights && config.placement.use_mmap ? file.weightBytes : 0,
    keepThreads,
  };
}

/**
 * @param work.rows That may have to be asked.
 * @throws OcLocalError DEVICE when the device cannot be used.
 */
export async function findWorkers(
  { most, perGpu, engine, device, areThreadsChosen, sharedBytes, keepThreads }: WorkersAsked,
  work: { rows: number; threads: number },
): Promise<WorkerPlan> {
  // Looking for GPUs takes a second.
  if (most === 1) return { workers: [{ device, threads: work.threads }], why: undefined };
  const { listGpus } = await loadEngine(engine);
  const gpus = isCpuOnly(device) ? [] : await listGpus?.(device);
  const cpu = { threads: availableParallelism(), freeBytes: freeMemory(), sharedBytes };
  return planWorkers({ most, perGpu, device, gpus, areThreadsChosen, keepThreads, ...work, cpu });
}
