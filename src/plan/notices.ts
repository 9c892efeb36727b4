// What was asked for but cannot apply, or applies with a consequence, said before the run instead of passed over.

import type { Invocation, RunOptions } from "../job/invocation.ts";
import type { ModelFile } from "./model-files.ts";
import { ofEntries } from "./notices/dataset-notices.ts";
import { ofGenerationFlags, ofLengths, ofSampling } from "./notices/generation-notices.ts";
import { hasNoEffect } from "./notices/has-no-effect.ts";
import { isOnCpu, ofPlacement, ofThreads } from "./notices/placement-notices.ts";
import { ofDeviations, ofPrompting, ofRounding } from "./notices/prompting-notices.ts";
import { ofThoughts } from "./notices/thought-notices.ts";
import type { ResolvedDataset, ResolvedRun } from "./resolve.ts";
import { conventionsOf, wayOfAsking } from "./ways-of-asking.ts";

type Run = Pick<ResolvedRun, "models" | "datasets">;
interface Where extends Pick<RunOptions, "maxWorkersPerGpu"> {
  /** Other machines than this one. */
  isElsewhere?: boolean;
}

type Asked = Pick<Invocation, "modelOverrides" | "compat" | "deterministic"> & Partial<Pick<Invocation, "modelDirs">>;

export function noticesOf(run: Run, invocation: Asked, options: Where = {}): string[] {
  const ofModels = run.models.flatMap((model) =>
    [...ofModel(model, run.datasets, invocation), ...(options.isElsewhere ? [] : ofThreads(model))].map(
      (text) => `${model.config.abbr}: ${text}`,
    ),
  );
  return [...ofModels, ...ofEntries(run.datasets), ...ofFlags(run, invocation), ...ofWorkers(run, options)];
}

function ofModel(
  model: ModelFile,
  datasets: readonly ResolvedDataset[],
  { modelOverrides, deterministic }: Asked,
): string[] {
  const { config } = model;
  const generates = datasets.some((dataset) => wayOfAsking(dataset.config).generates);
  return [
    ...ofPlacement(model, modelOverrides.placement),
    ...ofDeviations(model),
    ...ofPrompting(model, datasets),
    ...ofRounding(model, datasets, deterministic),
    ...ofSampling(config, modelOverrides.generation, datasets),
    ...ofLengths(config, datasets),
    ...ofThoughts(model, datasets),
    ...(!generates && config.minOutLen > 0 && modelOverrides.minOutLen === undefined
      ? [hasNoEffect(["minOutLen"], "nothing is generated")]
      : []),
  ];
}

function ofFlags(
  { models, datasets }: Run,
  { modelOverrides, compat, deterministic, modelDirs = [] }: Asked,
): string[] {
  const generates = datasets.some((dataset) => wayOfAsking(dataset.config).generates);
  const notices = [
    deterministic && "--deterministic: rows are asked one at a time; only the prompts of one row are computed together",
    ...ofGenerationFlags(modelOverrides, datasets),
    !generates &&
      typeof modelOverrides.batchSize === "number" &&
      hasNoEffect(["--batch-size"], "the engine packs ppl and ll into batches by itself"),
    !generates && modelOverrides.thinkingTags !== undefined && hasNoEffect(["--thinking-tags"], "nothing is generated"),
    compat !== undefined &&
      datasets.every(({ config }) => conventionsOf(config).length === 0) &&
      hasNoEffect(["--compat"], "no dataset of this run is scored by label"),
    modelDirs.length > 0 &&
      models.every(({ config }) => config.path !== undefined) &&
      hasNoEffect(["--model-dir"], "every model of this run is given by its path"),
  ];
  return notices.filter((text) => typeof text === "string");
}

function ofWorkers({ models }: Run, { maxWorkersPerGpu }: Pick<RunOptions, "maxWorkersPerGpu">): string[] {
  if (maxWorkersPerGpu === undefined || !models.every(isOnCpu)) return [];
  return [hasNoEffect(["--max-workers-per-gpu"], "no GPU computes; --max-num-workers is for the CPU")];
}
