// How soon the first row is in flight once the weights are loaded: nothing waits there until all prompts are tokens. What was planned
// before is counted in its own row: from the start of the run to the weights.

import type { Invocation } from "../../src/job/invocation.ts";
import { built, withTempFolder } from "./inference-run.ts";
import { atMost, type BenchRow, failed, informs, measured } from "./row.ts";

export interface FirstRowTrial {
  vocabulary: string;
  path: string;
  dataset: string;
  dataDir: string;
}

export function firstRowPlans({ dataset, vocabulary }: Pick<FirstRowTrial, "dataset" | "vocabulary">) {
  return {
    first: atMost(`${dataset}, ${vocabulary}: first row in flight after the weights are loaded`, "s", 3),
    before: informs(`${dataset}, ${vocabulary}: from the start of the run to its weights`, "s"),
  };
}

export async function firstRow(trial: FirstRowTrial): Promise<BenchRow[]> {
  const { first, before } = firstRowPlans(trial);
  try {
    const { open, asked } = await withTempFolder((cwd) => secondsTo(cwd, trial));
    return [measured(first, asked - open), measured(before, open)];
  } catch (error) {
    return [failed(first, (error as Error).message)];
  }
}

/** Stops the run as soon as it asks. */
async function secondsTo(cwd: string, { path, dataset, dataDir }: FirstRowTrial) {
  const { runEvaluation } = await built<typeof import("../../src/run/evaluation-run.ts")>("evaluation-run");
  const invocation: Invocation = {
    ...{ cwd, models: [], modelPaths: [path], datasets: [dataset], dataDir, modelDirs: [] },
    modelOverrides: { kind: "base" },
  };
  const stop = new AbortController();
  const start = performance.now();
  const seconds = { open: Number.NaN, asked: Number.NaN };
  await runEvaluation(
    invocation,
    { mode: "infer", debug: false, maxNumWorkers: 1 },
    {
      onEvent: ({ type }) => {
        const now = (performance.now() - start) / 1000;
        if (type === "model-open") seconds.open = now;
        if (type !== "task-start") return;
        seconds.asked = now;
        stop.abort();
      },
      signal: stop.signal,
    },
  );
  if (Number.isNaN(seconds.asked - seconds.open)) throw new Error("the run ended before it asked anything");
  return seconds;
}
