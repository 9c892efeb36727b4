// The inference stage of a whole run, as users run it (compiled, in dist/), timed by the events that it tells.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RunEvent } from "../../src/job/events.ts";
import type { Invocation, RunOptions } from "../../src/job/invocation.ts";

export interface InferenceTimes {
  /** From the start of the workers to the last stored answer. */
  seconds: number;
  /** Of these, after the first model was open. */
  askingSeconds: number;
  rows: number;
  /** Of all prompts, each counted whole, and answers. */
  tokens: number;
}

/** @throws Error when a row failed. */
export async function runInference(
  invocation: Invocation,
  options: Pick<RunOptions, "maxNumWorkers"> = {},
): Promise<InferenceTimes> {
  const { runEvaluation } = await built<typeof import("../../src/run/evaluation-run.ts")>("evaluation-run");
  const times = new Map<RunEvent["type"], number>();
  const sums = { rows: 0, tokens: 0 };
  const { failed } = await runEvaluation(
    invocation,
    { mode: "infer", debug: false, maxNumWorkers: 1, ...options },
    {
      onEvent: (event) => {
        if (event.type !== "model-open" || !times.has("model-open")) times.set(event.type, performance.now());
        if (event.type !== "row") return;
        sums.rows += 1;
        sums.tokens += event.tokens;
      },
      signal: new AbortController().signal,
    },
  );
  if (failed[0] !== undefined) throw new Error(`${failed[0].dataset}: ${failed[0].reason}`);
  const [start, open, end] = (["model-start", "model-open", "model-end"] as const).map(
    (type) => times.get(type) ?? Number.NaN,
  ) as [number, number, number];
  return { seconds: (end - start) / 1000, askingSeconds: (end - open) / 1000, ...sums };
}

/** A module of the run as users run it: workers are made of what is built too. */
export async function built<Module>(name: string): Promise<Module> {
  return (await import(new URL(`../../dist/src/run/${name}.js`, import.meta.url).href)) as Module;
}

export async function withTempFolder<T>(use: (cwd: string) => Promise<T>): Promise<T> {
  const cwd = mkdtempSync(join(tmpdir(), "oc-local-bench-"));
  try {
    return await use(cwd);
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}
