// The probe on the embedded model: real rows through the real engine.

import { join } from "node:path";
import { expect, test } from "vitest";
import { open } from "../../../src/engines/llama.ts";
import type { RunEvent } from "../../../src/job/events.ts";
import { engineOptions, promptedModel } from "../../../src/plan/model-session.ts";
import { planDatasets } from "../../../src/plan/plan.ts";
import { resolveRun } from "../../../src/plan/resolve.ts";
import { formatDryRun } from "../../../src/report/dry-run/dry-run-text.ts";
import { dryRun } from "../../../src/run/dry-run.ts";
import { datasetKinds } from "../../../src/run/estimate/asked-dataset.ts";
import { estimateModel } from "../../../src/run/estimate/model-estimate.ts";
import { probeKinds } from "../../../src/run/estimate/probe.ts";
import { listRuns } from "../../../src/store/workspace/workspace.ts";
import { tempFolder } from "../../data/temp-folder.ts";
import { planOne } from "../../plan/plan-one.ts";
import { invocationOf } from "../invocation.ts";

const folder = await tempFolder();
const invocation = invocationOf(folder.path, {
  models: ["oc_tiny"],
  datasets: ["tiny_ceval_gen", "tiny_siqa_ppl"],
  limit: 20,
});

test("a probe measures every kind of dataset and estimates each, with a range around the likely time", async () => {
  const run = await resolveRun(invocation);
  const datasets = await planDatasets(run, invocation);
  const model = run.models[0];
  if (model === undefined) throw new Error("no model");
  const estimate = await estimateModel(await planOne(model, datasets), datasets, { invocation, prepareSeconds: 2 });
  expect(estimate.openSeconds).toBeGreaterThan(2);
  expect(estimate.datasets.map(({ work, measuredRows }) => [work.dataset, work.rows, measuredRows])).toEqual([
    ["tiny_ceval_gen-common_sense", 20, 40],
    ["tiny_ceval_gen-vocabulary", 20, 40],
    ["tiny_siqa_ppl", 20, 20],
  ]);
  for (const { time, work, output } of estimate.datasets) {
    expect(time.low).toBeGreaterThan(0);
    expect(time.low).toBeLessThanOrEqual(time.likely);
    expect(time.likely).toBeLessThanOrEqual(time.high);
    expect(work.tokens).toBeGreaterThan(20);
    expect(output === null).toBe(work.dataset === "tiny_siqa_ppl");
  }
  const sum = estimate.datasets.reduce((seconds, { time }) => seconds + time.likely, estimate.openSeconds);
  expect(estimate.total.likely).toBeCloseTo(sum, 8);
});

test("where the first row takes all the time, one that is scored and one that is generated are measured in any case", async () => {
  const asked = { ...invocation, datasets: ["tiny_ceval_gen", "tiny_mmlu_gen", "tiny_siqa_ppl"] };
  const run = await resolveRun(asked);
  const datasets = await planDatasets(run, asked);
  const [model] = run.models;
  if (model === undefined) throw new Error("no model");
  const planned = await planOne(model, datasets);
  const engine = await open(engineOptions(model, { ...planned, invocation: asked }));
  const kinds = await datasetKinds(datasets, model, promptedModel(model, engine, planned.contextSize));
  let now = 0;
  const minuteLater = () => {
    now += 60;
    return now;
  };
  const probes = await probeKinds(kinds, { engine, seconds: 10, now: minuteLater });
  await engine.close();
  expect(kinds.map(({ generates }, i) => [generates, probes[i]?.rows])).toEqual([
    [true, 1],
    [true, 0],
    [false, 1],
  ]);
});

test("--probe adds a section on time, tells that it takes a while, and makes no run", async () => {
  const events: RunEvent[] = [];
  const text = formatDryRun(
    await dryRun(invocation, { probe: true, isDebug: true, onEvent: (event) => events.push(event) }),
  );
  expect(text).toMatch(/^== Time of oc-tiny$/m);
  expect(text).toMatch(/^in total about .* \(.*\), of which .* until the model is open$/m);
  const told = events.filter(({ type }) => type !== "planning");
  expect(told).toEqual([{ type: "note", model: "oc-tiny", text: "loading it and measuring for about 10 s" }]);
  expect(listRuns(join(folder.path, "outputs", "default"))).toEqual([]);
});
