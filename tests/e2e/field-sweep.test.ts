// Every field of a config does something, or the program says why not.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { workersAsked } from "../../src/ask/pool/find-workers.ts";
import { evalConfigSchema } from "../../src/config/eval-schema.ts";
import { modelSchema } from "../../src/config/model-schema.ts";
import { OcLocalError } from "../../src/core/errors.ts";
import { renderTimeOf } from "../../src/core/render-time.ts";
import { openModelFile } from "../../src/plan/model-files.ts";
import { dryRun } from "../../src/run/dry-run.ts";
import { invocationOf } from "../run/invocation.ts";
import { installCli, tinyModel } from "./cli.ts";
import { aroundDatasets, aroundSigns } from "./sweep/around-fields.ts";
import { clusterCases, submission } from "./sweep/cluster-fields.ts";
import { comingWith } from "./sweep/coming-with.ts";
import { datasetCases } from "./sweep/dataset-fields.ts";
import { askDatasets } from "./sweep/dataset-run.ts";
import type { Signs } from "./sweep/field-case.ts";
import { generated, writeInputs } from "./sweep/inputs.ts";
import { modelCases } from "./sweep/model-fields.ts";
import { askModels, type Told } from "./sweep/model-run.ts";
import { refusedCases } from "./sweep/refused-fields.ts";
import { fieldPaths } from "./sweep/schema-fields.ts";

const cli = installCli();
beforeAll(() => writeInputs(cli.cwd));
afterAll(() => cli.remove());

const isComing = (field: string) => Object.hasOwn(comingWith, field);

function expectSigns({ plan, answers, run }: Signs, told: Told, without: Told, field: string): void {
  for (const [part, sign] of Object.entries({ plan, answers, run }) as [keyof Told, RegExp | "other" | undefined][]) {
    if (sign === undefined) continue;
    if (sign === "other") expect.soft(told[part], field).not.toBe(without[part]);
    else {
      expect.soft(told[part], field).toMatch(sign);
      expect.soft(without[part], `${field} shows nothing: the same stands there without it`).not.toMatch(sign);
    }
  }
}

test("fields of a model", async () => {
  const plain = { kind: "chat", path: "M.gguf", maxOutLen: 12 };
  const sides = modelCases.flatMap(({ set, beside = {} }, i) => [
    { ...plain, ...beside, ...set, abbr: `m${i}` },
    { ...plain, ...beside, abbr: `besides-${JSON.stringify(beside)}` },
  ]);
  const besides = [...new Set(sides.map(({ abbr }) => abbr).filter((abbr) => abbr.startsWith("besides-")))];
  const nameOf = (abbr: string) => (abbr.startsWith("besides-") ? `b${besides.indexOf(abbr)}` : abbr);
  const models = new Map(sides.map((entry) => [entry.abbr, { ...entry, abbr: nameOf(entry.abbr) }]));
  const told = await askModels(cli, [...models.values()]);
  for (const [i, one] of modelCases.entries()) {
    if (isComing(`models[].${one.field}`)) continue;
    const beside = nameOf(`besides-${JSON.stringify(one.beside ?? {})}`);
    const [mine, other] = [`m${i}`, beside].map((abbr) => told.get(abbr) as Told);
    expectSigns(one, mine as Told, other as Told, one.field);
  }
});

test("fields of a dataset, and of the config around them", async () => {
  const cases = datasetCases(cli.cwd);
  const entries = cases.flatMap(({ entry, beside }) => [entry, beside]);
  const { told, shown, planned } = await askDatasets(cli, entries, aroundDatasets);
  for (const one of cases) {
    if (isComing(`datasets[].${one.field}`)) continue;
    const [mine, other] = [one.entry, one.beside].map(({ abbr }) => told.get(abbr) as Told);
    expectSigns(one, mine as Told, other as Told, one.field);
  }
  expect(planned).toContain("2 workers: ");
  const signs = Object.entries(aroundSigns).filter(([field]) => !isComing(field));
  for (const [field, sign] of signs) expect.soft(shown, field).toMatch(sign);
});

test("fields that a wrong value is refused for", async () => {
  writeFileSync(join(cli.cwd, "fine.json"), JSON.stringify(fineConfig()));
  await expect(dryRun(invocationOf(cli.cwd, { config: "fine.json" }))).resolves.toContain("== Tasks of m ");
  for (const { field, config, says } of refusedCases(cli.cwd)) {
    writeFileSync(join(cli.cwd, "refused.json"), JSON.stringify(config));
    const failed = await dryRun(invocationOf(cli.cwd, { config: "refused.json" })).then(() => undefined, asError);
    expect.soft(`${failed?.message}\n${failed?.hint}`, field).toMatch(says);
  }
});

test("placement.use_mmap decides whether weights are shared and which memory they need", async () => {
  const [shared, own] = await Promise.all(
    [true, false].map(async (use_mmap) => {
      const config = modelSchema.parse({ abbr: "m", path: tinyModel, placement: { use_mmap } });
      const model = await openModelFile(config, [], { cwd: cli.cwd, renderTime: renderTimeOf(new Date()) });
      return workersAsked(model, { maxNumWorkers: undefined, maxWorkersPerGpu: 1, keepThreads: false }).sharedBytes;
    }),
  );
  expect([(shared as number) > 0, own]).toEqual([true, 0]);
});

const fineConfig = () => ({ models: [{ abbr: "m", path: "M.gguf", kind: "base" }], datasets: [generated(cli.cwd)] });

function asError(error: unknown): OcLocalError {
  if (error instanceof OcLocalError) return error;
  throw error;
}

test.each(clusterCases.map((each) => [each.field, each] as const))("%s", (_field, { infer, beside }) => {
  expect(submission(infer)).not.toBe(submission(beside));
});

test("every field has a case", () => {
  const tried = new Set([
    "models[].abbr",
    "datasets[].abbr",
    "models[].placement.use_mmap",
    ...modelCases.map(({ field }) => `models[].${field}`),
    ...datasetCases(cli.cwd).map(({ field }) => `datasets[].${field}`),
    ...Object.keys(aroundSigns),
    ...refusedCases(cli.cwd).map(({ field }) => field),
    ...clusterCases.map(({ field }) => field),
  ]);
  expect(fieldPaths(evalConfigSchema).filter((path) => !tried.has(path))).toEqual([]);
});

test.skip.each(Object.entries(comingWith).filter(([name]) => !/^\w+ --/.test(name)))("%s: %s", () => {});
